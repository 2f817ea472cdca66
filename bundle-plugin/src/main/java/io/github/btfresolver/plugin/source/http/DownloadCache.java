// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import io.github.btfresolver.plugin.jdk.NewFiles;
import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * What has been downloaded: files by their SHA-256, which is verified each time, and the last list of each address. Any
 * number of builds may use one at once; none sees half a file.
 */
final class DownloadCache {
    private final Path files;
    private final Path partial;
    private final Path lists;

    /** @param root is made when something is put there */
    DownloadCache(Path root) {
        files = root.resolve("files");
        partial = root.resolve("partial");
        lists = root.resolve("lists");
    }

    /** The file with this checksum; null when there is none. One that is damaged is removed. */
    @Nullable
    Path file(String sha256) throws IOException {
        Path file = place(sha256);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (Sha256.hex(channel).equals(sha256)) {
                return file;
            }
        } catch (NoSuchFileException e) {
            return null;
        }
        Files.deleteIfExists(file);
        return null;
    }

    /** Where the file with this checksum has its place. */
    Path place(String sha256) {
        return files.resolve(sha256);
    }

    PartialFile begin(String sha256) throws IOException {
        return PartialFile.begin(partial, sha256);
    }

    /** Where the list of an address has its place. */
    Path list(URI url) {
        return lists.resolve(Sha256.hex(url.toString()));
    }

    /** Keeps a list, with its address in a comment. */
    void keepList(URI url, byte[] list) throws IOException {
        NewFiles.createDirectories(lists);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("# " + url + "\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(list);
        AtomicOutput.write(list(url).toFile(), bytes.toByteArray());
    }
}
