// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Hostile input for everything that reads bytes from outside: a target each, run as a regression test on its seeds, and by Jazzer
 * in the profile {@code fuzz}.
 */
package io.github.btfresolver.plugin.fuzz;
