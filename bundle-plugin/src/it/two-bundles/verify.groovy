// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import groovy.json.JsonSlurper
import io.github.btfresolver.bundle.Bundle
import java.util.jar.JarFile

def jar = new JarFile(new File(basedir, 'target/two-bundles-1.jar'))
assert jar.getInputStream(jar.getEntry('META-INF/btf-bundle/bundles')).text == 'first\nsecond\n'
def kernels = ['first', 'second'].collect {
    Bundle.read(jar.getInputStream(jar.getEntry("META-INF/btf-bundle/${it}.btfb")), it).kernelCount()
}
assert kernels == [1, 4]

// what native-image is told names each bundle and the list, and nothing else in the jar
def names = jar.entries()*.name
for (bundle in ['first', 'second']) {
    def config = jar.getEntry("META-INF/native-image/btf-bundle/${bundle}/resource-config.json")
    def patterns = new JsonSlurper().parse(jar.getInputStream(config)).resources.includes*.pattern
    def kept = names.findAll { name -> patterns.any { name ==~ it } }
    assert kept as Set == ['META-INF/btf-bundle/bundles', "META-INF/btf-bundle/${bundle}.btfb".toString()] as Set
}
