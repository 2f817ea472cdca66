// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.bundle.Bundle

def file = new File(basedir, 'target/generated-resources/btf-bundle/META-INF/btf-bundle/http-source.btfb')
def bundle = file.withInputStream { Bundle.read(it, 'http-source') }
assert bundle.kernelCount() == 1
assert bundle.kernel(0).toString() == 'debian/12/x86_64/6.1-http'
assert new File(basedir, 'requests.txt').readLines() == ['/SHA256SUMS', '/debian/12/x86_64/6.1-http.btf']
assert new File(basedir, 'target/btf-bundle/cache/downloads/files').list().length == 1

// the second build, offline and without the server, made the same bundle
assert new File(basedir, 'build.log').text.count('(unchanged)') == 1
