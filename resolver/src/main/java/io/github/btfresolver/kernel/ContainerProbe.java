// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Whether this process has the machine's root directory or another one, a container's, and where the machine's is seen
 * from there. Facts of {@code /proc} decide; files that mark a container only where it tells nothing, because an image
 * that became a virtual machine has them too. Immutable.
 */
final class ContainerProbe {
    private static final String[] MARKS = {"/.dockerenv", "/run/.containerenv", "/run/systemd/container"};
    private static final String INITS_ROOT = "/proc/1/root";

    /** Where node agents and debugging tools have the host's root directory mounted. */
    private static final String USUAL_PLACE = "/host";

    private final @Nullable String evidence;
    private final @Nullable HostRoot hostRoot;

    private ContainerProbe(@Nullable String evidence, @Nullable HostRoot hostRoot) {
        this.evidence = evidence;
        this.hostRoot = hostRoot;
    }

    /** Looks from this process's own root. */
    static ContainerProbe probe(HostRoot own) {
        HostRoot usual = own.below(USUAL_PLACE);
        if (ProcView.isContainers(own)) {
            String machines = ProcView.isMachines(usual) ? directory(usual, "1", "/") : null;
            return new ContainerProbe(
                    "its processes have numbers of their own", isMountedAtUsualPlace(own, machines) ? usual : null);
        }
        // Process 1 is the machine's init, whose root directory is the machine's.
        String machines = ProcView.isMachines(own) ? directory(own, "1", "/") : null;
        if (machines == null) {
            return byMarks(own);
        }
        String evidence = machines.equals(directory(own, "self", "/"))
                ? ofMountedOsRelease(own)
                : "its root directory is not that of process 1";
        return new ContainerProbe(
                evidence,
                evidence == null ? null : isMountedAtUsualPlace(own, machines) ? usual : own.below(INITS_ROOT));
    }

    /** A chroot may have the machine's own root directory, mounted once more, and another system's os-release on it. */
    private static @Nullable String ofMountedOsRelease(HostRoot own) {
        for (String path : OsReleaseFinder.PATHS) {
            if (directory(own, "self", path) != null) {
                return path + " is a file that is mounted there by itself";
            }
        }
        return null;
    }

    private static ContainerProbe byMarks(HostRoot own) {
        for (String mark : MARKS) {
            if (own.file(mark).exists()) {
                return new ContainerProbe("there is " + mark, null);
            }
        }
        return new ContainerProbe(null, null);
    }

    private static boolean isMountedAtUsualPlace(HostRoot own, @Nullable String directory) {
        return directory != null && directory.equals(directory(own, "self", USUAL_PLACE));
    }

    private static @Nullable String directory(HostRoot root, String process, String point) {
        return MountInfo.directory(root.file("/proc/" + process + "/mountinfo"), point);
    }

    /** How we know that this is a container; null when it is none, or nothing says so. */
    @Nullable
    String evidence() {
        return evidence;
    }

    /** Where the machine's root directory is proven to be, if this process may look into it; null when it is not seen. */
    @Nullable
    HostRoot hostRoot() {
        return hostRoot;
    }
}
