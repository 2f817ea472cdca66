// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The embedded bundle: one format, its writer and its reader side by side, and the rules that match a machine to an entry. */
package io.github.btfresolver.bundle;
