// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

/**
 * What a cache keeps under a key.
 *
 * @param facts what is to be known of the contents; short, and never packed
 * @param contents which are handed over, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Kept(byte[] facts, byte[] contents) {}
