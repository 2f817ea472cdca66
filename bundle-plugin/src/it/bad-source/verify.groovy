// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('6.1.0-truncated-amd64.btf.tar.xz: ')
assert log.contains('6.1.0-lfs-amd64.btf.tar.xz: ')
assert log.contains('Git LFS')
assert !new File(basedir, 'target/generated-resources/btf-bundle/META-INF').exists()
