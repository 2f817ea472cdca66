// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** What the JDK has, as the rooms above want it: hashes, threads. Knows nothing of ours. */
package io.github.btfresolver.plugin.jdk;
