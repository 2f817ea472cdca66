// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.bundle.Bundle

// all but where it is from
def contents = {
    def file = new File(basedir, "app/target/$it/META-INF/btf-bundle/app.btfb")
    def bundle = Bundle.read(new ByteArrayInputStream(file.bytes), 'it')
    (0..<bundle.kernelCount()).collect { i -> "${bundle.kernel(i)} ${bundle.layoutSha256(bundle.layoutOf(i))}".toString() }
}
assert contents('directory').size() == 1 && contents('directory')[0].startsWith('debian/12/s390x/6.1.0-50-s390x ')
['file', 'artifact', 'snapshot', 'module', 'single'].each { assert contents(it) == contents('directory') }

// the second build made the same bundles, also from the module's jar
assert new File(basedir, 'build.log').text.count('(unchanged)') == 6
assert new File(basedir, 'kernels/target/kernels-1.jar').isFile()
