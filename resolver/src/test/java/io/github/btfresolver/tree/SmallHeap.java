// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.tree;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.testing.Samples;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Reads, in a JVM of its own with a small heap, what unpacks to much or says that it is much; prints what came of each. */
public final class SmallHeap {
    private static final int SIZE = 64 << 20;

    private SmallHeap() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = new File(arguments[0], "u/16/x86_64").toPath();
        Files.createDirectories(directory);
        pack(directory.resolve("1.btf.xz"), new byte[0]);
        pack(directory.resolve("2.btf.xz"), Samples.btf("int"));
        pack(directory.resolve("3.btf.xz"), new byte[] {0x7F, 'E', 'L', 'F'});
        sparse(directory.resolve("4.btf").toFile());

        BtfTree tree = BtfTree.open(new File(arguments[0]));
        for (int i = 0; i < tree.count(); i++) {
            try {
                Btf btf = tree.file(i).btf();
                System.out.println(btf.name(1) + ", " + btf.size() + " bytes");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static void pack(Path file, byte[] start) throws IOException {
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options(0))) {
            out.write(start);
            byte[] zeros = new byte[1 << 20];
            for (int size = 0; size < SIZE; size += zeros.length) {
                out.write(zeros);
            }
        }
    }

    /** A header by which the strings take all the rest. */
    private static void sparse(File file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(24);
        header.putInt(0).putInt(0).putInt(0).putInt(SIZE - 24);
        try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
            out.write(header.array());
            out.setLength(SIZE);
        }
    }
}
