// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file or a list that cannot be had from its server. Other {@link IOException}s are trouble with the cache. */
public class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String url;
    private final String reason;

    DownloadException(String url, String reason) {
        this(url, reason, null);
    }

    DownloadException(String url, String reason, @Nullable Throwable cause) {
        super(url + ": " + reason, cause);
        this.url = url;
        this.reason = reason;
    }

    /** What cannot be had, without credentials. */
    public final String url() {
        return url;
    }

    /** Why, and what to do. */
    public final String reason() {
        return reason;
    }
}
