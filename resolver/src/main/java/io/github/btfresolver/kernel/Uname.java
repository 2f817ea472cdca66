// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What uname(2) says, mostly without calling it: {@code /proc} has it, and a container's shows the host's. The call may
 * lie to a process (personality(2), setarch(8)), which {@code /proc} does not; what may be a lie is not known.
 */
public final class Uname {
    private static final String DIRECTORY = "/proc/sys/kernel/";
    static final String RELEASE = DIRECTORY + "osrelease";

    private final String release;
    private final @Nullable String version;
    private final String machine;
    private final String origin;

    Uname(String release, @Nullable String version, String machine, String origin) {
        this.release = release;
        this.version = version;
        this.machine = machine;
        this.origin = origin;
    }

    /** Asks {@code /proc} below a root, or this process's own, then the system call, then what that told the JVM. */
    public static Uname read(HostRoot root) {
        String osArch = root.osArch();
        return read(root, root.own(), property("os.version"), osArch == null ? property("os.arch") : osArch);
    }

    static Uname read(HostRoot root, HostRoot own, String osVersion, String osArch) {
        String told = root.text(RELEASE);
        HostRoot seen = told != null ? root : own; // both are the same kernel's
        String release = told != null ? told : own.text(RELEASE);
        String version = seen.text(DIRECTORY + "version");
        String machine = machine(seen, osArch);
        return release != null && machine != null
                ? new Uname(release, version, machine, seen.file(RELEASE).getPath())
                : UnameCall.ask(release, version, machine, osVersion, new Personality(own));
    }

    private static @Nullable String machine(HostRoot seen, String osArch) {
        String told = seen.text(DIRECTORY + "arch"); // since Linux 6.1
        if (told != null) {
            return told;
        }
        // a JVM of 64 bits needs a kernel of 64 bits, and then both have the same name
        return Arch.is64Bit(osArch) ? osArch : KernelWidth.machine(seen, osArch);
    }

    private static String property(String name) {
        try {
            String value = System.getProperty(name);
            return value == null ? "" : value;
        } catch (RuntimeException e) { // a SecurityException; by name, the verifier would load it
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

    /** The kernel's architecture, in any spelling; empty when nothing would tell. */
    public String machine() {
        return machine;
    }

    /** Who told, for messages. */
    public String origin() {
        return origin;
    }
}
