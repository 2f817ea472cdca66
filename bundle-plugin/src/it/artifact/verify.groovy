// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.bundle.Bundle

def bytes = { new File(basedir, "app/target/$it/META-INF/btf-bundle/app.btfb").bytes }
assert Bundle.read(new ByteArrayInputStream(bytes('directory')), 'it').kernel(0).toString() == 'debian/12/s390x/6.1.0-50-s390x'
['file', 'artifact', 'snapshot', 'module', 'single'].each { assert bytes(it) == bytes('directory') }

// the second build made the same bundles, also from the module's jar
assert new File(basedir, 'build.log').text.count('(unchanged)') == 6
assert new File(basedir, 'kernels/target/kernels-1.jar').isFile()
