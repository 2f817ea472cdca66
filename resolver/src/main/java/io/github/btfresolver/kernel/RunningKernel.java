// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The machine we are on, and who told what about it. Its os-release is read when somebody asks: most kernels need none to be
 * told from others. Otherwise immutable, and safe for use by many threads.
 */
public final class RunningKernel extends HostKernel {
    private final HostRoot root;
    private final String uname;
    private final @Nullable String osReleaseFile;
    private @Nullable String osReleaseTeller;
    private @Nullable String osId;
    private @Nullable String osVersionId;
    private @Nullable OsReleaseFinder finder;

    private RunningKernel(
            HostRoot root,
            String release,
            String arch,
            @Nullable String version,
            @Nullable String buildId,
            String uname,
            @Nullable String osReleaseFile) {
        super(release, arch, version, buildId, null);
        this.root = root;
        this.uname = uname;
        this.osReleaseFile = osReleaseFile;
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
        return read(root, release, machine, osReleaseFile, false);
    }

    /**
     * The same.
     *
     * @param isAnother whether it is another machine, even if its kernel has the release of the one that runs here
     */
    public static RunningKernel read(
            HostRoot root,
            @Nullable String release,
            @Nullable String machine,
            @Nullable String osReleaseFile,
            boolean isAnother) {
        Uname uname = Uname.read(root);
        boolean pretended = isAnother || (release != null && !release.equals(uname.release()));
        return new RunningKernel(
                root,
                release == null ? uname.release() : release,
                machine == null ? uname.machine() : machine,
                pretended ? null : uname.version(),
                pretended ? null : KernelBuildId.read(root),
                origin(uname, release, machine),
                osReleaseFile);
    }

    /**
     * Says what its os-release is; before anybody else has this.
     *
     * @param teller who says so; without an {@code id}, why there is none
     */
    public void setOsRelease(@Nullable String id, @Nullable String versionId, String teller) {
        osId = id;
        osVersionId = versionId;
        osReleaseTeller = teller;
    }

    private synchronized OsReleaseFinder finder() {
        OsReleaseFinder known = finder;
        if (known == null) {
            known = osReleaseTeller == null
                    ? OsReleaseFinder.find(root, osReleaseFile)
                    : osId == null
                            ? OsReleaseFinder.none(osReleaseTeller)
                            : OsReleaseFinder.set(osId, osVersionId, osReleaseTeller);
            finder = known;
        }
        return known;
    }

    @Override
    public @Nullable OsRelease osRelease() {
        return finder().osRelease();
    }

    @Override
    public boolean isOsReleaseHint() {
        return finder().isHint();
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

    /** The os-release file's path; without a file, why there is none. */
    public String osReleaseOrigin() {
        return finder().origin();
    }

    /** How we know that this is a container which does not see its host's os-release; null when nothing says so. */
    public @Nullable String blindContainer() {
        return finder().isHint() ? finder().container() : null;
    }

    /** For a report: {@code 5.4.0-42-generic x86_64 (from …), ubuntu 20.04 (from …), build id …}. */
    @Override
    public String toString() {
        OsRelease os = osRelease();
        String buildId = buildId();
        return known(release(), "release") + " " + known(arch(), "architecture") + " (" + uname + "), "
                + (os == null ? "no os-release (" + osReleaseOrigin() + ")" : os + " (from " + osReleaseOrigin() + ")")
                + (buildId == null ? ", build id not known" : ", build id " + buildId);
    }

    private static String known(String value, String what) {
        return value.isEmpty() ? "unknown " + what : value;
    }
}
