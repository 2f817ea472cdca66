// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The kinds of files that sources are made of. */
final class TestFiles {
    private TestFiles() {}

    /** What sources hold that need no network. */
    static FoundKernels find(List<String> specs, Path base, KernelFilter filter) throws IOException {
        return find(specs, base, filter, Path.of("/"));
    }

    /** @param root of the file system of the running kernel */
    static FoundKernels find(List<String> specs, Path base, KernelFilter filter, Path root) throws IOException {
        return find(specs, base, filter, ArtifactResolver.none(), root);
    }

    /** What sources hold that need no network but for artifacts. */
    static FoundKernels find(List<String> specs, Path base, KernelFilter filter, ArtifactResolver artifacts)
            throws IOException {
        return find(specs, base, filter, artifacts, Path.of("/"));
    }

    private static FoundKernels find(
            List<String> specs, Path base, KernelFilter filter, ArtifactResolver artifacts, Path root)
            throws IOException {
        SourceSettings offline = new SourceSettings(artifacts, Path.of("nowhere"), true);
        return KernelSource.find(specs, base, filter, offline, new NoDownloads(), root);
    }

    /** Fails when there is one. */
    private static final class NoDownloads implements DownloadListener {
        @Override
        public void beginDownloads(int downloads) {
            throw new AssertionError(downloads);
        }

        @Override
        public void downloadDone() {
            throw new AssertionError();
        }
    }

    static byte[] btf() {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
        builder.word(1 << 24 | 32);
        return builder.build();
    }

    static byte[] xz(byte[] contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
            xz.write(contents);
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(contents);
        }
        return out.toByteArray();
    }

    static TarArchiveEntry member(String name, int size) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(size);
        return entry;
    }

    /** A tar with one BTF, as BTFHub has it. */
    static byte[] tar(String name, byte[] contents) throws IOException {
        return tar(new TarArchiveEntry[] {member(name, contents.length)}, contents);
    }

    /** A tar whose members that have a size have these contents. */
    static byte[] tar(TarArchiveEntry[] members, byte[] contents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (TarArchiveEntry member : members) {
                tar.putArchiveEntry(member);
                if (member.getSize() > 0) {
                    tar.write(contents);
                }
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    static Path write(Path dir, String path, byte[] contents) throws IOException {
        Path file = dir.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, contents);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A note section with a build id of these bytes. */
    static byte[] buildIdNote(int... id) {
        ByteBuffer note = ByteBuffer.allocate(16 + id.length).order(ByteOrder.LITTLE_ENDIAN);
        note.putInt(4).putInt(id.length).putInt(3).put(text("GNU\0"));
        for (int b : id) {
            note.put((byte) b);
        }
        return note.array();
    }

    /**
     * A 64-bit little-endian ELF file.
     *
     * @param sections name, {@code sh_type}, contents; and again
     */
    static byte[] elf(int machine, Object... sections) {
        int count = sections.length / 3 + 2;
        StringBuilder names = new StringBuilder("\0.shstrtab\0");
        ByteBuffer file = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        file.put(text("\u007fELF")).put(new byte[] {2, 1, 1});
        file.putShort(16, (short) 2).putShort(18, (short) machine).putLong(0x28, 64);
        file.putShort(0x3A, (short) 64).putShort(0x3C, (short) count).putShort(0x3E, (short) (count - 1));
        file.position(64 + 64 * count);
        for (int i = 0; i < count - 2; i++) {
            byte[] contents = (byte[]) sections[3 * i + 2];
            section(file, i + 1, names.length(), (Integer) sections[3 * i + 1], contents);
            names.append((String) sections[3 * i]).append('\0');
        }
        section(file, count - 1, 1, 3, text(names.toString()));
        byte[] bytes = new byte[file.position()];
        file.flip().get(bytes);
        return bytes;
    }

    private static void section(ByteBuffer file, int index, int name, int type, byte[] contents) {
        int header = 64 + 64 * index;
        file.putInt(header, name).putInt(header + 4, type);
        file.putLong(header + 24, file.position()).putLong(header + 32, contents.length);
        file.put(contents);
    }
}
