// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Makes a bundle: kernels from sources, minimized for objects. */
package io.github.btfresolver.plugin.bundling;
