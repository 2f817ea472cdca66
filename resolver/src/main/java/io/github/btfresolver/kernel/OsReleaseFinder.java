// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the machine's os-release file. Immutable, the answer of one search. */
public final class OsReleaseFinder {
    private static final String[] PATHS = {"/etc/os-release", "/usr/lib/os-release"};
    private static final int MAX_SIZE = 1 << 18;

    private final @Nullable OsRelease osRelease;
    private final String origin;

    private OsReleaseFinder(@Nullable OsRelease osRelease, String origin) {
        this.osRelease = osRelease;
        this.origin = origin;
    }

    /**
     * Looks for it.
     *
     * @param explicitFile the only file to read when somebody named one, as seen from here; else null
     */
    public static OsReleaseFinder find(HostRoot root, @Nullable String explicitFile) {
        if (explicitFile != null) {
            return read(new File(explicitFile));
        }
        StringBuilder tried = new StringBuilder();
        for (String path : PATHS) {
            File file = root.file(path);
            OsReleaseFinder answer = isOutside(root, file)
                    ? new OsReleaseFinder(null, file + ": a link that leaves the host's root")
                    : read(file);
            if (answer.osRelease != null) {
                return answer;
            }
            tried.append(tried.length() == 0 ? "" : "; ").append(answer.origin);
        }
        return new OsReleaseFinder(null, tried.toString());
    }

    /**
     * The answer when somebody says which system it is.
     *
     * @param versionId null for none
     * @param origin who says so
     */
    public static OsReleaseFinder set(String id, @Nullable String versionId, String origin) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ID", id);
        if (versionId != null) {
            fields.put("VERSION_ID", versionId);
        }
        return new OsReleaseFinder(OsRelease.of(fields), origin);
    }

    private static boolean isOutside(HostRoot root, File file) {
        try {
            return root.isLeftBy(file);
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private static OsReleaseFinder read(File file) {
        try {
            String text = new String(BtfFile.readStart(file, MAX_SIZE), StandardCharsets.UTF_8);
            return new OsReleaseFinder(OsRelease.parse(text), file.getPath());
        } catch (IOException | RuntimeException e) {
            return new OsReleaseFinder(null, String.valueOf(e.getMessage()));
        }
    }

    /** What the file says; null when there is none. */
    public @Nullable OsRelease osRelease() {
        return osRelease;
    }

    /** The file's path, or who said it; without either, why there is none. */
    public String origin() {
        return origin;
    }
}
