// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Where the body of an answer goes, up to a limit. What stops it (the limit, a disk) is no error of the exchange, but is
 * asked for when that is over. Written by the client's threads; once closed, nothing more is written.
 */
final class BodySink implements BodySubscriber<Void> {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final @Nullable WritableByteChannel out;
    private long left;
    private long lastByte = System.nanoTime();
    private boolean closed;
    private boolean overLimit;
    private @Nullable IOException failure;
    private @Nullable Subscription subscription;

    /**
     * @param out stays open; null for a body that is not wanted
     * @param max the most bytes that are taken
     */
    BodySink(@Nullable WritableByteChannel out, long max) {
        this.out = out;
        left = max;
    }

    static BodySink discarding() {
        return new BodySink(null, Limits.MAX_DISCARDED);
    }

    /** For a body that cannot be written. */
    static BodySink failed(IOException why) {
        BodySink sink = discarding();
        sink.failure = why;
        return sink;
    }

    @Override
    public synchronized void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        subscription.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        lastByte = System.nanoTime();
        try {
            for (ByteBuffer buffer : buffers) {
                take(buffer);
            }
        } catch (IOException e) {
            failure = e;
            closed = true;
        }
        if (closed) {
            end();
        } else if (subscription != null) {
            subscription.request(1);
        }
    }

    private void take(ByteBuffer buffer) throws IOException {
        left -= buffer.remaining();
        if (left < 0) {
            overLimit = true;
            closed = true;
        }
        while (out != null && !closed && buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    private void end() {
        if (subscription != null) {
            subscription.cancel();
        }
        done.complete(null);
    }

    @Override
    public void onError(Throwable e) {
        done.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
        done.complete(null);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return done;
    }

    synchronized void close() {
        closed = true;
    }

    /** When the last bytes came, by {@link System#nanoTime}. */
    synchronized long lastByte() {
        return lastByte;
    }

    synchronized boolean isOverLimit() {
        return overLimit;
    }

    /** @throws IOException why what has come could not be written */
    synchronized void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
