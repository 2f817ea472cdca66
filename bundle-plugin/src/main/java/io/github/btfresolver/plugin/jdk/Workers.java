// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.jdk;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A fixed number of threads, gone when this is closed: one left behind would go on while Maven goes on with other modules. */
public final class Workers implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService pool;

    /**
     * Starts none yet.
     *
     * @param name of the threads
     */
    public Workers(int threads, String name) {
        pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public <T> Future<T> submit(Callable<T> task) {
        return pool.submit(task);
    }

    /** Interrupts what runs, and waits for it. An interrupted caller stays so. */
    @Override
    public void close() {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            // tasks are of seconds; a file system that hangs must not hang us, and the threads are daemons
            if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
