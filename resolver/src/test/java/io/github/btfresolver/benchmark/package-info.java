// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** What a start costs, in JVMs of their own, and which bundles it finds; what is timed is run by the profile {@code benchmark}. */
package io.github.btfresolver.benchmark;
