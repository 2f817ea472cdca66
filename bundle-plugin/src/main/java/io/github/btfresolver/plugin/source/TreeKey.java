// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.tree.MisplacedFolder;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a place in BTFHub's layout says, {@code ID/VERSION_ID/ARCH/RELEASE}, and the one table of where trees depart from it,
 * but for a {@link MisplacedFolder}, which a directory on a running machine may have, too. Only what the shape of a tree asks
 * for is here: what names os-release may have for a folder is for the running machine to say, which has one.
 *
 * <p>Left as they are, because no machine is given a wrong kernel by them:
 *
 * <ul>
 *   <li>{@code amzn/1} and {@code amzn/2018}, which both are Amazon Linux 1, and codenames for a VERSION_ID;
 *   <li>the case of letters in an ID;
 *   <li>SUSE's names with the package's build counter, {@code 4.4.103-6.33.1-default}, beside those without it, which are
 *       what {@code uname -r} prints. No machine asks for the former; and that a name has one cannot be seen: {@code
 *       4.4.82-6.3-default} is a kernel's, not a package's;
 *   <li>names that no {@code uname -r} prints, as Android's by date: they can be asked for by the setting {@code release}.
 * </ul>
 *
 * @param kernel null when the place is none of a kernel's
 * @param unameKernel the kernel by what {@code uname -r} prints, where the tree's name is known to differ from it; else null
 * @param problem why it is none of a kernel's, beginning with what was expected; null when it is one
 */
record TreeKey(
        @Nullable KernelId kernel,
        @Nullable KernelId unameKernel,
        @Nullable String problem) {
    /** Folders in place of an architecture's, and what is in them. */
    private static final Map<String, String> NO_ARCHITECTURES =
            Map.of("nobpf", "which is for kernels without BPF; their architecture is not known");

    /**
     * Releases of RPMs that do not have the architecture at their end, as {@code uname -r} has it since Enterprise Linux 6:
     * a distribution's tag, and numbers behind it.
     */
    private static final Pattern RPM_WITHOUT_ARCH = Pattern.compile(".+\\.(?:el|fc|amzn|aa)\\d\\w*(?:\\.\\d+)*");

    /** What RPM calls architectures. */
    private static final Map<String, String> RPM_ARCH = Map.of(
            "x86_64", "x86_64", "arm64", "aarch64", "i686", "i686", "ppc64le", "ppc64le", "ppc64", "ppc64", "s390x",
            "s390x");

    /**
     * Reads the last names of a path.
     *
     * @param id empty when the path is shorter
     * @param release without the suffix of the file
     */
    static TreeKey of(String id, String versionId, String arch, String release) {
        if (!Arch.isKnown(arch)) {
            return rejected(noArchitecture(arch));
        }
        String misplaced = MisplacedFolder.id(versionId, release);
        if (misplaced != null) {
            return of(new KernelId(misplaced, versionId, arch, release, null));
        }
        if (id.isEmpty() || release.isEmpty()) {
            return rejected("");
        }
        return of(new KernelId(id, versionId, arch, release, null));
    }

    private static TreeKey of(KernelId kernel) {
        String ending = FileName.archOf(kernel.release());
        if (ending != null && !ending.equals(kernel.arch())) {
            return rejected(": the folder says " + kernel.arch() + ", the release says " + ending);
        }
        String machine = RPM_ARCH.get(kernel.arch());
        if (machine == null || !RPM_WITHOUT_ARCH.matcher(kernel.release()).matches()) {
            return new TreeKey(kernel, null, null);
        }
        KernelId byUname =
                new KernelId(kernel.id(), kernel.versionId(), kernel.arch(), kernel.release() + "." + machine, null);
        return new TreeKey(kernel, byUname, null);
    }

    private static String noArchitecture(String folder) {
        String what = NO_ARCHITECTURES.get(folder);
        return folder.isEmpty() ? "" : ", found the folder \"" + folder + "\"" + (what == null ? "" : ", " + what);
    }

    private static TreeKey rejected(String found) {
        return new TreeKey(null, null, "expected a path " + SourceSpec.KEY_FORM + " with a known architecture" + found);
    }
}
