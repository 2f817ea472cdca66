// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files in which libbpf looks for the BTF of a kernel that does not export it, in libbpf's order
 * ({@code btf__load_vmlinux_btf()}). Unlike libbpf this compares build ids: distributions put the vmlinux of a rebuilt
 * kernel under the same name.
 */
public final class VmlinuxFiles {
    private static final String[][] PATHS = {
        {"/boot/vmlinux-", ""},
        {"/lib/modules/", "/vmlinux-"},
        {"/lib/modules/", "/build/vmlinux"},
        {"/usr/lib/modules/", "/kernel/vmlinux"},
        {"/usr/lib/debug/boot/vmlinux-", ""},
        {"/usr/lib/debug/boot/vmlinux-", ".debug"},
        {"/usr/lib/debug/lib/modules/", "/vmlinux"},
    };

    private VmlinuxFiles() {}

    /** The paths for a kernel release, in order. */
    public static List<String> paths(String release) {
        List<String> paths = new ArrayList<>();
        for (String[] path : PATHS) {
            String end = path[1].endsWith("-") ? path[1] + release : path[1];
            paths.add(path[0] + release + end);
        }
        return paths;
    }

    /**
     * Looks at one file after the other until one will do.
     *
     * @param buildId of the running kernel; null when not known
     * @return a finding for each file looked at; when there is one that will do, it is the last
     */
    public static List<Finding> probe(HostRoot root, String release, @Nullable String buildId) {
        List<Finding> findings = new ArrayList<>();
        if (release.isEmpty()) {
            findings.add(Finding.passedOver(
                    "libbpf's vmlinux files", "the kernel's release, by which they are named, is not known"));
            return findings;
        }
        for (String path : paths(release)) {
            Finding finding = probe(root, root.file(path), buildId);
            findings.add(finding);
            if (finding.isFound()) {
                break;
            }
        }
        return findings;
    }

    private static Finding probe(HostRoot root, File file, @Nullable String buildId) {
        String path = file.getPath();
        try {
            if (!file.exists()) {
                return Finding.absent(file);
            }
            if (RootLinks.leave(root, file)) {
                return Finding.passedOver(path, "a link that leaves the host's root: " + file.getCanonicalPath());
            }
            return RootLinks.leadBack(root)
                    ? provenOnly(root, examine(file, buildId, false))
                    : examine(file, buildId, false);
        } catch (IOException | RuntimeException e) {
            return Finding.of(path, e);
        }
    }

    /** Behind a link that may have led into the container there is another system's file, unless its build id says whose. */
    private static Finding provenOnly(HostRoot root, Finding finding) {
        return !finding.isFound() || finding.isProven()
                ? finding
                : Finding.passedOver(
                        finding.path(),
                        finding.reason() + "; of what is below " + root + ", where a link may have led back into the"
                                + " container, only a file with this kernel's build id is taken");
    }

    /**
     * Looks at a file that somebody named for this kernel. It is their choice, so another build id is a reason for doubt,
     * not for passing it over.
     *
     * @param buildId of the running kernel; null when not known
     */
    public static Finding named(File file, @Nullable String buildId) {
        try {
            return examine(file, buildId, true);
        } catch (IOException | RuntimeException e) {
            return Finding.of(file.getPath(), e);
        }
    }

    private static Finding examine(File file, @Nullable String buildId, boolean isChosen) throws IOException {
        String path = file.getPath();
        if (!ElfFile.isElf(FileStart.read(file, 4))) {
            return Finding.found(path, "raw BTF, which has no build id to compare", BtfFile.read(file));
        }
        try (ElfFile elf = ElfFile.open(file)) {
            String fileId = elf.buildId();
            if (buildId == null || fileId == null) {
                String unknown = fileId == null ? "the file has none" : "the running kernel's is not known";
                return Finding.found(path, "ELF with BTF; build ids not compared: " + unknown, BtfFile.fromElf(elf));
            }
            if (buildId.equals(fileId)) {
                return Finding.proven(path, "ELF with BTF and this kernel's build id", BtfFile.fromElf(elf));
            }
            String reason = "another kernel's: build id " + fileId + ", the running kernel has " + buildId;
            return isChosen ? Finding.doubtful(path, reason, BtfFile.fromElf(elf)) : Finding.passedOver(path, reason);
        }
    }
}
