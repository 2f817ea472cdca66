// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Relocated programs, run. */
package io.github.btfresolver.plugin.judge.program;
