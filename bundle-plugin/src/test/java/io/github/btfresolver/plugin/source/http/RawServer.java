// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server that can do what no library lets one do. One request a connection. */
final class RawServer implements Closeable {
    /** @param headers by their names in lower case */
    record Request(String path, Map<String, String> headers) {
        long offset() {
            String range = headers.get("range");
            return range == null ? 0 : Long.parseLong(range.substring("bytes=".length(), range.length() - 1));
        }
    }

    /** Writes an answer, or half of one; then the connection is closed. Requests are numbered from 0. */
    interface Script {
        void answer(int number, Request request, OutputStream out) throws Exception;
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private final Script script;
    private final CountDownLatch closed = new CountDownLatch(1);

    RawServer(Script script) throws IOException {
        this.script = script;
        socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(connection);
            int number;
            synchronized (this) {
                number = requests.size();
                requests.add(request);
            }
            script.answer(number, request, connection.getOutputStream());
        } catch (Exception e) {
            // the client has gone, or we are closed
        }
    }

    private static Request read(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new Request(first.split(" ", -1)[1], headers);
    }

    private static String line(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    /** Says nothing more, until the server is closed. */
    void hang() throws InterruptedException {
        closed.await();
    }

    static void head(OutputStream out, String status, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static void ok(OutputStream out, byte[] body) throws IOException {
        head(out, "200 OK", "Content-Length: " + body.length);
        out.write(body);
    }

    static void status(OutputStream out, String status, String... headers) throws IOException {
        String[] all = List.of(headers).toArray(new String[headers.length + 1]);
        all[headers.length] = "Content-Length: 0";
        head(out, status, all);
    }

    /** The rest of a body, as it was asked for. */
    static void rest(OutputStream out, byte[] body, long offset) throws IOException {
        head(
                out,
                "206 Partial Content",
                "Content-Range: bytes " + offset + "-" + (body.length - 1) + "/" + body.length,
                "Content-Length: " + (body.length - offset));
        out.write(body, (int) offset, (int) (body.length - offset));
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
