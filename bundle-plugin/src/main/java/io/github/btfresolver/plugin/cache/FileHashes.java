// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import io.github.btfresolver.plugin.jdk.FileStamp;
import io.github.btfresolver.plugin.jdk.NewFiles;
import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of files, remembered from build to build for those whose {@link FileStamp} has not changed. Safe for use by many threads; of
 * processes that share a folder, the last one's memory is kept.
 */
public final class FileHashes {
    /** Much more than an archive of all known kernels has; what claims more is sparse, and would be read for hours. */
    static final long MAX_SIZE = 16L << 30;

    private static final String HEADER = "btf-bundle file hashes 1";

    private record Known(FileStamp stamp, String sha256) {}

    private final @Nullable Path memory;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private volatile boolean changed;

    private FileHashes(@Nullable Path memory) {
        this.memory = memory;
    }

    /** Remembers until the build ends, and not to the next. */
    public static FileHashes forThisBuild() {
        return new FileHashes(null);
    }

    /**
     * Recalls what is remembered.
     *
     * @param memory the file in which it is kept; one that is damaged or not there is empty
     */
    public static FileHashes load(Path memory) {
        FileHashes hashes = new FileHashes(memory);
        try {
            hashes.parse(Files.readString(memory));
        } catch (IOException | IllegalArgumentException e) {
            hashes.known.clear();
        }
        return hashes;
    }

    private void parse(String text) {
        String[] lines = text.split("\n", -1);
        if (!lines[0].equals(HEADER)) {
            return;
        }
        for (int i = 1; i < lines.length - 1; i++) {
            String[] fields = lines[i].split("\t", 6);
            if (fields.length != 6 || fields[4].length() != 64) {
                throw new IllegalArgumentException("line " + (i + 1));
            }
            FileStamp stamp = new FileStamp(
                    Long.parseLong(fields[0]),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]));
            known.put(fields[5], new Known(stamp, fields[4]));
        }
    }

    /**
     * The SHA-256 of a file's contents, in hex.
     *
     * @throws IOException when it cannot be read, or changes while it is
     */
    public String sha256(Path file) throws IOException {
        String path = file.toAbsolutePath().toString();
        Optional<FileStamp> stamp = FileStamp.of(file);
        Known before = known.get(path);
        if (before != null && stamp.isPresent() && stamp.get().equals(before.stamp())) {
            return before.sha256();
        }
        long size = Files.size(file);
        if (size > MAX_SIZE) {
            throw new IOException(file + ": has " + size + " bytes, over the limit of " + MAX_SIZE);
        }
        long now = System.currentTimeMillis();
        String sha256 = Sha256.hex(file);
        if (!FileStamp.of(file).equals(stamp)) {
            throw new IOException(file + ": changed while it was read; build again when it is finished");
        }
        // a name with a line end in it is not remembered, and is hashed each time
        if (stamp.isPresent() && stamp.get().isSettledAt(now) && path.indexOf('\n') < 0) {
            known.put(path, new Known(stamp.get(), sha256));
            changed = true;
        }
        return sha256;
    }

    /** Remembers what was learned of files that are still there. A memory that cannot be written costs time only. */
    public void save() {
        if (!changed || memory == null) {
            return;
        }
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        new TreeMap<>(known).forEach((path, each) -> {
            if (!isThere(path)) {
                return;
            }
            FileStamp stamp = each.stamp();
            text.append(stamp.inode()).append('\t').append(stamp.size()).append('\t');
            text.append(stamp.modified()).append('\t').append(stamp.changed()).append('\t');
            text.append(each.sha256()).append('\t').append(path).append('\n');
        });
        try {
            NewFiles.createDirectories(memory.toAbsolutePath().resolveSibling(""));
            AtomicOutput.write(memory.toFile(), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            changed = false;
        }
    }

    private static boolean isThere(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false; // from a damaged memory
        }
    }
}
