// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which kernel a single file describes: as the user says, as its path says in BTFHub's layout, as the ELF
 * file says itself, as its name says. Never a guess.
 */
final class KernelFile {
    private final SourceSpec spec;
    private final File file;

    KernelFile(SourceSpec spec) {
        this.spec = spec;
        file = spec.path().toFile();
    }

    /**
     * The kernel, with its build id if the file has one.
     *
     * @throws SourceException when nothing says it
     */
    KernelId id() throws IOException {
        VmlinuxElf elf = elf();
        KernelId known = spec.key() != null ? spec.key() : spec.name().key().kernel();
        if (known == null) {
            known = fromContentsOrName(elf);
        }
        String buildId = elf == null ? null : elf.buildId();
        return new KernelId(known.id(), known.versionId(), known.arch(), known.release(), buildId);
    }

    private @Nullable VmlinuxElf elf() throws IOException {
        if (!ElfFile.isElf(FileStart.read(file, 4))) {
            return null;
        }
        try (ElfFile elf = ElfFile.open(file)) {
            return VmlinuxElf.of(elf);
        }
    }

    private KernelId fromContentsOrName(@Nullable VmlinuxElf elf) throws SourceException {
        String release = elf == null ? null : elf.release();
        if (release == null) {
            release = spec.name().release();
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
                spec.text(),
                "which kernel is this? Neither the path nor the contents say " + what + ": write " + SourceSpec.KEY_FORM
                        + "=" + spec.text() + ", with - for an ID or VERSION_ID that is not known");
    }
}
