// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The goals: parameters in, calls out, messages. */
package io.github.btfresolver.plugin.mojo;
