// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;

/**
 * Downloads one file into the cache, from where the last attempt ended. Whether the server has the same file still
 * ({@code If-Range}), and sends the bytes that were asked for ({@code Content-Range}), the checksum tells: if it is wrong, the
 * next attempt begins with nothing.
 */
final class FileDownload {
    private final RemoteFile remote;
    private final PartialFile partial;
    private final HttpGet http;
    private final Limits limits;

    private FileDownload(RemoteFile remote, PartialFile partial, HttpGet http, Limits limits) {
        this.remote = remote;
        this.partial = partial;
        this.http = http;
        this.limits = limits;
    }

    /**
     * @return its place, which has the right checksum
     * @throws DownloadException when it cannot be had
     * @throws IOException when the cache cannot be written
     */
    static Path run(RemoteFile remote, DownloadCache cache, HttpGet http, Limits limits, Retries retries)
            throws IOException, InterruptedException {
        Path place = cache.place(remote.sha256());
        try (PartialFile partial = cache.begin(remote.sha256())) {
            FileDownload download = new FileDownload(remote, partial, http, limits);
            retries.run(download::attempt).moveTo(place);
        }
        return place;
    }

    /** @return the partial file, complete */
    private PartialFile attempt() throws IOException, InterruptedException {
        long offset = partial.size();
        if (offset > 0 && partial.sum().equals(remote.sha256())) {
            return partial; // the build before this ended before it could give it its place
        }
        Answer answer = http.get(URI.create(remote.url()), offset, info -> sink(info, offset));
        answer.body().check();
        if (answer.status() != 200 && !continues(answer.status(), offset)) {
            partial.clear();
            throw TransientException.wrongAnswer(
                    remote.url(),
                    "the server answers with status " + answer.status() + " and not with the bytes from " + offset);
        }
        if (answer.body().isOverLimit()) {
            partial.clear();
            throw new DownloadException(remote.url(), "over the limit of " + limits.maxFile() + " bytes");
        }
        String sum = partial.sum();
        if (!sum.equals(remote.sha256())) {
            partial.clear();
            throw TransientException.wrongAnswer(
                    remote.url(), "checksum mismatch: expected SHA-256 " + remote.sha256() + ", found " + sum);
        }
        return partial;
    }

    private BodySink sink(ResponseInfo answer, long offset) throws IOException {
        if (continues(answer.statusCode(), offset)) {
            return new BodySink(partial.channel(), limits.maxFile() - offset);
        }
        if (answer.statusCode() != 200) {
            return BodySink.discarding();
        }
        partial.clear(); // where there was something, the server knows no ranges
        return new BodySink(partial.channel(), limits.maxFile());
    }

    private static boolean continues(int status, long offset) {
        return status == 206 && offset > 0;
    }
}
