// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Keeps a cache's folder within a size: the files that were not used for the longest time go first. */
final class CacheTrim {
    /** What a build that was killed has left; one of nearly now may still be written to. */
    private static final long LEFT_BEHIND_MILLIS = Duration.ofDays(1).toMillis();

    private record Kept(Path file, long size, long lastUsed) {}

    private final Set<Path> used;

    /** @param used that stay */
    CacheTrim(Set<Path> used) {
        this.used = used;
    }

    void trim(Path folder, long maxSize) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Kept> all = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                long lastUsed = attributes.lastModifiedTime().toMillis();
                if (file.toString().endsWith(CacheEntry.SUFFIX)) {
                    all.add(new Kept(file, attributes.size(), lastUsed));
                } else if (file.toString().endsWith(".tmp") && isLeftBehind(lastUsed)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // another build has removed it
            }
        });
        long size = all.stream().mapToLong(Kept::size).sum();
        all.sort(Comparator.comparingLong(Kept::lastUsed).thenComparing(Kept::file));
        for (Kept kept : all) {
            if (size > maxSize && !used.contains(kept.file())) {
                Files.deleteIfExists(kept.file());
                size -= kept.size();
            }
        }
    }

    /** Also when the clock was set back since. */
    private static boolean isLeftBehind(long lastUsed) {
        return Math.abs(System.currentTimeMillis() - lastUsed) > LEFT_BEHIND_MILLIS;
    }
}
