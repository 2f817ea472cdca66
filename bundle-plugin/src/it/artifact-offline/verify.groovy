// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('it.missing:kernels:1@zip: this artifact cannot be had: ')
assert log.contains('Looked for in the local repository ')
assert log.contains('local.central (file:')
assert log.contains('This build is offline: build once without -o, or install the artifact into the local repository')
assert !new File(basedir, 'target/generated-resources/btf-bundle/META-INF').exists()
