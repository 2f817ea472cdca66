// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** A Java agent that prints every exec of the machine, through libbpf and with the BTF that btf-resolver chose. */
package io.github.btfresolver.sample;
