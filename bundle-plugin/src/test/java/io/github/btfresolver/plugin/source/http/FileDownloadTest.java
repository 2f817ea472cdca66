// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One file, from servers that fail in the ways that servers fail. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FileDownloadTest {
    private static final byte[] BODY = new byte[200_000];
    private static final int HALF = BODY.length / 2;
    private static final String SUM;

    /** Longer than any test takes, and short enough that one that hangs says so. */
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), 4, 1 << 20, 1 << 20);

    static {
        new Random(1).nextBytes(BODY);
        SUM = sum(BODY);
    }

    @TempDir
    Path dir;

    private final List<Duration> pauses = new ArrayList<>();
    private Limits limits = LIMITS;
    private RawServer server;

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_file_lies_in_the_cache_by_its_checksum() throws Exception {
        serve((number, request, out) -> RawServer.ok(out, BODY));

        assertEquals(dir.resolve("files/" + SUM), download());

        assertComplete(1);
        assertEquals("/debian/12/x86_64/6.1.btf", server.requests.get(0).path());
    }

    @Test
    void a_download_that_breaks_off_goes_on_where_it_was() throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                half(out);
            } else {
                RawServer.rest(out, BODY, request.offset());
            }
        });

        download();

        assertComplete(2);
        assertEquals("bytes=" + HALF + "-", server.requests.get(1).headers().get("range"));
    }

    @Test
    void the_next_build_goes_on_where_the_last_one_was() throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                half(out);
            } else if (number < 4) {
                RawServer.status(out, "503 Busy");
            } else {
                RawServer.rest(out, BODY, request.offset());
            }
        });

        refused("status 503");
        assertEquals(List.of(SUM + ".part"), names("partial"));
        download();

        assertComplete(5);
        assertEquals(HALF, server.requests.get(4).offset());
    }

    @Test
    void the_most_that_builds_which_were_killed_have_got_is_gone_on_from() throws Exception {
        serve((number, request, out) -> RawServer.rest(out, BODY, request.offset()));
        write("partial/" + SUM + ".part", Arrays.copyOf(BODY, 10));
        write("partial/" + SUM + "-b.part", Arrays.copyOf(BODY, HALF));
        write("partial/" + SUM + "-c.part", new byte[0]);

        download();

        assertComplete(1);
        assertEquals(HALF, server.requests.get(0).offset());
    }

    @Test
    void a_partial_file_that_is_complete_needs_no_request() throws Exception {
        serve((number, request, out) -> RawServer.status(out, "500 Error"));
        write("partial/" + SUM + "-a.part", BODY);

        download();

        assertComplete(0);
    }

    @Test
    void a_server_that_knows_no_ranges_sends_all_again() throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                half(out);
            } else {
                RawServer.ok(out, BODY);
            }
        });

        download();

        assertComplete(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"206 bytes 0-199999/200000", "206 bytes 10", "206 x", "416 bytes */10", "416 "})
    void a_wrong_range_is_followed_by_a_request_for_all(String answer) throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                half(out);
            } else if (number == 1) {
                RawServer.head(
                        out,
                        answer.substring(0, 3) + " X",
                        "Content-Range: " + answer.substring(4),
                        "Content-Length: 4");
                out.write(new byte[4]);
            } else {
                RawServer.ok(out, BODY);
            }
        });

        download();

        assertComplete(3);
        assertFalse(server.requests.get(2).headers().containsKey("range"));
    }

    @Test
    void a_range_that_was_not_asked_for_is_no_file() throws Exception {
        serve((number, request, out) -> RawServer.rest(out, BODY, 0));

        refused("status 206 and not with the bytes from 0 (4 attempts)");
    }

    @Test
    void a_file_that_changes_between_two_attempts_is_downloaded_anew() throws Exception {
        byte[] old = new byte[BODY.length];
        serve((number, request, out) -> {
            if (number == 0) {
                RawServer.head(out, "200 OK", "Content-Length: " + old.length);
                out.write(old, 0, HALF);
            } else if (number == 1) {
                RawServer.rest(out, BODY, request.offset());
            } else {
                RawServer.ok(out, BODY);
            }
        });

        download();

        assertComplete(3);
        assertEquals(0, server.requests.get(2).offset());
    }

    @Test
    void a_wrong_checksum_is_an_error_that_names_both_and_leaves_nothing() throws Exception {
        byte[] other = Arrays.copyOf(BODY, 1000);
        serve((number, request, out) -> RawServer.ok(out, other));

        DownloadException e = refused("checksum mismatch: expected SHA-256 " + SUM + ", found " + sum(other));

        assertTrue(e.getMessage().endsWith(" (4 attempts)"), e.getMessage());
        assertEquals(4, server.requests.size());
        assertEquals(List.of(), names("partial"));
        assertFalse(Files.exists(dir.resolve("files/" + SUM)));
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws Exception {
        limits = new Limits(LIMITS.connect(), Duration.ofMillis(100), LIMITS.request(), 2, 1 << 20, 1 << 20);
        serve((number, request, out) -> server.hang());

        DownloadException e = refused("no answer for ");

        // on a busy machine the server may not even have seen the first request by then
        assertTrue(e.getMessage().endsWith(" (2 attempts)"), e.getMessage());
    }

    @Test
    void a_server_that_stalls_is_asked_for_the_rest() throws Exception {
        limits = new Limits(LIMITS.connect(), Duration.ofSeconds(2), LIMITS.request(), 4, 1 << 20, 1 << 20);
        serve((number, request, out) -> {
            if (number == 0) {
                half(out);
                out.flush();
                server.hang();
            }
            RawServer.rest(out, BODY, request.offset());
        });

        download();

        assertComplete(2);
        assertEquals(HALF, server.requests.get(1).offset());
    }

    @Test
    void a_server_that_is_too_slow_on_the_whole_is_given_up() throws Exception {
        limits = new Limits(LIMITS.connect(), LIMITS.stall(), Duration.ofMillis(300), 1, 1 << 20, 1L << 40);
        serve((number, request, out) -> {
            RawServer.head(out, "200 OK", "Content-Length: 100000000");
            while (true) {
                out.write(0);
            }
        });

        refused("not complete after ");
    }

    @Test
    void a_file_over_the_limit_is_not_read_to_its_end() throws Exception {
        serve((number, request, out) -> {
            RawServer.head(out, "200 OK", "Content-Length: 9000000000");
            while (true) {
                out.write(BODY);
            }
        });

        refused("over the limit of 1048576 bytes");

        assertEquals(1, server.requests.size());
        assertEquals(List.of(), names("partial"));
    }

    @Test
    void a_rest_over_the_limit_is_refused_too() throws Exception {
        limits = new Limits(LIMITS.connect(), LIMITS.stall(), LIMITS.request(), 4, 1 << 20, BODY.length - 1);
        serve((number, request, out) -> RawServer.rest(out, BODY, request.offset()));
        write("partial/" + SUM + ".part", Arrays.copyOf(BODY, HALF));

        refused("over the limit of 199999 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, status 404: there is no such file",
        "401 Unauthorized, status 401",
        "403 Forbidden, status 403",
        "304 Not Modified, status 304",
        "204 No Content, status 204"
    })
    void what_will_not_be_better_is_not_tried_again(String status, String reason) throws Exception {
        serve((number, request, out) -> RawServer.status(out, status));

        DownloadException e = refused(reason);

        assertFalse(e instanceof TransientException);
        assertEquals(1, server.requests.size());
        assertEquals(List.of(), pauses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Error", "502 Bad", "503 Busy", "429 Slowly", "408 Timeout"})
    void what_may_be_better_is_tried_again_after_pauses_that_grow(String status) throws Exception {
        serve((number, request, out) -> {
            if (number < 3) {
                RawServer.status(out, status);
            } else {
                RawServer.ok(out, BODY);
            }
        });

        download();

        assertComplete(4);
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)), pauses);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 1",
        "99999, 60",
        "99999999999999999999, 1",
        "-5, 1",
        "soon, 1",
        "'Tue, 31 Dec 2999 23:59:59 GMT', 60",
        "'Fri, 31 Dec 1999 23:59:59 GMT', 1",
        "'', 1"
    })
    void a_server_that_asks_for_a_pause_gets_it_within_limits(String retryAfter, int seconds) throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                RawServer.status(out, "429 Slowly", "Retry-After: " + retryAfter);
            } else {
                RawServer.ok(out, BODY);
            }
        });

        download();

        assertEquals(List.of(Duration.ofSeconds(seconds)), pauses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage\r\n\r\n",
                "HTTP/1.1 999999 X\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nless",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
            })
    void an_answer_that_is_none_is_tried_again(String answer) throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } else {
                RawServer.ok(out, BODY);
            }
        });

        download();

        assertComplete(2);
    }

    @Test
    void a_server_that_is_gone_is_asked_for_some_time() throws Exception {
        serve((number, request, out) -> {});
        server.close();

        DownloadException e = refused("no connection: is the server there? (4 attempts)");

        assertTrue(assertInstanceOf(TransientException.class, e).isOutage());
        assertEquals(3, pauses.size());
    }

    @Test
    void a_redirect_is_followed_with_its_range() throws Exception {
        serve((number, request, out) -> {
            if (request.path().startsWith("/moved")) {
                RawServer.rest(out, BODY, request.offset());
            } else {
                RawServer.status(out, "302 Found", "Location: /moved?key=1");
            }
        });
        write("partial/" + SUM + ".part", Arrays.copyOf(BODY, HALF));

        download();

        assertComplete(2);
        assertEquals("/moved?key=1", server.requests.get(1).path());
    }

    @Test
    void redirects_without_end_are_an_error() throws Exception {
        serve((number, request, out) ->
                RawServer.status(out, "301 Moved", "Location: /again" + (number % 2) + "?secret=1"));

        DownloadException e = refused("redirected more than 5 times, the last time to " + server.url() + "again1");

        assertFalse(e.getMessage().contains("secret"), e.getMessage());
        assertEquals(6, server.requests.size());
    }

    @Test
    void a_file_in_the_cache_that_is_damaged_is_downloaded_again() throws Exception {
        serve((number, request, out) -> RawServer.ok(out, BODY));
        DownloadCache cache = new DownloadCache(dir);
        write("files/" + SUM, Arrays.copyOf(BODY, HALF));
        write("files/" + sum(new byte[1]), new byte[1]);

        assertEquals(null, cache.file(SUM));
        assertEquals(dir.resolve("files/" + sum(new byte[1])), cache.file(sum(new byte[1])));
        assertEquals(List.of(sum(new byte[1])), names("files"));
    }

    @Test
    void a_cache_that_cannot_be_written_is_not_the_servers_fault() throws Exception {
        serve((number, request, out) -> RawServer.ok(out, BODY));
        write("partial", new byte[0]);

        IOException e = assertThrows(IOException.class, this::download);

        assertFalse(e instanceof DownloadException, e.toString());
        assertEquals(List.of(), server.requests);
    }

    @Test
    void a_file_that_another_build_has_finished_first_is_as_good() throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                download(); // the other build, which clears up behind itself
            }
            RawServer.ok(out, BODY);
        });

        download();

        assertComplete(2);
    }

    private void serve(RawServer.Script script) throws IOException {
        server = new RawServer(script);
    }

    private static void half(OutputStream out) throws IOException {
        RawServer.head(out, "200 OK", "Content-Length: " + BODY.length);
        out.write(BODY, 0, HALF);
    }

    private Path download() throws Exception {
        SourceUrl url = SourceUrl.parse(server.url());
        RemoteFile file = new RemoteFile("x", server.url() + "debian/12/x86_64/6.1.btf", SUM);
        return FileDownload.run(
                file,
                new DownloadCache(dir),
                new HttpGet(url, limits),
                limits,
                new Retries(limits.attempts(), pauses::add));
    }

    private DownloadException refused(String reason) {
        DownloadException e = assertThrows(DownloadException.class, this::download);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().startsWith(server.url()), e.getMessage());
        return e;
    }

    private void assertComplete(int requests) throws IOException {
        assertEquals(requests, server.requests.size(), () -> server.requests.toString());
        assertArrayEquals(BODY, Files.readAllBytes(dir.resolve("files/" + SUM)));
        assertEquals(List.of(), names("partial"));
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static String sum(byte[] bytes) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
