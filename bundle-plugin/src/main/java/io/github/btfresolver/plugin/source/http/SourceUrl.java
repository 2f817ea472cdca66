// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of a list of files, and of the files, which lie where the list does. An address that ends with {@code /}
 * means the list {@value #LIST} below it. Credentials in it ({@code https://USER:PASSWORD@HOST/}) are kept apart: no other
 * server is sent them, and nothing here prints them.
 */
final class SourceUrl {
    static final String LIST = "SHA256SUMS";

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    private static final int MAX_PORT = 0xFFFF;

    private final URI list;
    private final @Nullable String userInfo;

    private SourceUrl(URI list, @Nullable String userInfo) {
        this.list = list;
        this.userInfo = userInfo;
    }

    static boolean isOne(String text) {
        String start =
                text.substring(0, Math.min(text.length(), "https://".length())).toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    /** The text without credentials, whether or not it is well formed: what is before the last {@code @} may be some. */
    static String withoutCredentials(String text) {
        int at = isOne(text) ? text.lastIndexOf('@') : -1;
        return at < 0 ? text : text.substring(0, text.indexOf("//") + 2) + "..." + text.substring(at);
    }

    /** @throws DownloadException when it is not an address, or one with a query or a fragment, which files have no use for */
    static SourceUrl parse(String text) throws DownloadException {
        try {
            URI uri = new URI(text);
            if (!isUsable(uri) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw malformed(text, found(uri));
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            URI list = new URI(origin(uri) + path + (path.endsWith("/") ? LIST : ""));
            return new SourceUrl(list, uri.getUserInfo());
        } catch (URISyntaxException e) {
            throw malformed(text, ", found one that is malformed");
        }
    }

    /** {@link URI} takes it for an address without a host, since names of hosts have no underscore (RFC 1123, section 2.1). */
    private static String found(URI uri) {
        String authority = String.valueOf(uri.getRawAuthority());
        return uri.getHost() == null && authority.indexOf('_', authority.lastIndexOf('@') + 1) >= 0
                ? ", found an underscore in the name of the host, which none may have: write another name of it, or its IP address"
                : "";
    }

    private static DownloadException malformed(String text, String found) {
        // the cause's own message would show the credentials
        return new DownloadException(
                withoutCredentials(text),
                "expected an address http(s)://HOST[:PORT]/PATH without a query, with special characters percent-encoded"
                        + found);
    }

    /** Whether it is of a web server. */
    static boolean isUsable(URI uri) {
        return isOne(uri.toString()) && uri.getHost() != null && uri.getPort() <= MAX_PORT;
    }

    /** What is not shown of an address to which a server redirects: its query may be a key to it. */
    static String shown(URI uri) {
        return origin(uri) + uri.getRawPath();
    }

    private static String origin(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** Without credentials. */
    URI list() {
        return list;
    }

    /** Where a file is; without credentials. */
    URI file(String path) {
        String all = list.toString();
        return URI.create(all.substring(0, all.lastIndexOf('/') + 1) + encoded(path));
    }

    /** The value of the header, for the server of the list only; null for others, and when there are no credentials. */
    @Nullable
    String authorization(URI to) {
        if (userInfo == null || !origin(to).equalsIgnoreCase(origin(list))) {
            return null;
        }
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** All that RFC 3986 does not call unreserved, since some servers take a plus sign in a path for a space. */
    private static String encoded(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
