// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.tree;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.elf.ElfFile;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.kernel.KernelWidth;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One file of a {@link BtfTree}, read when it is needed first. For use by one thread. */
public final class TreeFile {
    private static final String PLAIN = ".btf";
    private static final String XZ = ".btf.xz";
    private static final String TAR = ".btf.tar.xz";

    private final KernelId id;
    private final File file;
    private @Nullable Btf btf;
    private @Nullable String buildId;
    private @Nullable String problem;
    private byte @Nullable [] canonical;

    TreeFile(KernelId id, File file) {
        this.id = id;
        this.file = file;
    }

    /** The release in the name of a kernel's BTF; null when it is not the name of one. */
    static @Nullable String release(String name) {
        for (String suffix : new String[] {TAR, XZ, PLAIN}) {
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return null;
    }

    /** Whether it is a packed file that lies beside what was unpacked from it. */
    static boolean isUnpackedToo(File file, String release) {
        return file.getName().endsWith(TAR)
                && (new File(file.getParentFile(), release + PLAIN).exists()
                        || new File(file.getParentFile(), release + XZ).exists());
    }

    KernelId id() {
        return id;
    }

    public String path() {
        return file.getPath();
    }

    /** Whether a loader can read it as it lies there. */
    public boolean isPlain() {
        return file.getName().endsWith(PLAIN);
    }

    /**
     * What it holds.
     *
     * @throws IOException when it cannot be read or is malformed; the message has its path
     */
    public Btf btf() throws IOException {
        load();
        Btf known = btf;
        if (known == null) {
            throw new IOException(problem);
        }
        return known;
    }

    /** The raw BTF, whatever it lay in. */
    public byte[] bytes() throws IOException {
        Btf known = btf();
        ByteArrayOutputStream out = new ByteArrayOutputStream(known.size());
        known.writeTo(out);
        return out.toByteArray();
    }

    /** Of an ELF file, lower-case hex digits; null when it has none or cannot be read. */
    @Nullable
    String buildId() {
        load();
        return buildId;
    }

    /** Why it cannot be used; null when it can, or was not looked at. */
    @Nullable
    String problem() {
        return problem;
    }

    private void load() {
        if (btf != null || problem != null) {
            return;
        }
        try {
            if (file.getName().endsWith(TAR)) {
                throw new IOException(path() + ": a tar archive, which this library does not read:"
                        + " unpack it there, for example with tar -xJf");
            }
            byte[] start = isPlain() ? FileStart.read(file, 4) : new byte[0];
            byte[] unpacked = isPlain() ? new byte[0] : XzFile.read(file);
            if (!ElfFile.isElf(isPlain() ? start : unpacked)) {
                Btf raw = isPlain() ? BtfFile.read(file) : BtfFile.parse(unpacked, path());
                btf = raw.withPointersUnlessTold(KernelWidth.pointerSize(id.arch()));
                return;
            }
            try (ElfFile elf = isPlain() ? ElfFile.open(file) : ElfFile.of(unpacked, path())) {
                buildId = elf.buildId();
                btf = BtfFile.fromElf(elf);
            }
        } catch (IOException | RuntimeException e) {
            String message = e instanceof IOException ? String.valueOf(e.getMessage()) : path() + ": " + e;
            problem = message.contains(path()) ? message : path() + ": " + message;
        }
    }

    /** Whether both have the same types, whatever their order. What cannot be read has them of nothing else. */
    boolean hasLayoutOf(TreeFile that) {
        try {
            return this == that || Arrays.equals(bytes(), that.bytes()) || Arrays.equals(canonical(), that.canonical());
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] canonical() throws IOException {
        byte[] known = canonical;
        if (known == null) {
            known = CanonicalBtf.of(btf());
            canonical = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return path();
    }
}
