// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import com.sun.management.ThreadMXBean;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** The same as {@link ResolveMain}, but prints how many bytes of the heap the call allocated: asking makes the start slow. */
public final class AllocationMain {
    private AllocationMain() {}

    public static void main(String[] arguments) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(thread); // the first call allocates, too
        long start = threads.getThreadAllocatedBytes(thread);
        KernelBtf btf = BtfResolver.forRunningKernel();
        long bytes = threads.getThreadAllocatedBytes(thread) - start;
        btf.close();
        System.out.println(bytes);
    }
}
