// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Writing files so that an interrupted run leaves the old one or the new one, never half. */
package io.github.btfresolver.plugin.output;
