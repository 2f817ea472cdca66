// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of a file that no change of its contents leaves as it was. The time of modification anybody may set; the time
 * of the change of the inode, which is among these, only the system does.
 *
 * @param inode number
 * @param size in bytes
 * @param modified in nanoseconds
 * @param changed in nanoseconds
 */
public record FileStamp(long inode, long size, long modified, long changed) {
    /** As coarse as the clocks of file systems are that Java runs on. */
    private static final long COARSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Empty on a system that does not keep the time of change: there, only the contents tell. */
    public static Optional<FileStamp> of(Path file) throws IOException {
        try {
            Map<String, Object> attributes = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
            return Optional.of(new FileStamp(
                    Long.parseLong(String.valueOf(attributes.get("ino"))),
                    Long.parseLong(String.valueOf(attributes.get("size"))),
                    nanos(attributes, "lastModifiedTime"),
                    nanos(attributes, "ctime")));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long nanos(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }

    // These two written out, as the first use of a record's own costs a build that finds nothing to do a tenth of its
    // time.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileStamp that
                && inode == that.inode
                && size == that.size
                && modified == that.modified
                && changed == that.changed;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * (31 * inode + modified) + changed);
    }

    /** Whether a change after a moment would show: not when the file was changed just before it. */
    public boolean isSettledAt(long millis) {
        return changed + COARSE_NANOS < TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
