// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/** The machine we are on, and who told what about it. Immutable. */
public final class RunningKernel {
    private final HostKernel host;
    private final String uname;
    private final OsReleaseFinder finder;

    private RunningKernel(HostKernel host, String uname, OsReleaseFinder finder) {
        this.host = host;
        this.uname = uname;
        this.finder = finder;
    }

    /**
     * Looks at the machine.
     *
     * @param release what {@code uname -r} should have said; null to ask. Another release than the running kernel's is
     *     another kernel, about which neither {@code uname -v} nor the build id say anything
     * @param machine what {@code uname -m} should have said; null to ask
     * @param osReleaseFile the os-release file to read; null to look for it
     */
    public static RunningKernel read(
            HostRoot root, @Nullable String release, @Nullable String machine, @Nullable String osReleaseFile) {
        return readWith(root, release, machine, false, OsReleaseFinder.find(root, osReleaseFile));
    }

    /**
     * The same with an os-release that was found already.
     *
     * @param isAnother whether it is another machine, even if its kernel has the release of the one that runs here
     */
    public static RunningKernel readWith(
            HostRoot root,
            @Nullable String release,
            @Nullable String machine,
            boolean isAnother,
            OsReleaseFinder finder) {
        Uname uname = Uname.read(root);
        boolean pretended = isAnother || (release != null && !release.equals(uname.release()));
        HostKernel host = new HostKernel(
                release == null ? uname.release() : release,
                machine == null ? uname.machine() : machine,
                pretended ? null : uname.version(),
                pretended ? null : KernelBuildId.read(root),
                finder.osRelease(),
                finder.isHint());
        return new RunningKernel(host, origin(uname, release, machine), finder);
    }

    private static String origin(Uname uname, @Nullable String release, @Nullable String machine) {
        if (release == null && machine == null) {
            return "from " + uname.origin();
        }
        if (release != null && machine != null) {
            return "both as set";
        }
        return (release != null ? "release as set, architecture" : "architecture as set, release") + " from "
                + uname.origin();
    }

    public HostKernel host() {
        return host;
    }

    /** The os-release file's path; without a file, why there is none. */
    public String osReleaseOrigin() {
        return finder.origin();
    }

    /** How we know that this is a container which does not see its host's os-release; null when nothing says so. */
    public @Nullable String blindContainer() {
        return finder.isHint() ? finder.container() : null;
    }

    /** For a report: {@code 5.4.0-42-generic x86_64 (from …), ubuntu 20.04 (from …), build id …}. */
    @Override
    public String toString() {
        OsRelease os = host.osRelease();
        String buildId = host.buildId();
        return known(host.release(), "release") + " " + known(host.arch(), "architecture") + " (" + uname + "), "
                + (os == null ? "no os-release (" + finder.origin() + ")" : os + " (from " + finder.origin() + ")")
                + (buildId == null ? ", build id not known" : ", build id " + buildId);
    }

    private static String known(String value, String what) {
        return value.isEmpty() ? "unknown " + what : value;
    }
}
