// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * The private directories of this process. A lock says to other processes that they are in use, but not to this one: POSIX
 * takes all locks on a file from a process that closes the file, however often it has it open. So a process must not even
 * open its own, also where several class loaders have a copy of this library; hence system properties, which all see. Safe
 * for use by many threads.
 */
final class LiveDirectories {
    private static final String PROPERTY = "btfresolver.live.";

    /** Keeps the locks of hand-overs that nobody closes from the garbage collector, which would close the files. */
    private static final Map<String, FileChannel> LOCKS = new HashMap<>();

    private LiveDirectories() {}

    /** Before the directory exists. */
    static void add(String name) {
        System.setProperty(PROPERTY + name, "true");
    }

    static synchronized void keep(String name, FileChannel lock) {
        LOCKS.put(name, lock);
    }

    /** Also when the application has replaced the system properties, as far as this copy of the library knows. */
    static synchronized boolean contains(String name) {
        return LOCKS.containsKey(name) || System.getProperty(PROPERTY + name) != null;
    }

    /** After the directory and its lock are gone. */
    static synchronized void remove(String name) {
        LOCKS.remove(name);
        System.clearProperty(PROPERTY + name);
    }
}
