// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.btf.Btf
import io.github.btfresolver.core.BpfObject
import io.github.btfresolver.core.CandidateIndex
import io.github.btfresolver.core.ObjectRelocation
import java.util.jar.JarFile

def testdata = new File(basedir, '../../../../testdata')
def jar = new JarFile(new File(basedir, 'target/minimize-1.jar'))
byte[] little = jar.getInputStream(jar.getEntry('btf/kernel.btf')).bytes
byte[] big = new File(basedir, 'target/classes/btf/kernel.btf').bytes
byte[] whole = new File(testdata, 'btf-small/kernel.el.btf').bytes
assert little[0] == (byte) 0x9F && big[0] == (byte) 0xEB && little.length == big.length
assert little.length < whole.length

def object = BpfObject.read(new File(testdata, 'objects/el/exec.bpf.o'))
def values = { bytes -> ObjectRelocation.of(object, new CandidateIndex(Btf.parse(bytes, 'a kernel')))*.newValue() }
assert values(little) == values(whole) && !values(little).isEmpty()
assert values(big) == values(whole)

def log = new File(basedir, 'build.log').text
assert log.contains("kernel.btf: ${little.length} bytes")
assert log.contains("byteOrder is 'middle': expected little, big or source")
assert log.count('Skipped (btf-bundle.skip)') == 1
