// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('check-kernels.btfb has no BTF for the required kernel debian/12/x86_64/6.1.0-56-cloud-amd64')
assert log.contains('only report it: failOnUncoveredKernel=false')
assert log =~ /\[WARNING\] .* has no BTF for the required kernel/
def unresolved = 'bpf/missing.bpf.o on the required kernel debian/11/x86_64/5.10.0-46-cloud-amd64: unguarded'
assert log.contains(unresolved) && log.contains('To only report it: failOnUnresolvedRelocation=false')
assert log =~ /\[WARNING\] .*missing\.bpf\.o on the required kernel/
assert log.contains('So it is on every kernel of its bundles (failOnRelocationWithoutKernel)')
assert log =~ /\[INFO\] .*So it is on every kernel of its bundles/
assert log =~ /\[WARNING\] .*kernel_only\.bpf\.o: program iterator/
assert log.contains('(failOnKernelBtf)')
assert log.contains("required kernel '6.1': expected ID/VERSION_ID/ARCH/RELEASE")
assert log.count('Checked ') == 3
