// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testdata;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The BPF objects inside the programs of Debian's {@code libbpf-tools}: each carries its object as data, a whole ELF
 * file within the ELF file.
 */
public final class EmbeddedObjects {
    private static final byte[] ELF64_LITTLE_ENDIAN = {0x7F, 'E', 'L', 'F', 2, 1};
    private static final int BPF_MACHINE = 247;

    private EmbeddedObjects() {}

    /** Writes every object that the installed programs hold into a folder; sorted by name, empty when none is there. */
    public static List<File> extract(File folder) {
        List<File> objects = new ArrayList<>();
        File[] programs = new File("/usr/sbin").listFiles();
        File[] packaged = new File("/var/lib/dpkg/info/libbpf-tools.list").isFile() ? programs : null;
        for (File program : packaged == null ? new File[0] : packaged) {
            // the same program has several names, as links
            boolean own = program.isFile() && !Files.isSymbolicLink(program.toPath());
            if (own && program.length() < 4 << 20) {
                extract(program, folder, objects);
            }
        }
        objects.sort(null);
        return objects;
    }

    private static void extract(File program, File folder, List<File> objects) {
        byte[] bytes = TestData.bytes(program);
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 1; at + 64 <= bytes.length; at++) {
            if (startsObject(data, at)) {
                long end = at + data.getLong(at + 40) + (long) data.getShort(at + 58) * data.getShort(at + 60);
                File object = new File(folder, program.getName() + ".bpf.o");
                write(object, Arrays.copyOfRange(bytes, at, (int) end));
                objects.add(object);
                return;
            }
        }
    }

    private static boolean startsObject(ByteBuffer data, int at) {
        for (int i = 0; i < ELF64_LITTLE_ENDIAN.length; i++) {
            if (data.get(at + i) != ELF64_LITTLE_ENDIAN[i]) {
                return false;
            }
        }
        return data.getShort(at + 18) == BPF_MACHINE;
    }

    private static void write(File file, byte[] bytes) {
        try {
            Files.write(file.toPath(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
