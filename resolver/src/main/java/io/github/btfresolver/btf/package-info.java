// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The BTF format: an immutable view over the bytes of one BTF blob, its writer, and its text forms: raw records, and a C header. */
package io.github.btfresolver.btf;
