// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.io.IOException;

/** What {@code /proc} shows on the host and in containers of different kinds. */
public final class FakeProc {
    private static final String KTHREADD = "2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 25 0 0\n";

    /** No kernel thread, however it is called. */
    private static final String PROCESS = "2 (kthreadd) S 0) S 1 2 2 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 9 0 0\n";

    private static final String INIT = "1 (systemd) S 0 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 9 0 0\n";
    private static final String HOST = "27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n";
    private static final String CONTAINER = "990 800 0:50 / / rw,relatime - overlay overlay rw,lowerdir=/a:/b\n";
    private static final String PROC = "991 990 0:51 / /proc rw,nosuid - proc proc rw\n";
    private static final String AT_HOST = "992 990 8:1 / /host rw,relatime master:1 - ext4 /dev/sda1 rw\n";
    private static final String OTHER_AT_HOST = "992 990 8:1 /srv /host rw,relatime master:1 - ext4 /dev/sda1 rw\n";

    private FakeProc() {}

    /** Makes a root directory show what one of these names says; false when it is no such name. */
    public static boolean put(FakeRoot root, String name) throws IOException {
        switch (name) {
            case "on-host":
                machinesProcesses(root, "/proc");
                mounts(root, "1", HOST + PROC);
                mounts(root, "self", HOST + PROC);
                return true;
            case "os-release-mounted":
                machinesProcesses(root, "/proc");
                mounts(root, "1", HOST + PROC);
                mounts(root, "self", HOST + PROC + "993 27 8:1 /x /etc/os-release ro - ext4 /dev/sda1 rw\n");
                return true;
            case "own-mounts":
                machinesProcesses(root, "/proc");
                mounts(root, "1", "1 1 0:1 / / rw - rootfs rootfs rw\n" + HOST + PROC);
                mounts(root, "self", "527 501 8:1 / / rw,relatime shared:9 - ext4 /dev/sda1 rw\n");
                return true;
            case "in-chroot":
                machinesProcesses(root, "/proc");
                mounts(root, "1", HOST);
                mounts(root, "self", PROC);
                return true;
            case "host-pids":
                machinesProcesses(root, "/proc");
                mounts(root, "1", HOST);
                mounts(root, "self", CONTAINER + PROC);
                return true;
            case "in-container":
                root.put("/proc/1/stat", INIT).put("/proc/2/stat", PROCESS);
                mounts(root, "1", CONTAINER + PROC);
                mounts(root, "self", CONTAINER + PROC);
                return true;
            case "host-mounted":
                mounts(root, "self", CONTAINER + PROC + AT_HOST);
                machinesProcesses(root, "/host/proc");
                root.put("/host/proc/1/mountinfo", HOST);
                return true;
            case "other-mounted":
                mounts(root, "self", CONTAINER + PROC + OTHER_AT_HOST);
                machinesProcesses(root, "/host/proc");
                root.put("/host/proc/1/mountinfo", HOST);
                return true;
            case "nested-mounted":
                mounts(root, "self", CONTAINER + PROC + AT_HOST);
                root.put("/host/proc/1/stat", INIT).put("/host/proc/1/mountinfo", HOST);
                return true;
            default:
                return false;
        }
    }

    private static void machinesProcesses(FakeRoot root, String proc) throws IOException {
        root.put(proc + "/1/stat", INIT).put(proc + "/2/stat", KTHREADD);
    }

    private static void mounts(FakeRoot root, String process, String lines) throws IOException {
        root.put("/proc/" + process + "/mountinfo", lines);
    }
}
