// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
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

// a bundle in the application's module; the memfd needs JNA, which the library's module may, but need not, see
def path = [new File(basedir, 'target/module-path-1.jar'), new File(basedir, 'target/lib')].join(File.pathSeparator)
def output = java(settings('6.1-own') + ['-Dbtfresolver.handOver=memfd', '-p', path, '-m', 'it.app/it.Main'])
assert output.contains('module io.github.btfresolver: BTF found: bundle app (local/1/x86_64/6.1-own, ')
assert output.contains(', as /proc/self/fd/')
// which JNA reads by reflection
assert output =~ /options of (56|28) bytes/
