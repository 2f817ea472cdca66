// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.io.File;
import java.io.IOException;

/** Where links below a {@link HostRoot} lead. */
final class RootLinks {
    private RootLinks() {}

    /**
     * Whether an absolute link below a root is followed into this process's own root, unseen: {@code /proc/PID/root} is a
     * link that only the kernel can follow, so {@code java.io} resolves what is below it as if it were ours.
     */
    static boolean leadBack(HostRoot root) {
        HostRoot mine = root.own();
        return mine != root && (isThroughProcess(root.file("").getPath()) || isSameByName(root, mine));
    }

    private static boolean isThroughProcess(String root) {
        int proc = root.indexOf("/proc/");
        int process = proc < 0 ? -1 : root.indexOf('/', proc + "/proc/".length());
        return process > 0 && root.concat("/").startsWith("/root/", process);
    }

    private static boolean isSameByName(HostRoot root, HostRoot mine) {
        try {
            return root.file("/").getCanonicalPath().equals(mine.file("/").getCanonicalPath());
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    /**
     * Whether a file below a root is a link to somewhere outside. An absolute link on the machine ({@code
     * /lib/modules/…/build} mostly is one) would be followed into the container, whose files belong to another system. It
     * cannot be told of a root from which links {@linkplain #leadBack lead back}: no.
     */
    static boolean leave(HostRoot root, File file) throws IOException {
        if (root.isOwn()) {
            return false;
        }
        String top = root.file("").getCanonicalPath();
        return !top.equals("/") && !file.getCanonicalPath().startsWith(top + "/");
    }
}
