// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The whole library against the tools that it must agree with. */
package io.github.btfresolver.plugin.judge;
