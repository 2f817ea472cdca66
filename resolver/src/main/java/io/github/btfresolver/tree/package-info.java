// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** A directory of kernel BTFs in BTFHub's layout, chosen from by the rules of a bundle. */
package io.github.btfresolver.tree;
