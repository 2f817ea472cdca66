// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID/mountinfo} says about a mount point: which directory of which file system lies there. That is what
 * device and inode say, which only {@code java.nio.file} could tell, and unlike {@code /proc/PID/root} everybody may read
 * it.
 */
final class MountInfo {
    /** {@code 36 35 98:0 /dir /point rw,noatime - ext3 /dev/root rw}, see proc_pid_mountinfo(5); points are escaped. */
    private static final int FIELDS = 5;

    private static final int ID = 0;
    private static final int PARENT = 1;
    private static final int DEVICE = 2;
    private static final int DIRECTORY = 3;
    private static final int POINT = 4;

    private MountInfo() {}

    /**
     * The directory at a mount point.
     *
     * @param point a path without characters that are escaped
     * @return the file system's device number and the directory's path in it, equal for the same directory; null when
     *     nothing is mounted exactly there, or the file cannot be read
     */
    static @Nullable String directory(File mountInfo, String point) {
        try {
            return top(mountsAt(mountInfo, point));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static List<String[]> mountsAt(File mountInfo, String point) throws IOException {
        List<String[]> mounts = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new FileInputStream(mountInfo), StandardCharsets.ISO_8859_1))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = fields(line);
                if (point.equals(fields[POINT])) {
                    mounts.add(fields);
                }
            }
        }
        return mounts;
    }

    private static String[] fields(String line) {
        String[] fields = new String[FIELDS];
        int at = 0;
        for (int i = 0; i < FIELDS; i++) {
            int end = line.indexOf(' ', at);
            fields[i] = end < 0 ? "" : line.substring(at, end);
            at = end < 0 ? line.length() : end + 1;
        }
        return fields;
    }

    /** Of mounts upon one another the one that none of the others is mounted on; of two such, none. */
    private static @Nullable String top(List<String[]> mounts) {
        String top = null;
        for (String[] mount : mounts) {
            if (!isCovered(mount, mounts)) {
                if (top != null) {
                    return null;
                }
                top = mount[DEVICE] + " " + mount[DIRECTORY];
            }
        }
        return top;
    }

    private static boolean isCovered(String[] mount, List<String[]> mounts) {
        for (String[] other : mounts) {
            if (other != mount && other[PARENT].equals(mount[ID])) {
                return true;
            }
        }
        return false;
    }
}
