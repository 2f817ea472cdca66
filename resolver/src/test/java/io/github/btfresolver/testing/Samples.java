// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Small inputs made in memory. */
public final class Samples {
    private Samples() {}

    /** A well-formed BTF whose only type is an int with this name. */
    public static byte[] btf(String typeName) {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.add(BtfKind.INT, builder.string(typeName), false, 0, 4);
        builder.word(1 << 24 | 32);
        return builder.build();
    }

    /** An ELF note with this GNU build id, in the byte order of this machine. */
    public static byte[] buildIdNote(String hex) {
        return buildIdNote(hex, ByteOrder.nativeOrder());
    }

    /** The same in a byte order. */
    public static byte[] buildIdNote(String hex, ByteOrder order) {
        int length = hex.length() / 2;
        ByteBuffer note = ByteBuffer.allocate(16 + length).order(order);
        note.putInt(4).putInt(length).putInt(3).put("GNU\0".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < length; i++) {
            note.put((byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16));
        }
        return note.array();
    }

    /** A vmlinux as an ELF file of 64 bits with {@code .BTF}, and a build id when one is given. */
    public static byte[] vmlinux(byte[] btf, String buildId) {
        String names = "\0.shstrtab\0.BTF\0.notes\0";
        byte[] strings = names.getBytes(StandardCharsets.US_ASCII);
        byte[] notes = buildId == null ? new byte[0] : buildIdNote(buildId, ByteOrder.LITTLE_ENDIAN);
        int stringsAt = 64;
        int btfAt = align(stringsAt + strings.length);
        int notesAt = align(btfAt + btf.length);
        int sectionsAt = align(notesAt + notes.length);
        ByteBuffer elf = ByteBuffer.allocate(sectionsAt + 4 * 64).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0x464C457F).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
        elf.putShort((short) 2).putShort((short) 62).putInt(1);
        elf.putLong(0).putLong(0).putLong(sectionsAt).putInt(0);
        elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        elf.putShort((short) 64).putShort((short) 4).putShort((short) 1);
        put(elf, stringsAt, strings);
        put(elf, btfAt, btf);
        put(elf, notesAt, notes);
        elf.position(sectionsAt + 64);
        section(elf, names.indexOf(".shstrtab"), 3, stringsAt, strings.length);
        section(elf, names.indexOf(".BTF"), 1, btfAt, btf.length);
        section(elf, names.indexOf(".notes"), buildId == null ? 1 : 7, notesAt, notes.length);
        return elf.array();
    }

    /** The same, with a build id that ends behind its section. */
    public static byte[] vmlinuxWithDamagedNotes(byte[] btf) {
        byte[] elf = vmlinux(btf, "aaaa");
        String text = new String(elf, StandardCharsets.ISO_8859_1);
        ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).putInt(text.lastIndexOf("GNU\0") - 8, 100);
        return elf;
    }

    private static int align(int offset) {
        return (offset + 7) & ~7;
    }

    private static void put(ByteBuffer elf, int at, byte[] bytes) {
        elf.position(at);
        elf.put(bytes);
    }

    private static void section(ByteBuffer elf, int name, int type, int offset, int size) {
        elf.putInt(name).putInt(type).putLong(0).putLong(0).putLong(offset).putLong(size);
        elf.putInt(0).putInt(0).putLong(1).putLong(0);
    }
}
