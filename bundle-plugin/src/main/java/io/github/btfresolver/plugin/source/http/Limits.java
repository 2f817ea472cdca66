// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import io.github.btfresolver.btf.BtfHeader;
import java.time.Duration;

/**
 * How long a server is waited for, how often it is asked, how much is taken from it.
 *
 * @param connect until a connection is there
 * @param stall the longest time without a byte, before the answer or in it
 * @param request until one answer is complete
 * @param attempts for one file or list
 * @param maxList bytes of a list
 * @param maxFile bytes of a file, packed or not
 */
record Limits(Duration connect, Duration stall, Duration request, int attempts, int maxList, long maxFile) {
    /** A raw BTF is as large packed as unpacked. */
    static final Limits STANDARD = new Limits(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5), 4, 32 << 20, BtfHeader.MAX_SIZE);

    /** Files in a list; BTFHub's archive has some ten thousand. */
    static final int MAX_FILES = 100_000;

    /** Characters of a path in a list. */
    static final int MAX_PATH = 1024;

    static final int MAX_REDIRECTS = 5;

    /** Bytes that are read of a body that is not wanted, so that its connection can be used again. */
    static final int MAX_DISCARDED = 64 << 10;

    /** Downloads at once. */
    static final int PARALLEL = 4;

    /** Downloads that fail one after the other because of the server, until the rest is not tried. */
    static final int OUTAGE = 10;

    /** Before the second attempt; twice as long before each that follows. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** The longest that a server is waited for that asks for it. */
    static final Duration MAX_PAUSE = Duration.ofSeconds(60);
}
