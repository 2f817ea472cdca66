// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import io.github.btfresolver.plugin.jdk.Workers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several downloads, some at a time. What is in the cache is not asked for. A server that has failed many times in a row is
 * not asked again: each attempt takes time, and a list may have thousands of files.
 */
final class Downloads {
    /** Fetches one file. Called by several threads. */
    interface Fetch {
        Path of(RemoteFile remote) throws IOException, InterruptedException;
    }

    private final DownloadCache cache;
    private final Fetch fetch;
    private final AtomicInteger outages = new AtomicInteger();
    private final Map<String, Object> sums = new ConcurrentHashMap<>();

    Downloads(DownloadCache cache, Fetch fetch) {
        this.cache = cache;
        this.fetch = fetch;
    }

    /**
     * Ends with no thread left, whatever happens. An interrupted caller stays so.
     *
     * @param done is run by the caller's thread for each file, in order
     * @return what became of each, in order
     * @throws DownloadException when the server is not there
     * @throws IOException when the cache cannot be read or written
     */
    List<Fetched> run(List<RemoteFile> files, Runnable done) throws IOException {
        try (Workers workers = new Workers(Limits.PARALLEL, "btf-bundle-download")) {
            List<Future<Fetched>> futures = new ArrayList<>();
            for (RemoteFile file : files) {
                Callable<Fetched> task = () -> outcome(file);
                futures.add(workers.submit(task));
            }
            List<Fetched> all = new ArrayList<>();
            for (Future<Fetched> future : futures) {
                all.add(result(future));
                done.run();
            }
            return all;
        }
    }

    private Fetched outcome(RemoteFile remote) throws IOException, InterruptedException {
        // equal files have one place: the second is there when the first is
        synchronized (sums.computeIfAbsent(remote.sha256(), sum -> new Object())) {
            Path cached = cache.file(remote.sha256());
            if (cached != null) {
                return new Fetched(remote, cached, null);
            }
            try {
                Path file = fetch.of(remote);
                outages.set(0);
                return new Fetched(remote, file, null);
            } catch (DownloadException e) {
                count(e, remote);
                return new Fetched(remote, null, e.getMessage());
            }
        }
    }

    private void count(DownloadException e, RemoteFile remote) throws DownloadException {
        if (!(e instanceof TransientException failure && failure.isOutage())) {
            outages.set(0);
        } else if (outages.incrementAndGet() >= Limits.OUTAGE) {
            throw new DownloadException(
                    remote.url(),
                    e.reason() + "; given up, as " + Limits.OUTAGE + " downloads in a row have failed. What is complete"
                            + " is kept for the next build",
                    e);
        }
    }

    private static Fetched result(Future<Fetched> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException known) {
                throw known;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IOException(String.valueOf(cause), e);
        }
    }

    /** The thread stays interrupted. */
    static InterruptedIOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted: nothing is written");
        interrupted.initCause(e);
        return interrupted;
    }
}
