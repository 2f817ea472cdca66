// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import io.github.btfresolver.plugin.jdk.NewFiles;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A folder of what is kept by key. An entry is replaced as a whole, so that builds that share the folder see all of it or nothing; one that is
 * damaged, or was written by another version, is not there. Safe for use by many threads and processes.
 */
public final class KernelCache {
    /**
     * Of the size, one in so many is for entries as they are, which are read several times as fast as deflated ones: enough for
     * the kernels of one distribution. A whole archive's would not all have room so.
     */
    private static final int FAST_SHARE = 16;

    private final Path folder;
    private final long maxSize;
    private final Set<Path> used = ConcurrentHashMap.newKeySet();
    private final AtomicLong usedSize = new AtomicLong();
    private final ReusedMemory memory = new ReusedMemory();
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
    public Optional<Kept> get(String key) {
        return read(key, byte[]::new);
    }

    /**
     * The same for a large entry, which is there for a moment only.
     *
     * @param use is given it, and must leave nothing behind that has its contents
     * @return what comes of that; empty when there is no such entry
     */
    public <T> Optional<T> lend(String key, Function<Kept, Optional<T>> use) {
        try (ReusedMemory.Loan loan = memory.loan()) {
            return read(key, loan::of).flatMap(use);
        }
    }

    private Optional<Kept> read(String key, IntFunction<byte[]> memory) {
        Path file = file(key);
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size(); // of this file, also when another has just taken its place
            Optional<Kept> kept = CacheEntry.decode(key, Channels.newInputStream(channel), size, memory);
            if (kept.isPresent()) {
                use(file, size);
                touch(file);
            }
            return kept;
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
    public void put(String key, Kept kept) {
        Path file = file(key);
        boolean deflated = usedSize.get() + kept.contents().length > maxSize / FAST_SHARE;
        byte[] bytes = CacheEntry.encode(key, kept, deflated);
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

    private void use(Path file, long size) {
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
