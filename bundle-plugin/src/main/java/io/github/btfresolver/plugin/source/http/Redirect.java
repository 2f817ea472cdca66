// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a server sends us. */
final class Redirect {
    private Redirect() {}

    static boolean isOne(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /**
     * The address, absolute.
     *
     * @param location as the server says it
     * @throws DownloadException when it leads from https to http, or nowhere
     */
    static URI target(URI from, @Nullable String location) throws DownloadException {
        URI to;
        try {
            to = from.resolve(new URI(location == null ? "" : location));
        } catch (URISyntaxException e) {
            throw new DownloadException(SourceUrl.shown(from), "redirected to a malformed address", e);
        }
        if (location == null || !SourceUrl.isUsable(to)) {
            throw new DownloadException(SourceUrl.shown(from), "redirected to what is not an http(s) address");
        }
        if (isSecure(from) && !isSecure(to)) {
            throw new DownloadException(
                    SourceUrl.shown(from),
                    "redirected from https to http, to " + SourceUrl.shown(to) + ", which is refused");
        }
        return to;
    }

    private static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
