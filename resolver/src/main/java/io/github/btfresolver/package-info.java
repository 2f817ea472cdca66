// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the BTF of the running kernel and hands it to whatever loads a BPF object. Begin with
 * {@link io.github.btfresolver.BtfResolver}.
 */
package io.github.btfresolver;
