// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
import java.util.jar.JarFile

def settings = { release ->
    ['skipKernel=true', 'machine=x86_64', 'osId=local', 'osVersionId=1', "release=$release"].collect { "-Dbtfresolver.$it".toString() }
}
def java = { List<String> arguments ->
    def process = new ProcessBuilder([System.getProperty('java.home') + '/bin/java'] + arguments).redirectErrorStream(true).start()
    process.outputStream.close()
    def output = process.inputStream.text
    assert process.waitFor() == 0 : output
    output
}

// relocated, but for JNA
def jar = new File(basedir, 'agent/target/agent-1.jar')
def names = new JarFile(jar).withCloseable { it.entries()*.name }
assert names.contains('it/shaded/btfresolver/BtfResolver.class') && names.contains('it/shaded/xz/XZInputStream.class')
assert names.contains('com/sun/jna/Native.class')
assert !names.any { it =~ '(io/github/btfresolver|org/tukaani)/' }

// both bundles are found in the one jar; the memfd needs JNA
for (bundle in ['first', 'second']) {
    def output = java(settings("6.1-$bundle") + ['-Dbtfresolver.handOver=memfd', '-jar', jar.path])
    assert output.contains("it.shaded.btfresolver.BtfResolver: BTF found: bundle $bundle (local/1/x86_64/6.1-$bundle, ")
    assert output.contains(', as /proc/self/fd/')
}

// xz under its other name packs and unpacks
def directory = new File(basedir, 'directory')
def kernel = new File(directory, 'local/1/x86_64/6.1-third.btf.xz')
kernel.parentFile.mkdirs()
new URLClassLoader([jar.toURI().toURL()] as URL[], null as ClassLoader).withCloseable { loader ->
    def options = loader.loadClass('it.shaded.xz.LZMA2Options').getConstructor().newInstance()
    def packed = loader.loadClass('it.shaded.xz.XZOutputStream').constructors
            .find { it.parameterCount == 2 && it.parameterTypes[1].simpleName == 'FilterOptions' }
            .newInstance(new FileOutputStream(kernel), options)
    packed.withStream { it.write(new File(basedir, '../../../../testdata/btf-small/kernel.el.btf').bytes) }
}
def output = java(settings('6.1-third') + ["-Dbtfresolver.directories=$directory".toString(), '-jar', jar.path])
assert output.contains('it.shaded.btfresolver.BtfResolver: BTF found: directory ' + kernel)
