// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

/**
 * What a cache keeps under a key.
 *
 * @param facts what is to be known of the contents; short, and never packed
 * @param contents which are handed over, not copied; what follows them in a longer array is nothing
 * @param size of the contents in bytes
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Kept(byte[] facts, byte[] contents, int size) {
    /** Of contents that fill their array. */
    public Kept(byte[] facts, byte[] contents) {
        this(facts, contents, contents.length);
    }
}
