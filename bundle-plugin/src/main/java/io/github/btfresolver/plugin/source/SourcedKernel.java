// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.jdk.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A kernel whose BTF can be had.
 *
 * @param id which kernel
 * @param origin where its BTF is, as the user knows it: a file, or {@code ARCHIVE!/ENTRY}
 * @param file whose contents decide what its BTF is: it, or the archive that holds it
 * @param entry its name in the archive; empty for a file of its own
 * @param entrySize bytes of that entry; 0 for a file of its own
 * @param input reads it
 * @param seen the stamp of the file before anything was read of it to find the kernel; empty when nothing was, or the system has none
 */
public record SourcedKernel(
        KernelId id,
        String origin,
        Path file,
        String entry,
        long entrySize,
        KernelInput input,
        Optional<FileStamp> seen) {
    /** A kernel whose BTF is a file of its own. */
    static SourcedKernel of(KernelId id, Path file) {
        return of(id, file.toString(), file);
    }

    /** The same for one that says itself which kernel it is of. */
    static SourcedKernel of(KernelId id, Path file, Optional<FileStamp> seen) {
        return new SourcedKernel(id, file.toString(), file, "", 0, () -> KernelFileReader.read(file), seen);
    }

    /** The same for a file that the user knows by another name. */
    static SourcedKernel of(KernelId id, String origin, Path file) {
        return new SourcedKernel(id, origin, file, "", 0, () -> KernelFileReader.read(file), Optional.empty());
    }

    /** Whether another file has taken the place of the one that the kernel was found in, or that one was changed. */
    public boolean hasChanged() throws IOException {
        return seen.isPresent() && !FileStamp.of(file).equals(seen);
    }

    /** Bytes of the file that its BTF is in, or of the entry. */
    public long fileSize() throws IOException {
        return entry.isEmpty() ? Files.size(file) : entrySize;
    }

    /**
     * Reads its BTF, anew each time, as long as the {@link FoundKernels} that it is from are not closed.
     *
     * @throws IOException when it cannot be read, or holds none; the message names it
     */
    public Btf read() throws IOException {
        return input.read();
    }
}
