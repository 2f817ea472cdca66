// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Made-up types and programs, for comparisons with bpftool. */
package io.github.btfresolver.plugin.judge.random;
