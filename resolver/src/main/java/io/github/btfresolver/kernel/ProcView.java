// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Whose processes a {@code /proc} shows. Kernel threads are in the machine's own process namespace only, and there
 * kthreadd has always number 2; its flag {@code PF_KTHREAD} no other process can have.
 */
final class ProcView {
    private static final long PF_KTHREAD = 0x00200000;

    /** In {@code /proc/PID/stat} behind the name: {@code state ppid pgrp session tty_nr tpgid flags}. */
    private static final int FLAGS = 6;

    private ProcView() {}

    /** Whether they are the machine's; false also when that cannot be told. */
    static boolean isMachines(HostRoot root) {
        String stat = stat(root, 2);
        return stat != null && (flags(stat) & PF_KTHREAD) != 0;
    }

    /** Whether they are those of a container; false also when that cannot be told, as where others' are hidden. */
    static boolean isContainers(HostRoot root) {
        return stat(root, 1) != null && !isMachines(root);
    }

    private static @Nullable String stat(HostRoot root, int pid) {
        return root.text("/proc/" + pid + "/stat");
    }

    private static long flags(String stat) {
        int at = stat.lastIndexOf(')') + 2; // the name may have blanks and parentheses of its own
        for (int i = 0; i < FLAGS && at > 0; i++) {
            at = stat.indexOf(' ', at) + 1;
        }
        try {
            int end = stat.indexOf(' ', at);
            return at <= 0 ? 0 : Long.parseLong(end < 0 ? stat.substring(at) : stat.substring(at, end));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
