// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('5.10.0-46-cloud-amd64.btf.tar.xz: local/1/x86_64/6.1-own: two different layouts for one kernel;')
assert log.contains('the other is from ')
assert log.contains('kernel.el.btf')
assert !new File(basedir, 'target/generated-resources/btf-bundle/META-INF').exists()
