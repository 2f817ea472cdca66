// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the machine's os-release file; in a container also the container's own, which is a hint only: it tells which image
 * was chosen, not whose kernel runs. Immutable, the answer of one search.
 */
public final class OsReleaseFinder {
    static final String[] PATHS = {"/etc/os-release", "/usr/lib/os-release"};
    private static final int MAX_SIZE = 1 << 18;

    private final @Nullable OsRelease osRelease;
    private final String origin;
    private final boolean isHint;
    private final @Nullable String container;

    private OsReleaseFinder(@Nullable OsRelease osRelease, String origin, boolean isHint, @Nullable String container) {
        this.osRelease = osRelease;
        this.origin = origin;
        this.isHint = isHint;
        this.container = container;
    }

    private static OsReleaseFinder found(OsRelease osRelease, String origin) {
        return new OsReleaseFinder(osRelease, origin, false, null);
    }

    /** The answer when there is none to be had. */
    public static OsReleaseFinder none(String why) {
        return new OsReleaseFinder(null, why, false, null);
    }

    /**
     * Looks for it.
     *
     * @param root the machine's root directory; from this process's own, a container looks for the machine's
     * @param explicitFile the only file to read when somebody named one, as seen from here; else null
     */
    public static OsReleaseFinder find(HostRoot root, @Nullable String explicitFile) {
        if (explicitFile != null) {
            return read(new File(explicitFile));
        }
        OsReleaseFinder answer = below(root);
        if (!root.isOwn()) {
            return answer.osRelease == null
                    ? answer
                    : seenAt(root, answer.osRelease, answer.origin, root + " was named as the host's root directory");
        }
        ContainerProbe probe = ContainerProbe.probe(root);
        return probe.evidence() == null ? answer : inContainer(answer, probe);
    }

    private static OsReleaseFinder inContainer(OsReleaseFinder own, ContainerProbe probe) {
        HostRoot hostRoot = probe.hostRoot();
        OsReleaseFinder host = machines(hostRoot);
        if (hostRoot == null || host.osRelease == null) {
            String why = own.origin + ", the container's own: " + probe.evidence() + ", and " + host.origin;
            return new OsReleaseFinder(own.osRelease, why, true, probe.evidence());
        }
        return seenAt(hostRoot, host.osRelease, host.origin, probe.evidence());
    }

    /** What was read below a root that is not ours, unless a link may have led back. */
    private static OsReleaseFinder seenAt(
            HostRoot root, OsRelease osRelease, String origin, @Nullable String container) {
        boolean isHint = RootLinks.leadBack(root) && isInOwnRoot(osRelease, root.own());
        String doubt = isHint ? ", which may be a link to the container's own" : "";
        return new OsReleaseFinder(osRelease, origin + doubt, isHint, container);
    }

    private static OsReleaseFinder machines(@Nullable HostRoot hostRoot) {
        if (hostRoot == null) {
            return none("the host's root directory is not seen");
        }
        return hostRoot.isDirectory()
                ? below(hostRoot)
                : none("looking into " + hostRoot + " takes the capability SYS_PTRACE");
    }

    /** Whether the same can be read here: then it may be here that it was read. */
    private static boolean isInOwnRoot(OsRelease osRelease, HostRoot own) {
        for (String path : PATHS) {
            OsRelease here = read(own.file(path)).osRelease;
            if (here != null && here.fields().equals(osRelease.fields())) {
                return true;
            }
        }
        return false;
    }

    private static OsReleaseFinder below(HostRoot root) {
        StringBuilder tried = new StringBuilder();
        for (String path : PATHS) {
            File file = root.file(path);
            OsReleaseFinder answer =
                    isOutside(root, file) ? none(file + ": a link that leaves the host's root") : read(file);
            if (answer.osRelease != null) {
                return answer;
            }
            tried.append(tried.length() == 0 ? "" : "; ").append(answer.origin);
        }
        return none(tried.toString());
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
        return found(OsRelease.of(fields), origin);
    }

    /**
     * The answer for a machine that is not looked at.
     *
     * @param osRelease null when it has none
     */
    static OsReleaseFinder given(@Nullable OsRelease osRelease, String origin) {
        return new OsReleaseFinder(osRelease, origin, false, null);
    }

    private static boolean isOutside(HostRoot root, File file) {
        try {
            return RootLinks.leave(root, file);
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private static OsReleaseFinder read(File file) {
        try {
            String text = new String(FileStart.read(file, MAX_SIZE), StandardCharsets.UTF_8);
            return found(OsRelease.parse(text), file.getPath());
        } catch (IOException | RuntimeException e) {
            return none(String.valueOf(e.getMessage()));
        }
    }

    /** What the file says; null when there is none. */
    public @Nullable OsRelease osRelease() {
        return osRelease;
    }

    /** The file's path, and what is to be known about it, or who said it; without either, why there is none. */
    public String origin() {
        return origin;
    }

    /** Whether the file is, or may be, a container's own and not the machine's. */
    public boolean isHint() {
        return isHint;
    }

    /** How we know that this is a container; null when it is none, or nothing says so, or it was not asked. */
    public @Nullable String container() {
        return container;
    }
}
