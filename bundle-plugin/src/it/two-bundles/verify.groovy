// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import io.github.btfresolver.bundle.Bundle
import java.util.jar.JarFile

def jar = new JarFile(new File(basedir, 'target/two-bundles-1.jar'))
assert jar.getInputStream(jar.getEntry('META-INF/btf-bundle/bundles')).text == 'first\nsecond\n'
def kernels = ['first', 'second'].collect {
    Bundle.read(jar.getInputStream(jar.getEntry("META-INF/btf-bundle/${it}.btfb")), it).kernelCount()
}
assert kernels == [1, 4]
