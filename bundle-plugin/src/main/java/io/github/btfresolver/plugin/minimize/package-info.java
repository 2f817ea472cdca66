// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Reduces a kernel's BTF to the types that the CO-RE relocations of BPF objects use. */
package io.github.btfresolver.plugin.minimize;
