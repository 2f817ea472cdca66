// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.jdk.Workers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Work on a list of items by several threads, whose results are taken in the order of the items: what comes of it does not
 * depend on the number of threads, and the first error is that of the first item that has one.
 *
 * @param <T> an item
 * @param <R> what comes of one
 */
final class OrderedWork<T, R> {
    /** Results that wait for a slow item before them, a thread: enough to keep the others busy, and small. */
    private static final int AHEAD = 8;

    private final int threads;
    private final Work<T, R> work;
    private final Taker<R> taker;
    private final Queue<Future<R>> ahead = new ArrayDeque<>();

    /** What is done by the threads. */
    interface Work<T, R> {
        R of(T item) throws BundlingException;
    }

    /** What is done with a result, by the thread that waits for them all. */
    interface Taker<R> {
        void take(R result) throws BundlingException;
    }

    OrderedWork(int threads, Work<T, R> work, Taker<R> taker) {
        this.threads = threads;
        this.work = work;
        this.taker = taker;
    }

    /** Ends with no thread left, whatever happens. An interrupted caller stays so. */
    void run(List<T> items) throws BundlingException {
        try (Workers workers = new Workers(threads, "btf-bundle")) {
            for (T item : items) {
                Callable<R> task = () -> work.of(item);
                ahead.add(workers.submit(task));
                if (ahead.size() == threads * AHEAD) {
                    takeFirst();
                }
            }
            while (!ahead.isEmpty()) {
                takeFirst();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundlingException("interrupted: nothing is written", e);
        }
    }

    private void takeFirst() throws InterruptedException, BundlingException {
        R result;
        try {
            result = ahead.remove().get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
        taker.take(result);
    }

    private static BundlingException unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        return cause instanceof BundlingException known ? known : new BundlingException(String.valueOf(cause), e);
    }
}
