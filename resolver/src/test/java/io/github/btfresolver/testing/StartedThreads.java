// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Resolves, in a JVM of its own, and prints how many threads were started meanwhile, those that have ended included. */
public final class StartedThreads {
    private StartedThreads() {}

    public static void main(String[] arguments) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getTotalStartedThreadCount();
        IsolatedRuns.main(arguments);
        System.out.println("threads: " + (threads.getTotalStartedThreadCount() - before));
    }
}
