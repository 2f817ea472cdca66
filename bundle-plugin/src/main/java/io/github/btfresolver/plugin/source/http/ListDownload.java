// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;

/** Downloads a list, as a whole: a part of one would be a bundle with fewer kernels, and no word of it. */
final class ListDownload {
    private final SourceUrl url;
    private final HttpGet http;
    private final Limits limits;

    ListDownload(SourceUrl url, HttpGet http, Limits limits) {
        this.url = url;
        this.http = http;
        this.limits = limits;
    }

    /**
     * @throws TransientException when it may be better at the next attempt
     * @throws DownloadException when it will not
     */
    byte[] attempt() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Answer answer = http.get(
                url.list(),
                0,
                info -> info.statusCode() == 200
                        ? new BodySink(Channels.newChannel(bytes), limits.maxList())
                        : BodySink.discarding());
        String shown = url.list().toString();
        if (answer.status() != 200) {
            throw TransientException.wrongAnswer(shown, "the server answers with status " + answer.status());
        }
        if (answer.body().isOverLimit()) {
            throw new DownloadException(shown, "over the limit of " + limits.maxList() + " bytes");
        }
        boolean endIsKnown = answer.headers().firstValue("Content-Length").isPresent()
                || answer.headers().firstValue("Transfer-Encoding").isPresent();
        if (!endIsKnown) {
            throw new DownloadException(
                    shown,
                    "expected an answer with Content-Length or in chunks, found neither: whether the list is complete"
                            + " cannot be told");
        }
        return bytes.toByteArray();
    }
}
