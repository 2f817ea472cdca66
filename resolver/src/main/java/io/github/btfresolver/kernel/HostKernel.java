// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the running machine, for matching it to a {@link KernelId}, and who told. The os-release of this machine is
 * read when somebody asks: most kernels need none to be told from others. Otherwise immutable, and safe for use by many threads.
 */
public final class HostKernel {
    private static final String BOTH_SET = "both as set";

    private final String release;
    private final String arch;
    private final @Nullable String version;
    private final @Nullable String buildId;
    private final String uname;

    /** Where its os-release is looked for. */
    private final HostRoot root;

    private final @Nullable String osReleaseFile;

    /** Who says what it is, in place of any file; null for nobody. */
    private final @Nullable String osReleaseTeller;

    private final @Nullable String osId;
    private final @Nullable String osVersionId;

    /** Its os-release where that is known from the beginning; null where it is to be found. */
    private final @Nullable OsReleaseFinder given;

    private @Nullable OsReleaseFinder found;

    private HostKernel(
            String release,
            String arch,
            @Nullable String version,
            @Nullable String buildId,
            String uname,
            HostRoot root,
            @Nullable String osReleaseFile,
            @Nullable OsReleaseFinder given) {
        this.release = release;
        this.arch = Arch.normalize(arch);
        this.version = version;
        this.buildId = buildId;
        this.uname = uname;
        this.root = root;
        this.osReleaseFile = osReleaseFile;
        this.given = given;
        osReleaseTeller = null;
        osId = null;
        osVersionId = null;
    }

    private HostKernel(HostKernel that, @Nullable String osId, @Nullable String osVersionId, String osReleaseTeller) {
        release = that.release;
        arch = that.arch;
        version = that.version;
        buildId = that.buildId;
        uname = that.uname;
        root = that.root;
        osReleaseFile = null;
        given = null;
        this.osReleaseTeller = osReleaseTeller;
        this.osId = osId;
        this.osVersionId = osVersionId;
    }

    /**
     * A machine that is not looked at, whose os-release is its own.
     *
     * @param release what {@code uname -r} prints
     * @param arch what {@code uname -m} prints, in any spelling
     * @param version what {@code uname -v} prints, or null when not known
     * @param buildId of the running kernel, lower-case hex digits, or null when not known
     * @param osRelease null when no os-release was found
     */
    public HostKernel(
            String release,
            String arch,
            @Nullable String version,
            @Nullable String buildId,
            @Nullable OsRelease osRelease) {
        this(
                release,
                arch,
                version,
                buildId,
                "as given",
                HostRoot.of(null),
                null,
                OsReleaseFinder.given(osRelease, "as given"));
    }

    /**
     * Looks at the machine.
     *
     * @param release what {@code uname -r} should have said; null to ask. Another release than the running kernel's is
     *     another kernel, about which neither {@code uname -v} nor the build id say anything
     * @param machine what {@code uname -m} should have said; null to ask
     * @param osReleaseFile the os-release file to read; null to look for it
     */
    public static HostKernel read(
            HostRoot root, @Nullable String release, @Nullable String machine, @Nullable String osReleaseFile) {
        return read(root, release, machine, osReleaseFile, false);
    }

    /**
     * The same.
     *
     * @param isAnother whether it is another machine, even if its kernel has the release of the one that runs here
     */
    public static HostKernel read(
            HostRoot root,
            @Nullable String release,
            @Nullable String machine,
            @Nullable String osReleaseFile,
            boolean isAnother) {
        if (release != null && machine != null && (isAnother || isNotRunning(release, root))) {
            // nothing that uname would say is of this kernel, so neither is its class loaded
            return new HostKernel(release, machine, null, null, BOTH_SET, root, osReleaseFile, null);
        }
        Uname uname = Uname.read(root);
        boolean pretended = isAnother || (release != null && !release.equals(uname.release()));
        return new HostKernel(
                release == null ? uname.release() : release,
                machine == null ? uname.machine() : machine,
                pretended ? null : uname.version(),
                pretended ? null : root.buildId(),
                origin(uname, release, machine),
                root,
                osReleaseFile,
                null);
    }

    /** Whether the kernel that runs here is known to have another release; no where only {@link Uname} could tell. */
    private static boolean isNotRunning(String release, HostRoot root) {
        String running = root.text(Uname.RELEASE);
        return running != null && !running.equals(release);
    }

    /**
     * The same machine, of which somebody says what its os-release is.
     *
     * @param teller who says so; without an {@code id}, why there is none
     */
    public HostKernel withOsRelease(@Nullable String id, @Nullable String versionId, String teller) {
        return new HostKernel(this, id, versionId, teller);
    }

    private OsReleaseFinder finder() {
        return given == null ? find() : given;
    }

    private synchronized OsReleaseFinder find() {
        OsReleaseFinder known = found;
        if (known == null) {
            known = osReleaseTeller == null
                    ? OsReleaseFinder.find(root, osReleaseFile)
                    : osId == null
                            ? OsReleaseFinder.none(osReleaseTeller)
                            : OsReleaseFinder.set(osId, osVersionId, osReleaseTeller);
            found = known;
        }
        return known;
    }

    /** Null when none was found, or there is none. */
    public @Nullable OsRelease osRelease() {
        return finder().osRelease();
    }

    /** Whether the os-release is, or may be, that of a container on the machine, and so decides nothing. */
    public boolean isOsReleaseHint() {
        return finder().isHint();
    }

    private static String origin(Uname uname, @Nullable String release, @Nullable String machine) {
        if (release == null && machine == null) {
            return "from " + uname.origin();
        }
        if (release != null && machine != null) {
            return BOTH_SET;
        }
        return (release != null ? "release as set, architecture" : "architecture as set, release") + " from "
                + uname.origin();
    }

    /** Empty when not known. */
    public String release() {
        return release;
    }

    /** Normalised, see {@link Arch}; empty when not known. */
    public String arch() {
        return arch;
    }

    public @Nullable String version() {
        return version;
    }

    public @Nullable String buildId() {
        return buildId;
    }

    /** The key under which this kernel's BTF is to be kept; without ID and VERSION_ID where these are but a hint. */
    public KernelId id() {
        OsRelease os = isOsReleaseHint() ? null : osRelease();
        return new KernelId(os == null ? "" : os.id(), os == null ? "" : os.versionId(), arch, release, buildId);
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
