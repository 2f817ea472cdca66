// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import io.github.btfresolver.plugin.jdk.NewFiles;
import io.github.btfresolver.plugin.jdk.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way into the cache. Each build writes to one of its own, which begins with a copy of the most that another
 * has got so far, whether that was broken off or is at work: so no lock is needed, and what is finished is written by nobody.
 */
final class PartialFile implements Closeable {
    private static final String SUFFIX = ".part";

    private final Path folder;
    private final Path file;
    private final String sha256;
    private final FileChannel channel;

    private PartialFile(Path folder, Path file, String sha256, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.sha256 = sha256;
        this.channel = channel;
    }

    /** @param folder of the partial files; made if it is not there */
    static PartialFile begin(Path folder, String sha256) throws IOException {
        NewFiles.createDirectories(folder);
        Path longest = longest(folder, sha256);
        Path file = folder.resolve(sha256 + "-" + UUID.randomUUID() + SUFFIX);
        FileChannel channel = NewFiles.create(file);
        PartialFile partial = new PartialFile(folder, file, sha256, channel);
        if (longest != null) {
            partial.copy(longest);
        }
        return partial;
    }

    private static @Nullable Path longest(Path folder, String sha256) throws IOException {
        Path longest = null;
        long size = 0;
        for (Path file : files(folder, sha256)) {
            long found = file.toFile().length();
            if (found > size) {
                size = found;
                longest = file;
            }
        }
        return longest;
    }

    private static List<Path> files(Path folder, String sha256) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, sha256 + "*" + SUFFIX)) {
            files.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private void copy(Path other) throws IOException {
        try (FileChannel in = FileChannel.open(other, StandardOpenOption.READ)) {
            channel.transferFrom(in, 0, in.size());
            channel.position(channel.size());
        } catch (NoSuchFileException e) {
            // finished in the meantime
        }
    }

    /** Where to write, at its end. */
    FileChannel channel() {
        return channel;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Begins again with nothing. */
    void clear() throws IOException {
        channel.truncate(0);
    }

    /** Of what is there so far. */
    String sum() throws IOException {
        return Sha256.hex(channel);
    }

    /** Gives it its place. Where another build was faster, and has cleared up, its file is as good. */
    void moveTo(Path target) throws IOException {
        channel.close();
        NewFiles.createDirectories(target.resolveSibling(""));
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            if (!Files.exists(target)) {
                throw e;
            }
        }
        for (Path other : files(folder, sha256)) {
            Files.deleteIfExists(other);
        }
    }

    /** What has come so far is kept for the next build, unless it is complete and has its place. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (file.toFile().length() == 0) {
            Files.deleteIfExists(file);
            return;
        }
        try {
            Path kept = file.resolveSibling(sha256 + SUFFIX);
            Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // another build has finished it, and cleared up
        }
    }
}
