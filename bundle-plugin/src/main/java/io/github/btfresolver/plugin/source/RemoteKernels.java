// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.plugin.jdk.TrustedFolder;
import io.github.btfresolver.plugin.source.http.DownloadException;
import io.github.btfresolver.plugin.source.http.Fetched;
import io.github.btfresolver.plugin.source.http.RemoteFile;
import io.github.btfresolver.plugin.source.http.RemoteTree;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree in BTFHub's layout on a web server, below its list. What a kernel is, is said by its path in the list alone. As in a
 * directory, what is in hidden folders is ignored. The kernels that are wanted are downloaded, and no others.
 */
final class RemoteKernels {
    private final RemoteTree tree;
    private final TreeContents contents;
    private final Map<RemoteFile, TreeKey> wanted = new LinkedHashMap<>();

    private RemoteKernels(RemoteTree tree, KernelFilter filter) {
        this.tree = tree;
        contents = new TreeContents(filter);
    }

    /**
     * @param base the folder of what is built
     * @throws SourceException when the list or the server is not what it must be
     * @throws IOException when what is downloaded cannot be kept, or others could exchange it
     */
    static TreeContents find(
            String address, Path base, KernelFilter filter, SourceSettings settings, DownloadListener listener)
            throws IOException {
        try {
            TrustedFolder.make(settings.downloads(), base);
            RemoteTree tree = RemoteTree.open(address, settings.downloads(), settings.offline());
            return new RemoteKernels(tree, filter).fetch(listener);
        } catch (DownloadException e) {
            throw new SourceException(e.url(), e.reason(), e);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // the system's reason may name no file: that the disk is full
            throw new IOException(settings.downloads() + ": downloads cannot be kept there: " + e, e);
        }
    }

    private TreeContents fetch(DownloadListener listener) throws IOException {
        tree.files().forEach(this::choose);
        listener.beginDownloads(wanted.size());
        for (Fetched fetched : tree.fetch(List.copyOf(wanted.keySet()), listener::downloadDone)) {
            RemoteFile remote = fetched.remote();
            TreeKey key = wanted.get(remote);
            Path file = fetched.local();
            if (key != null && file != null) {
                contents.add(key, id -> SourcedKernel.of(id, remote.url(), file));
            } else {
                contents.reject(remote.url(), String.valueOf(fetched.problem()));
            }
        }
        return contents;
    }

    private void choose(RemoteFile remote) {
        List<String> names = List.of(remote.path().split("/", -1));
        if (names.subList(0, names.size() - 1).stream().anyMatch(FileName::isIgnoredFolder)) {
            return;
        }
        TreeKey key = contents.wanted(FileName.NONE.below(names), remote.url());
        if (key != null) {
            wanted.put(remote, key);
        }
    }
}
