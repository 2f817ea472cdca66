// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
def missing = log.readLines().findAll { it.contains('check-1.jar has no BPF object fields.bpf.o (SHA-256 ') }
assert missing.any { it.contains('ERROR') && it.contains('When it is loaded from elsewhere: failOnMissingObject=false') }
assert missing.any { it.startsWith('[WARNING]') && it.endsWith('for which bundle check was made') }
assert log.count('Checked ') == 1
assert log =~ /Checked .*check-1\.jar: 1 BPF object, 1 bundle/
assert log.count('Skipped (btf-bundle.skip)') == 2
