// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.bundle.Bundle
import java.util.jar.JarFile

def jar = new JarFile(new File(basedir, 'target/bundle-1.jar'))
assert jar.getInputStream(jar.getEntry('META-INF/btf-bundle/bundles')).text == 'bundle\n'
def bundle = Bundle.read(jar.getInputStream(jar.getEntry('META-INF/btf-bundle/bundle.btfb')), 'the jar')
assert bundle.kernelCount() == 6
assert bundle.objects()*.name() == ['exec.bpf.o', 'fields.bpf.o']
assert (0..5).collect { bundle.kernel(it).toString() }.contains('local/1/arm64/6.1-own')

// the second build made the same bundle, and did not touch the file
def log = new File(basedir, 'build.log').text
assert log.count('(unchanged)') == 1

// what it kept for that
assert new File(basedir, 'target/btf-bundle/bundle.properties').text.contains('kernels=6')
assert new File(basedir, 'target/btf-bundle/cache/hashes').isFile() || System.getProperty('os.name') != 'Linux'
def kept = []
new File(basedir, 'target/btf-bundle/cache/kernels').eachFileRecurse { if (it.isFile()) kept << it.name }
assert kept.size() == 12 && kept.every { it.endsWith('.entry') }
