// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.bundle.Bundle

// Maven divides the property at both commas; the range is one all the same
def file = new File(basedir, 'target/generated-resources/btf-bundle/META-INF/btf-bundle/release-range.btfb')
def bundle = file.withInputStream { Bundle.read(it, file.path) }
assert (0..<bundle.kernelCount()).collect { bundle.kernel(it).release() } ==
    ['5.10.0-46-cloud-amd64', '6.1.0-50-s390x', '6.12.117+deb12-cloud-amd64']
assert bundle.sources()*.kernels() == [3]
