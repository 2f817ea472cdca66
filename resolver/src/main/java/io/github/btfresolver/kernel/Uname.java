// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.libc.LibC;
import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.libc.Utsname;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What uname(2) says, mostly without calling it: {@code /proc} has it, and a container's shows the host's. */
public final class Uname {
    private static final String DIRECTORY = "/proc/sys/kernel/";
    private static final int MAX_SIZE = 512;

    private final String release;
    private final @Nullable String version;
    private final String machine;
    private final String origin;

    private Uname(String release, @Nullable String version, String machine, String origin) {
        this.release = release;
        this.version = version;
        this.machine = machine;
        this.origin = origin;
    }

    /** Asks {@code /proc} below a root, then the system call, then what the JVM was told when it started. */
    public static Uname read(HostRoot root) {
        return read(root, property("os.version"), property("os.arch"));
    }

    static Uname read(HostRoot root, String osVersion, String osArch) {
        String release = line(root.file(DIRECTORY + "osrelease"));
        String version = line(root.file(DIRECTORY + "version"));
        String machine = line(root.file(DIRECTORY + "arch")); // since Linux 6.1
        if (machine == null && is64Bit(osArch)) {
            machine = osArch;
        }
        if (release != null && machine != null) {
            return new Uname(
                    release,
                    version,
                    machine,
                    root.file(DIRECTORY + "osrelease").getPath());
        }
        return ask(release, version, machine, osVersion, osArch);
    }

    /** Loads JNA, so only where it must: a 32-bit JVM cannot tell whether the kernel has 32 bits too. */
    private static Uname ask(
            @Nullable String release,
            @Nullable String version,
            @Nullable String machine,
            String osVersion,
            String osArch) {
        Utsname answer = call();
        if (answer != null) {
            return new Uname(
                    release == null ? answer.release() : release,
                    version == null && release == null ? answer.version() : version,
                    machine == null ? answer.machine() : machine,
                    "uname(2)");
        }
        return new Uname(
                release == null ? osVersion : release,
                version,
                machine == null ? osArch : machine,
                "the JVM's os.version and os.arch");
    }

    private static @Nullable Utsname call() {
        LibC calls = LibCAccess.get().calls();
        try {
            return calls == null ? null : calls.uname();
        } catch (IOException e) {
            return null;
        }
    }

    /** A JVM of 64 bits needs a kernel of 64 bits, and then both have the same name. */
    private static boolean is64Bit(String osArch) {
        return osArch.contains("64") || osArch.equals("s390x");
    }

    private static @Nullable String line(File file) {
        try {
            String text = new String(BtfFile.readStart(file, MAX_SIZE), StandardCharsets.UTF_8).trim();
            return text.isEmpty() ? null : text;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static String property(String name) {
        try {
            String value = System.getProperty(name);
            return value == null ? "" : value;
        } catch (SecurityException e) {
            return "";
        }
    }

    /** What {@code uname -r} prints; empty when nothing would tell. */
    public String release() {
        return release;
    }

    /** What {@code uname -v} prints; null when not known. */
    public @Nullable String version() {
        return version;
    }

    /** What {@code uname -m} prints, in any spelling; empty when nothing would tell. */
    public String machine() {
        return machine;
    }

    /** Who told, for messages. */
    public String origin() {
        return origin;
    }
}
