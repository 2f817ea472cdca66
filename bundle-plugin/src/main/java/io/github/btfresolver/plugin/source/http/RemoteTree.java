// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files on a web server, named with their checksums by a list beside them. The list is fetched each time, a file once; what
 * has been downloaded is kept in a folder, which any number of builds may use at once. Offline, that is all there is.
 */
public final class RemoteTree {
    private final SourceUrl url;
    private final DownloadCache cache;
    private final @Nullable HttpGet http;
    private final Limits limits;
    private final Retries retries;
    private final List<RemoteFile> files;

    private RemoteTree(SourceUrl url, Path downloads, boolean offline, Limits limits, Retries.Pause pause)
            throws IOException {
        this.url = url;
        this.limits = limits;
        cache = new DownloadCache(downloads);
        http = offline ? null : new HttpGet(url, limits);
        retries = new Retries(limits.attempts(), pause);
        files = http == null ? keptList() : freshList(http);
    }

    /** Whether a text is the address of such a tree: begins with {@code http://} or {@code https://}. */
    public static boolean isAddress(String text) {
        return SourceUrl.isOne(text);
    }

    /** What may be printed of a text that may be an address. */
    public static String withoutCredentials(String text) {
        return SourceUrl.withoutCredentials(text);
    }

    /**
     * Reads the list.
     *
     * @param address of the list; one that ends with {@code /} means {@code SHA256SUMS} below it
     * @param downloads the folder of what is kept, which others cannot exchange; made when there is something to keep
     * @param offline whether the last list that is kept is taken, and nothing is downloaded
     * @throws DownloadException when the list cannot be had, or is not one
     * @throws IOException when what is kept cannot be read or written
     */
    public static RemoteTree open(String address, Path downloads, boolean offline) throws IOException {
        return open(address, downloads, offline, Limits.STANDARD, time -> Thread.sleep(time.toMillis()));
    }

    static RemoteTree open(String address, Path downloads, boolean offline, Limits limits, Retries.Pause pause)
            throws IOException {
        return new RemoteTree(SourceUrl.parse(address), downloads, offline, limits, pause);
    }

    private List<RemoteFile> freshList(HttpGet http) throws IOException {
        ListDownload download = new ListDownload(url, http, limits);
        byte[] list;
        try {
            list = retries.run(download::attempt);
        } catch (InterruptedException e) {
            throw Downloads.interrupted(e);
        }
        List<RemoteFile> parsed = ChecksumList.parse(list, url);
        cache.keepList(url.list(), list);
        return parsed;
    }

    private List<RemoteFile> keptList() throws IOException {
        Path kept = cache.list(url.list());
        try {
            return ChecksumList.parse(Files.readAllBytes(kept), url);
        } catch (NoSuchFileException e) {
            throw new DownloadException(
                    address(), "offline, and no list of it is kept as " + kept + ": build once online", e);
        }
    }

    /** Where the list is, without credentials. */
    public String address() {
        return url.list().toString();
    }

    /** What the list names, sorted by path. */
    public List<RemoteFile> files() {
        return files;
    }

    /**
     * Makes files available locally. What is there already is taken without a request.
     *
     * @param wanted some of {@link #files()}
     * @param done is run by the caller's thread for each of them, in order
     * @return what became of each, in order
     * @throws DownloadException when the server is not there
     * @throws IOException when what is kept cannot be read or written
     */
    public List<Fetched> fetch(List<RemoteFile> wanted, Runnable done) throws IOException {
        return new Downloads(cache, this::download).run(wanted, done);
    }

    private Path download(RemoteFile remote) throws IOException, InterruptedException {
        if (http == null) {
            throw new DownloadException(remote.url(), "offline, and not among what is kept: build once online");
        }
        return FileDownload.run(remote, cache, http, limits, retries);
    }
}
