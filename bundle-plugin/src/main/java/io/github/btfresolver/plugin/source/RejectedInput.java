// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

/**
 * A file that looks like a kernel BTF and is passed over.
 *
 * @param input its path, as the user knows it
 * @param reason why
 */
public record RejectedInput(String input, String reason) {}
