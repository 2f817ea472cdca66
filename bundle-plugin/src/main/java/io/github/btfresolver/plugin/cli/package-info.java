// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The plugin's operations as a command line. */
package io.github.btfresolver.plugin.cli;
