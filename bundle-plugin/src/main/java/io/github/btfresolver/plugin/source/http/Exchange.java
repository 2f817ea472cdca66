// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, watched: {@link HttpRequest.Builder#timeout} ends with the headers in some versions of Java,
 * and with the body in others. When {@link #run} is over, so is the writing of the body, whatever still comes.
 */
final class Exchange implements HttpResponse.BodyHandler<Void> {
    /** Where the body of an answer goes, by its status and headers. */
    interface Bodies {
        BodySink of(ResponseInfo answer) throws IOException;
    }

    private final Limits limits;
    private final Bodies bodies;
    private @Nullable BodySink body;
    private boolean over;

    Exchange(Limits limits, Bodies bodies) {
        this.limits = limits;
        this.bodies = bodies;
    }

    @Override
    public synchronized BodySubscriber<Void> apply(ResponseInfo answer) {
        BodySink sink = over ? BodySink.discarding() : sink(answer);
        body = sink;
        return sink;
    }

    private BodySink sink(ResponseInfo answer) {
        try {
            return bodies.of(answer);
        } catch (IOException e) {
            return BodySink.failed(e);
        }
    }

    /**
     * @throws ExecutionException with the client's error
     * @throws TimeoutException with what took too long
     */
    Answer run(HttpClient client, HttpRequest request)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, this);
        try {
            HttpResponse<Void> response = watch(answer);
            return new Answer(response.uri(), response.statusCode(), response.headers(), body());
        } finally {
            end();
            answer.cancel(true);
        }
    }

    private HttpResponse<Void> watch(CompletableFuture<HttpResponse<Void>> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            long now = System.nanoTime();
            long quiet = limits.stall().toNanos() - (now - lastByte(start));
            long rest = limits.request().toNanos() - (now - start);
            if (quiet <= 0) {
                throw new TimeoutException("no answer for " + limits.stall().toSeconds() + " s");
            }
            if (rest <= 0) {
                throw new TimeoutException(
                        "not complete after " + limits.request().toSeconds() + " s");
            }
            try {
                return answer.get(Math.min(quiet, rest), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // unless bytes have come in the meantime
            }
        }
    }

    private synchronized long lastByte(long start) {
        return body == null ? start : body.lastByte();
    }

    private synchronized BodySink body() {
        return Objects.requireNonNull(body, "an answer without a body");
    }

    private synchronized void end() {
        over = true;
        if (body != null) {
            body.close();
        }
    }
}
