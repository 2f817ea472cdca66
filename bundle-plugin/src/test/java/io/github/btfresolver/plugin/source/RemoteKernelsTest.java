// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree on an ordinary server. */
class RemoteKernelsTest {
    @TempDir
    Path dir;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final StringBuilder list = new StringBuilder();
    private final StringBuilder told = new StringBuilder();
    private HttpServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            byte[] body =
                    path.endsWith("/SHA256SUMS") ? list.toString().getBytes(StandardCharsets.UTF_8) : files.get(path);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null || body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                if (body != null && body.length > 0) {
                    out.write(body);
                }
            }
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void kernels_are_downloaded_and_read_in_the_order_of_their_paths() throws Exception {
        put("ubuntu/18.04/x86_64/4.15.0-1-generic.btf.xz", TestFiles.xz(TestFiles.btf()));
        put("centos/8/aarch64/4.18.0.el8.aarch64.btf", TestFiles.btf());
        put("1/x86_64/4.14.1-2.amzn1.x86_64.btf", TestFiles.btf());

        FoundKernels found = find(KernelFilter.all());

        assertEquals(
                List.of(
                        "amzn/1/x86_64/4.14.1-2.amzn1.x86_64",
                        "centos/8/arm64/4.18.0.el8.aarch64",
                        "ubuntu/18.04/x86_64/4.15.0-1-generic"),
                ids(found));
        for (SourcedKernel kernel : found.kernels()) {
            assertEquals("int", kernel.read().name(1));
            assertTrue(kernel.file().startsWith(dir.resolve("cache/downloads")), kernel.toString());
        }
        assertEquals(
                url + "centos/8/aarch64/4.18.0.el8.aarch64.btf",
                found.kernels().get(1).origin());
        assertEquals("3...", told.toString());
    }

    @Test
    void only_the_kernels_that_are_wanted_are_downloaded() throws Exception {
        put("ubuntu/18.04/x86_64/4.15.0-1-generic.btf", TestFiles.btf());
        put("ubuntu/18.04/arm64/4.15.0-1-generic.btf", TestFiles.btf());
        put("debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());

        FoundKernels found = find(KernelFilter.of(List.of("ubuntu"), null, List.of("amd64"), null));

        assertEquals(List.of("ubuntu/18.04/x86_64/4.15.0-1-generic"), ids(found));
        assertEquals(List.of("/SHA256SUMS", "/ubuntu/18.04/x86_64/4.15.0-1-generic.btf"), requests);
        SourceException e =
                assertThrows(SourceException.class, () -> find(KernelFilter.of(List.of("debain"), null, null, null)));
        assertTrue(e.getMessage().contains("leave none of the kernels that are there (3)"), e.getMessage());
    }

    @Test
    void what_would_be_ignored_or_rejected_in_a_directory_is_so_in_a_list() throws Exception {
        put("debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());
        put("debian/12/x86_64/6.1.0-2-amd64.failed", new byte[1]);
        put("debian/12/x86_64/6.1.0-3-amd64.hasbtf", new byte[1]);
        put("README.md", new byte[1]);
        put(".git/12/x86_64/6.1.0-4-amd64.btf", TestFiles.btf());
        put("a/.b/x86_64/6.1.0-4-amd64.btf", TestFiles.btf());
        put("debian/12/vax/6.1.0-5-vax.btf", TestFiles.btf());
        put("12/x86_64/6.1.0-6-amd64.btf", TestFiles.btf());

        FoundKernels found = find(KernelFilter.all());

        assertEquals(List.of("debian/12/x86_64/6.1.0-1-amd64"), ids(found));
        String reason = "expected a path ID/VERSION_ID/ARCH/RELEASE with a known architecture";
        assertEquals(
                List.of(
                        new RejectedInput(url + "12/x86_64/6.1.0-6-amd64.btf", reason),
                        new RejectedInput(
                                url + "debian/12/vax/6.1.0-5-vax.btf", reason + ", found the folder \"vax\"")),
                found.rejected());
        assertEquals(2, requests.size());
    }

    @Test
    void a_kernel_that_cannot_be_had_is_rejected_by_its_address() throws Exception {
        put("debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());
        put("debian/12/x86_64/6.1.0-2+b1-amd64.btf", TestFiles.xz(TestFiles.btf()));
        files.remove("/debian/12/x86_64/6.1.0-2+b1-amd64.btf");

        FoundKernels found = find(KernelFilter.all());

        assertEquals(1, found.kernels().size());
        assertEquals(
                url
                        + "debian/12/x86_64/6.1.0-2%2Bb1-amd64.btf: the server answers with status 404: there is no such file",
                found.rejected().get(0).toString());
    }

    @Test
    void a_list_of_other_things_is_an_error() {
        put("README.md", new byte[1]);

        SourceException e = assertThrows(SourceException.class, () -> find(KernelFilter.all()));

        assertTrue(
                e.getMessage().startsWith(url + ": no kernel BTFs named by its list: expected files ID/VERSION_ID/"),
                e.getMessage());
    }

    @Test
    void a_list_that_cannot_be_read_is_an_error_of_the_source() {
        list.append("<html>\n");

        SourceException e = assertThrows(SourceException.class, () -> find(KernelFilter.all()));

        assertTrue(e.getMessage().startsWith(url + "SHA256SUMS: line 1: expected 64 hexadecimal"), e.getMessage());
    }

    @Test
    void the_kernels_that_are_there_are_found_offline() throws Exception {
        put("debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());
        FoundKernels online = find(KernelFilter.all());
        server.stop(0);

        FoundKernels offline = find(url, KernelFilter.all(), true);
        assertEquals(ids(online), ids(offline));
        assertEquals(online.sources(), offline.sources());
        assertEquals(online.kernels().get(0).file(), offline.kernels().get(0).file());
    }

    @Test
    void a_cache_that_cannot_be_used_is_named() throws Exception {
        put("debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());
        TestFiles.write(dir, "cache", new byte[0]);

        IOException e = assertThrows(IOException.class, () -> find(KernelFilter.all()));

        String expected = dir + "/cache/downloads: downloads cannot be kept there: ";
        assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    }

    /** What is kept is believed after its checksum was compared, and offline the list too. */
    @Test
    void downloads_are_not_kept_where_others_could_exchange_them() throws Exception {
        put("debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());
        find(KernelFilter.all());
        Path downloads = dir.resolve("cache/downloads");
        Files.setAttribute(downloads, "unix:mode", 0777);
        for (boolean offline : new boolean[] {false, true}) {
            IOException e = assertThrows(IOException.class, () -> find(url, KernelFilter.all(), offline));
            String expected = downloads + ": downloads cannot be kept there: java.io.IOException: "
                    + downloads.toRealPath() + " is writable by all users";
            assertTrue(e.getMessage().startsWith(expected), e.getMessage());
        }
    }

    @Test
    void messages_show_no_credentials() {
        put("debian/12/x86_64/6.1.0-1-amd64.btf", TestFiles.btf());
        String secret = url.replace("//", "//user:secret@");

        for (String spec : List.of(secret, secret + "none", "a/1/x86_64/5.4=" + secret)) {
            SourceException e = assertThrows(
                    SourceException.class, () -> find(spec, KernelFilter.of(List.of("x"), null, null, null), false));
            assertTrue(!e.getMessage().contains("secret"), e.getMessage());
        }
        assertEquals("a, https://...@h/", KernelSource.shown(List.of("a", "https://u:p@h/")));
    }

    private void put(String path, byte[] bytes) {
        files.put("/" + path, bytes);
        try {
            String sum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            list.append(sum).append("  ").append(path).append('\n');
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private FoundKernels find(KernelFilter filter) throws IOException {
        return find(url, filter, false);
    }

    private FoundKernels find(String source, KernelFilter filter, boolean offline) throws IOException {
        SourceSettings settings = new SourceSettings(ArtifactResolver.none(), dir.resolve("cache"), offline);
        return KernelSource.find(List.of(source), dir, filter, settings, new DownloadListener() {
            @Override
            public void beginDownloads(int downloads) {
                told.append(downloads);
            }

            @Override
            public void downloadDone() {
                told.append('.');
            }
        });
    }

    private static List<String> ids(FoundKernels found) {
        return found.kernels().stream().map(kernel -> kernel.id().toString()).toList();
    }
}
