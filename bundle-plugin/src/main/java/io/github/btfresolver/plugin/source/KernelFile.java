// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which kernel a single file describes: as the user says, as its path says in BTFHub's layout, as the ELF
 * file says itself, as its name says. Never a guess.
 */
final class KernelFile {
    private final Path file;

    KernelFile(Path file) {
        this.file = file;
    }

    /**
     * The kernel, with its build id if the file has one.
     *
     * @param key as the user says it; null when he does not
     * @throws SourceException when nothing says it
     */
    KernelId id(@Nullable KernelId key) throws IOException {
        VmlinuxElf elf = elf();
        KernelId known = key != null ? key : FileName.key(file).kernel();
        if (known == null) {
            known = fromContentsOrName(elf);
        }
        String buildId = elf == null ? null : elf.buildId();
        return new KernelId(known.id(), known.versionId(), known.arch(), known.release(), buildId);
    }

    private @Nullable VmlinuxElf elf() throws IOException {
        if (!ElfFile.isElf(BtfFile.readStart(file.toFile(), 4))) {
            return null;
        }
        try (ElfFile elf = ElfFile.open(file.toFile())) {
            return VmlinuxElf.of(elf);
        }
    }

    private KernelId fromContentsOrName(@Nullable VmlinuxElf elf) throws SourceException {
        String release = elf == null ? null : elf.release();
        if (release == null) {
            release = FileName.release(file);
        }
        if (release == null) {
            throw unknown("its release");
        }
        String arch = elf == null ? FileName.archOf(release) : elf.arch();
        if (arch == null) {
            throw unknown("the architecture of " + release);
        }
        return new KernelId("", "", arch, release, null);
    }

    private SourceException unknown(String what) {
        return new SourceException(
                file.toString(),
                "which kernel is this? Neither the path nor the contents say " + what + ": write " + SourceSpec.KEY_FORM
                        + "=" + file + ", with - for an ID or VERSION_ID that is not known");
    }
}
