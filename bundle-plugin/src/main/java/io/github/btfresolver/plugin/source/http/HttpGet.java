// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * GET requests to the server of a list, and to those that it redirects to. By HTTP/1.1: each download has a connection, and
 * its failure is that of no other.
 */
final class HttpGet {
    private final SourceUrl source;
    private final Limits limits;
    private final HttpClient client;

    HttpGet(SourceUrl source, Limits limits) {
        this.source = source;
        this.limits = limits;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .build();
    }

    /**
     * Asks for one thing; redirects are followed.
     *
     * @param offset of the first byte that is wanted; 0 asks for all
     * @param bodies is asked for the bodies of answers that are no redirects
     * @return an answer with status 200, 206 or 416
     * @throws TransientException when it may be better at the next attempt
     * @throws DownloadException when it will not
     */
    Answer get(URI uri, long offset, Exchange.Bodies bodies) throws DownloadException, InterruptedException {
        Exchange.Bodies ours =
                answer -> Redirect.isOne(answer.statusCode()) ? BodySink.discarding() : bodies.of(answer);
        URI at = uri;
        for (int i = 0; i <= Limits.MAX_REDIRECTS; i++) {
            Answer answer = exchange(at, offset, ours);
            if (!Redirect.isOne(answer.status())) {
                return checked(answer);
            }
            at = Redirect.target(at, answer.headers().firstValue("Location").orElse(null));
        }
        throw new DownloadException(
                uri.toString(),
                "redirected more than " + Limits.MAX_REDIRECTS + " times, the last time to " + SourceUrl.shown(at));
    }

    private Answer exchange(URI uri, long offset, Exchange.Bodies bodies)
            throws DownloadException, InterruptedException {
        String url = SourceUrl.shown(uri);
        try {
            return new Exchange(limits, bodies).run(client, request(uri, offset));
        } catch (TimeoutException e) {
            throw outage(url, String.valueOf(e.getMessage()), e);
        } catch (ExecutionException e) {
            throw outage(url, reason(e.getCause() == null ? e : e.getCause()), e);
        } catch (IllegalArgumentException e) {
            throw new DownloadException(url, "not an address that can be asked: " + e.getMessage(), e);
        }
    }

    private HttpRequest request(URI uri, long offset) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", userAgent());
        String authorization = source.authorization(uri);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        return request.build();
    }

    private static String userAgent() {
        String version = HttpGet.class.getPackage().getImplementationVersion();
        return "btf-bundle-maven-plugin" + (version == null ? "" : "/" + version);
    }

    private static Answer checked(Answer answer) throws DownloadException {
        int status = answer.status();
        if (status == 200 || status == 206 || status == 416) {
            return answer;
        }
        String url = SourceUrl.shown(answer.uri());
        String reason = "the server answers with status " + status;
        if (status == 408 || status == 429 || status >= 500) {
            throw TransientException.outage(url, reason, retryAfter(answer.headers()), null);
        }
        throw new DownloadException(url, reason + (status == 404 ? ": there is no such file" : ""));
    }

    /** In seconds, or a date; zero for what is neither. */
    static Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("");
        try {
            boolean seconds = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
            return seconds
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(Instant.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException | NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private static TransientException outage(String url, String reason, Throwable cause) {
        return TransientException.outage(url, reason, Duration.ZERO, cause);
    }

    private static String reason(Throwable e) {
        if (e instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (e instanceof ConnectException) {
            boolean unknown = e.getCause() instanceof UnresolvedAddressException;
            return unknown ? "no connection: the host is not known" : "no connection: is the server there?";
        }
        String message = e.getMessage();
        return "no complete answer: " + (message == null ? e.getClass().getSimpleName() : message);
    }
}
