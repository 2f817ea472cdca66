// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One file in which the BTF of a kernel may lie, raw or in ELF, and whether it is the running kernel's. Unlike libbpf this
 * compares build ids: distributions put the vmlinux of a rebuilt kernel under the same name.
 */
public final class VmlinuxFile {
    private VmlinuxFile() {}

    /** Looks at a file that is there, in a place where libbpf looks. */
    static Finding probe(HostRoot root, File file, @Nullable String buildId) throws IOException {
        if (RootLinks.leave(root, file)) {
            return Finding.passedOver(file.getPath(), "a link that leaves the host's root: " + file.getCanonicalPath());
        }
        Finding finding = examine(file, buildId, false);
        return RootLinks.leadBack(root) ? provenOnly(root, finding) : finding;
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
