// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.bundle.Bundle

def file = new File(basedir, 'target/classes/META-INF/btf-bundle/merged.btfb')
def bundle = file.withInputStream { Bundle.read(it, 'merged') }
def kernels = (0..<bundle.kernelCount()).collect { bundle.kernel(it).toString() }

// each kernel once, though two of the sources hold it, and only those that the filters admit
assert kernels == ['debian/12/x86_64/6.1.0-56-cloud-amd64', 'local/12/x86_64/6.1-own'].sort { it.split('/')[3] }
def log = new File(basedir, 'build.log').text
assert log =~ /Bundle merged: 2 kernels, \d+ layouts?, \d+ bytes, 0 rejected inputs, \d+\.\d s/
