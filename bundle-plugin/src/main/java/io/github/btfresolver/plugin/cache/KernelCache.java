// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import io.github.btfresolver.plugin.jdk.NewFiles;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A folder of byte arrays by key. An entry is replaced as a whole, so that builds that share the folder see all of it or nothing; one that is
 * damaged, or was written by another version, is not there. Safe for use by many threads and processes.
 */
public final class KernelCache {
    private final Path folder;
    private final long maxSize;
    private final Set<Path> used = ConcurrentHashMap.newKeySet();
    private final AtomicLong usedSize = new AtomicLong();
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

    /**
     * @param folder which is made when something is to be put there
     * @param maxSize of all files together, in bytes; what comes when it is full with what this build uses is not kept
     */
    public KernelCache(Path folder, long maxSize) {
        this.folder = folder;
        this.maxSize = maxSize;
    }

    /**
     * Looks an entry up.
     *
     * @param key of two or more letters, digits and dashes
     */
    public Optional<byte[]> get(String key) {
        Path file = file(key);
        try {
            byte[] bytes = Files.readAllBytes(file);
            Optional<byte[]> contents = CacheEntry.decode(key, bytes);
            if (contents.isPresent()) {
                use(file, bytes.length);
                touch(file);
            }
            return contents;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            problem.compareAndSet(null, e.toString());
            return Optional.empty();
        }
    }

    /** Sets what {@link #trim} goes by. That of another user's file cannot be set, but its contents are as good. */
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException e) {
            // it counts as used when it last was by its owner, and may go sooner
        }
    }

    /** Adds or replaces an entry. When that fails, {@link #problem} tells, and the build is slower, not wrong. */
    public void put(String key, byte[] contents) {
        Path file = file(key);
        byte[] bytes = CacheEntry.encode(key, contents);
        if (usedSize.get() + bytes.length > maxSize) {
            return;
        }
        try {
            NewFiles.createDirectories(file.resolveSibling(""));
            AtomicOutput.writeUnsynced(file.toFile(), bytes);
            use(file, bytes.length);
        } catch (IOException e) {
            problem.compareAndSet(null, e.toString());
        }
    }

    private void use(Path file, int size) {
        if (used.add(file)) {
            usedSize.addAndGet(size);
        }
    }

    /** The first thing that went wrong with the folder; null when nothing did. */
    public @Nullable String problem() {
        return problem.get();
    }

    /** Removes what was not used for the longest time until the folder is within its size. What this build used stays. */
    public void trim() {
        try {
            new CacheTrim(used).trim(folder, maxSize);
        } catch (IOException e) {
            problem.compareAndSet(null, e.toString());
        }
    }

    private Path file(String key) {
        return folder.resolve(key.substring(0, 2)).resolve(key + CacheEntry.SUFFIX);
    }
}
