// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** BTF as it lies on disk: raw, or in the {@code .BTF} section of an ELF file; and the beginnings of files of any kind. */
package io.github.btfresolver.file;
