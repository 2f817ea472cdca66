// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('target/classes: no such file or folder')
assert log.count('bundle list: 1 kernel, 1 layout, ') == 2
assert log.count('kernel debian/11/x86_64/5.10.0-46-cloud-amd64 layout 0 (') == 2
assert log.count('Skipped (btf-bundle.skip)') == 1
assert log.contains('failOnKernelBtf (Default: false)') && log.contains('User property: btf-bundle.requiredKernels')
