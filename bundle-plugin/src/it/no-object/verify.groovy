// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
assert log.contains('no_btf_ext.bpf.o: no CO-RE relocations: section .BTF.ext not found')
assert !new File(basedir, 'target/generated-resources/btf-bundle/META-INF').exists()
