// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** CO-RE: the relocation records of a BPF object and what they come to on a given kernel. */
package io.github.btfresolver.core;
