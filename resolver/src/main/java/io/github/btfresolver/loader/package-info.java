// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Hands a BTF to a native loader: a sealed memfd or a private temporary file, and libbpf's open options. */
package io.github.btfresolver.loader;
