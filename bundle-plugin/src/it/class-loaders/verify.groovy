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

def main = new File(basedir, 'target/class-loaders-1.jar').path
def library = new File(basedir, 'target/lib').listFiles()*.path
def bundle = new File(basedir, 'target/class-loaders-1-bundle.jar').path
def output = java(settings('6.1-apart') + ['-Dbtfresolver.handOver=none', '-cp', main, 'it.Main', bundle] + library + [main])
def lines = output.readLines()
assert lines.size() == 3
assert lines[0].startsWith('above: BTF found: bundle apart (local/1/x86_64/6.1-apart, ')
assert lines[1].startsWith('below, not named: no BTF found for the running kernel')
assert lines[2].startsWith('below: BTF found: bundle apart (local/1/x86_64/6.1-apart, ')
