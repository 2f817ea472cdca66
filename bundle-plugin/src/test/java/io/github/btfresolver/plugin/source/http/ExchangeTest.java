// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What comes too late must not be written to what the next attempt writes to. */
class ExchangeTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofSeconds(60), 1, 1 << 20, 1 << 20);

    private final CountDownLatch never = new CountDownLatch(1);

    private record Late(int statusCode, HttpHeaders headers, HttpClient.Version version) implements ResponseInfo {}

    @Test
    void an_answer_that_comes_after_the_end_is_not_written() throws Exception {
        try (RawServer server = new RawServer((number, request, out) -> never.await())) {
            AtomicInteger asked = new AtomicInteger();
            Exchange exchange = new Exchange(LIMITS, answer -> {
                asked.incrementAndGet();
                return BodySink.discarding();
            });
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.url())).build();
            assertThrows(TimeoutException.class, () -> exchange.run(HttpClient.newHttpClient(), request));

            exchange.apply(new Late(200, HttpHeaders.of(Map.of(), (a, b) -> true), HttpClient.Version.HTTP_1_1));

            assertEquals(0, asked.get());
        }
    }

    @Test
    void bytes_that_come_after_the_end_are_not_written() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BodySink sink = new BodySink(Channels.newChannel(out), 100);
        sink.onNext(List.of(ByteBuffer.wrap(new byte[] {1}), ByteBuffer.wrap(new byte[] {2})));
        sink.close();
        sink.onNext(List.of(ByteBuffer.wrap(new byte[] {3})));

        assertArrayEquals(new byte[] {1, 2}, out.toByteArray());
    }

    @Test
    void a_disk_that_is_full_is_told_apart_from_a_server_that_fails() throws Exception {
        IOException full = new IOException("No space left on device");
        BodySink sink = new BodySink(new FullDisk(full), 100);
        sink.onNext(List.of(ByteBuffer.wrap(new byte[] {1})));

        assertEquals(null, sink.getBody().toCompletableFuture().get());
        assertEquals(full, assertThrows(IOException.class, sink::check));
    }

    private record FullDisk(IOException full) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            throw full;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
