// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Just enough ELF to find sections, symbols and notes; every read is bounds-checked, in either byte order. */
package io.github.btfresolver.elf;
