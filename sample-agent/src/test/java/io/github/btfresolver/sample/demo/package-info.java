// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Applications to start with the agent: one that checks the agent against {@code /proc}, one that only ends. */
package io.github.btfresolver.sample.demo;
