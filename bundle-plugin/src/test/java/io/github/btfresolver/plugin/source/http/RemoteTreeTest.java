// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.jdk.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A list and its files, from a server. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RemoteTreeTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), 2, 1 << 20, 1 << 20);

    @TempDir
    Path dir;

    private final StringBuilder list = new StringBuilder();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private RawServer.Script files = (number, request, out) -> RawServer.ok(out, body(request.path()));
    private RawServer server;

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** The list, and what {@link #files} makes of the rest. */
    private void serve() throws IOException {
        server = new RawServer((number, request, out) -> {
            if (request.path().equals("/SHA256SUMS")) {
                RawServer.ok(out, list.toString().getBytes(StandardCharsets.UTF_8));
            } else {
                files.answer(number, request, out);
            }
        });
    }

    private void serve(RawServer.Script script) throws IOException {
        server = new RawServer(script);
    }

    @Test
    void files_are_fetched_once_and_the_list_each_time() throws Exception {
        name("a", "b");
        serve();

        fetch(open(false));
        List<Fetched> again = fetch(open(false));

        assertArrayEquals(body("/b"), Files.readAllBytes(again.get(1).local()));
        assertEquals(List.of("/SHA256SUMS", "/SHA256SUMS", "/a", "/b"), paths());
    }

    @Test
    void offline_the_last_list_and_its_files_are_used() throws Exception {
        name("a", "b");
        serve();
        RemoteTree tree = open(false);
        tree.fetch(tree.files().subList(0, 1), () -> {});
        server.close();

        List<Fetched> offline = fetch(open(true));

        assertArrayEquals(body("/a"), Files.readAllBytes(offline.get(0).local()));
        assertNull(offline.get(1).local());
        assertEquals(
                server.url() + "b: offline, and not among what is kept: build once online",
                offline.get(1).problem());
        assertEquals(2, server.requests.size());
    }

    @Test
    void offline_without_a_list_is_an_error_that_says_where_it_would_be() throws Exception {
        serve();

        DownloadException e = assertThrows(DownloadException.class, () -> open(true));

        assertTrue(e.getMessage().contains("offline, and no list of it is kept as " + dir + "/lists/"), e.getMessage());
        assertEquals(List.of(), server.requests);
    }

    @Test
    void a_list_that_cannot_be_used_does_not_replace_the_last_one() throws Exception {
        name("a");
        serve();
        open(false);
        list.append("nonsense\n");

        assertThrows(DownloadException.class, () -> open(false));

        assertEquals(1, open(true).files().size());
    }

    @Test
    void a_server_that_fails_once_is_asked_again_for_the_list() throws Exception {
        serve((number, request, out) -> {
            if (number == 0) {
                RawServer.status(out, "503 Busy");
            } else {
                RawServer.ok(out, new byte[0]);
            }
        });

        assertEquals(List.of(), open(false).files());
        assertEquals(List.of(Duration.ofSeconds(1)), pauses);
    }

    @Test
    void a_list_whose_end_is_not_known_is_refused() throws Exception {
        serve((number, request, out) -> RawServer.head(out, "200 OK"));

        listRefused("expected an answer with Content-Length or in chunks, found neither");
    }

    @Test
    void a_list_in_chunks_is_one() throws Exception {
        serve((number, request, out) -> {
            RawServer.head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write("2\r\n# \r\n2\r\na\n\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });

        assertEquals(List.of(), open(false).files());
    }

    @Test
    void a_list_without_end_is_refused() throws Exception {
        serve((number, request, out) -> {
            RawServer.head(out, "200 OK", "Content-Length: 100000000000");
            while (true) {
                out.write(new byte[1 << 16]);
            }
        });

        listRefused("over the limit of 1048576 bytes");
    }

    @Test
    void a_list_that_is_not_there_is_named() throws Exception {
        serve((number, request, out) -> RawServer.status(out, "404 Not Found"));

        listRefused("SHA256SUMS: the server answers with status 404: there is no such file");
    }

    @Test
    void an_error_page_without_end_does_not_hold_us_up() throws Exception {
        serve((number, request, out) -> {
            RawServer.head(out, "404 Not Found");
            while (true) {
                out.write(new byte[1 << 16]);
            }
        });

        listRefused("status 404");
    }

    @Test
    void a_part_of_a_list_is_none() throws Exception {
        serve((number, request, out) -> RawServer.status(out, "206 Partial", "Content-Range: bytes 0-0/9"));

        listRefused("the server answers with status 206 (2 attempts)");
    }

    @Test
    void credentials_are_sent_and_neither_shown_nor_kept() throws Exception {
        name("a");
        files = (number, request, out) -> RawServer.status(out, "403 Forbidden");
        serve();
        String address = server.url().replace("//", "//user:secret@");

        RemoteTree tree = RemoteTree.open(address, dir, false, LIMITS, pauses::add);
        String problem = fetch(tree).get(0).problem();

        assertEquals(
                List.of("Basic dXNlcjpzZWNyZXQ=", "Basic dXNlcjpzZWNyZXQ="),
                server.requests.stream()
                        .map(request -> request.headers().get("authorization"))
                        .toList());
        assertFalse(problem.contains("secret") || tree.address().contains("secret"), problem);
        assertEquals(1, open(true).files().size(), "one list, with credentials and without");
        try (Stream<Path> kept = Files.list(dir.resolve("lists"))) {
            String text = Files.readString(kept.findFirst().orElseThrow());
            assertTrue(text.startsWith("# " + server.url() + "SHA256SUMS\n"), text);
        }
    }

    @Test
    void credentials_are_not_sent_to_where_a_server_redirects() throws Exception {
        serve((number, request, out) -> RawServer.ok(out, new byte[0]));
        try (RawServer first = new RawServer(
                (number, request, out) -> RawServer.status(out, "302 Found", "Location: " + server.url() + "moved"))) {

            RemoteTree.open(first.url().replace("//", "//user:secret@"), dir, false, LIMITS, pauses::add);

            assertTrue(first.requests.get(0).headers().containsKey("authorization"));
            assertFalse(server.requests.get(0).headers().containsKey("authorization"));
        }
    }

    @Test
    void the_server_is_told_who_asks() throws Exception {
        serve();
        open(false);

        assertTrue(server.requests.get(0).headers().get("user-agent").startsWith("btf-bundle-maven-plugin"));
    }

    @Test
    void each_file_has_its_own_outcome_in_order() throws Exception {
        name("a", "b", "c", "d", "e", "f");
        files = (number, request, out) -> {
            switch (request.path()) {
                case "/b" -> RawServer.status(out, "404 Not Found");
                case "/d" -> RawServer.ok(out, new byte[9]);
                default -> RawServer.ok(out, body(request.path()));
            }
        };
        serve();
        RemoteTree tree = open(false);
        int[] done = new int[1];

        List<Fetched> fetched = tree.fetch(tree.files(), () -> done[0]++);

        assertEquals(tree.files(), fetched.stream().map(Fetched::remote).toList());
        assertEquals(
                List.of(true, false, true, false, true, true),
                fetched.stream().map(f -> f.local() != null).toList());
        assertEquals(6, done[0]);
        assertTrue(fetched.get(3).problem().startsWith(server.url() + "d: checksum mismatch: "));
        assertNull(fetched.get(5).problem());
    }

    @Test
    void equal_files_are_downloaded_once() throws Exception {
        for (int i = 0; i < 20; i++) {
            list.append(Sha256.hex("same")).append("  ").append(i).append('\n');
        }
        files = (number, request, out) -> RawServer.ok(out, "same".getBytes(StandardCharsets.UTF_8));
        serve();

        List<Fetched> fetched = fetch(open(false));

        assertEquals(1, fetched.stream().map(Fetched::local).distinct().count());
        assertEquals(2, server.requests.size());
    }

    @Test
    void a_server_that_fails_again_and_again_is_given_up() throws Exception {
        for (int i = 0; i < 1000; i++) {
            name("file" + i);
        }
        files = (number, request, out) -> RawServer.status(out, "500 Error");
        serve();
        RemoteTree tree = open(false);

        DownloadException e = assertThrows(DownloadException.class, () -> fetch(tree));

        assertTrue(
                e.getMessage().contains("status 500 (2 attempts); given up, as 10 downloads in a row"), e.getMessage());
        assertTrue(server.requests.size() < 1000, () -> "requests: " + server.requests.size());
    }

    @Test
    void files_that_are_not_there_are_no_reason_to_give_up() throws Exception {
        for (int i = 0; i < 30; i++) {
            name("file" + i);
        }
        files = (number, request, out) -> RawServer.status(out, "404 Not Found");
        serve();

        assertEquals(30, fetch(open(false)).size());
    }

    @Test
    void two_builds_at_once_never_see_half_a_file() throws Exception {
        CountDownLatch bothAtWork = new CountDownLatch(2 * Limits.PARALLEL);
        for (int i = 0; i < 40; i++) {
            name("file" + i);
        }
        files = (number, request, out) -> {
            byte[] body = body(request.path());
            RawServer.head(out, "200 OK", "Content-Length: " + body.length);
            out.write(body, 0, body.length / 2);
            out.flush();
            bothAtWork.countDown();
            bothAtWork.await(); // each build has as many halves as it may
            out.write(body, body.length / 2, body.length - body.length / 2);
        };
        serve();
        ExecutorService builds = Executors.newFixedThreadPool(2);
        Callable<List<Fetched>> build = () -> fetch(open(false));

        List<Future<List<Fetched>>> both = builds.invokeAll(List.of(build, build));

        builds.shutdown();
        for (Future<List<Fetched>> one : both) {
            for (Fetched fetched : one.get()) {
                assertArrayEquals(
                        body("/" + fetched.remote().path()), Files.readAllBytes(fetched.local()), fetched::toString);
            }
        }
        try (Stream<Path> left = Files.list(dir.resolve("partial"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void an_interrupted_build_ends_and_stays_interrupted() throws Exception {
        name("a");
        Thread build = Thread.currentThread();
        files = (number, request, out) -> {
            build.interrupt();
            server.hang();
        };
        serve();
        RemoteTree tree = open(false);

        assertThrows(InterruptedIOException.class, () -> fetch(tree));

        assertTrue(Thread.interrupted());
    }

    @Test
    void a_build_interrupted_while_it_waits_for_the_list_ends_and_stays_interrupted() throws Exception {
        Thread build = Thread.currentThread();
        serve((number, request, out) -> {
            build.interrupt();
            server.hang();
        });

        assertThrows(InterruptedIOException.class, () -> open(false));

        assertTrue(Thread.interrupted());
    }

    private RemoteTree open(boolean offline) throws IOException {
        return RemoteTree.open(server.url(), dir, offline, LIMITS, pauses::add);
    }

    private void listRefused(String reason) {
        DownloadException e = assertThrows(DownloadException.class, () -> open(false));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().startsWith(server.url() + "SHA256SUMS: "), e.getMessage());
    }

    private static List<Fetched> fetch(RemoteTree tree) throws IOException {
        return tree.fetch(tree.files(), () -> {});
    }

    private void name(String... paths) {
        for (String path : paths) {
            list.append(Sha256.hex("body of /" + path))
                    .append("  ")
                    .append(path)
                    .append('\n');
        }
    }

    private static byte[] body(String path) {
        return ("body of " + path).getBytes(StandardCharsets.UTF_8);
    }

    /** In any order of the files, which are downloaded side by side. */
    private List<String> paths() {
        return server.requests.stream().map(RawServer.Request::path).sorted().toList();
    }
}
