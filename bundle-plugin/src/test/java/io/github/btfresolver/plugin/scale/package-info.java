// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Archives of thousands of kernels, made of the few real ones that there are. */
package io.github.btfresolver.plugin.scale;
