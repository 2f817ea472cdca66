// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

/** Is told how far the downloads of a source are, by the thread that asked for the kernels. */
public interface DownloadListener {
    /** The downloads of a source begin. */
    void beginDownloads(int downloads);

    /** One more is done, or was not necessary. */
    void downloadDone();
}
