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

// library and one bundle in jars in the jar; the other bundle is the application's own, which Spring Boot leaves where it is
for (version in ['2.7.18', '3.5.0']) {
    def jar = new File(basedir, "app/target-$version/app-1.jar")
    def names = new JarFile(jar).withCloseable { it.entries()*.name }
    assert names.contains('META-INF/btf-bundle/app.btfb') && names.contains('BOOT-INF/lib/nested-1.jar')
    assert names.any { it =~ 'BOOT-INF/lib/btf-resolver-.*jar' } && !names.any { it.startsWith('io/github/btfresolver') }

    for (bundle in ['app', 'nested']) {
        def output = java(settings("6.1-$bundle") + ['-Dbtfresolver.handOver=none', '-jar', jar.path])
        assert output.contains("io.github.btfresolver.BtfResolver: BTF found: bundle $bundle (local/1/x86_64/6.1-$bundle, ")
    }
}
