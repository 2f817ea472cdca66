// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What may be better at the next attempt. */
final class TransientException extends DownloadException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;
    private final boolean outage;

    private TransientException(
            String url, String reason, Duration retryAfter, boolean outage, @Nullable Throwable cause) {
        super(url, reason, cause);
        this.retryAfter = retryAfter;
        this.outage = outage;
    }

    /**
     * The server is not there, or has no answer.
     *
     * @param retryAfter what it asks for; zero when it does not
     */
    static TransientException outage(String url, String reason, Duration retryAfter, @Nullable Throwable cause) {
        return new TransientException(url, reason, retryAfter, true, cause);
    }

    /** The server has answered, but not with what was asked for. */
    static TransientException wrongAnswer(String url, String reason) {
        return new TransientException(url, reason, Duration.ZERO, false, null);
    }

    TransientException after(int attempts) {
        return new TransientException(url(), reason() + " (" + attempts + " attempts)", retryAfter, outage, this);
    }

    Duration retryAfter() {
        return retryAfter;
    }

    boolean isOutage() {
        return outage;
    }
}
