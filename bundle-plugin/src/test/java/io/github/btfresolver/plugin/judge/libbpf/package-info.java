// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Comparisons with what libbpf says while it relocates an object. */
package io.github.btfresolver.plugin.judge.libbpf;
