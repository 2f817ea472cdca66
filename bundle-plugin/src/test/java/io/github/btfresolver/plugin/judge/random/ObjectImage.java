// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.RelocationException;
import io.github.btfresolver.core.Relocator;
import io.github.btfresolver.plugin.judge.random.Accesses.Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A BPF object file with one program, that has an instruction for each relocation record. */
final class ObjectImage {
    private static final String SECTION = "raw_tp/random";
    private static final int SLOT = 16;
    private static final int LDX = 0x61;
    private static final int MOV = 0xB7;
    private static final int LD_IMM64 = 0x18;

    private final byte[] btf;
    private final byte[] ext;
    private final int[] opcodes;

    ObjectImage(Dice dice, BtfImage types, int relocations) {
        Accesses accesses = new Accesses(dice, types.ids);
        opcodes = new int[relocations];
        ByteBuffer records = ByteBuffer.allocate(44 + 16 * relocations).order(ByteOrder.LITTLE_ENDIAN);
        records.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(32);
        records.putInt(0).putInt(0).putInt(0).putInt(0).putInt(0).putInt(12 + 16 * relocations);
        records.putInt(16).putInt(types.string(SECTION)).putInt(relocations);
        for (int i = 0; i < relocations; i++) {
            Access access = accesses.next();
            records.putInt(i * SLOT).putInt(access.type()).putInt(types.string(access.path()));
            records.putInt(access.kind());
            boolean offset = access.kind() == 0;
            opcodes[i] = offset && dice.percent(60) ? LDX | dice.below(4) << 3 : dice.of(MOV, LD_IMM64);
        }
        btf = types.bytes();
        ext = records.array();
    }

    /** The file; instructions hold the values for the object's own types, as a compiler leaves them. */
    byte[] bytes() throws IOException {
        long[] values = new long[opcodes.length];
        BpfObject empty = BpfObject.parse(elf(code(values)), "object without values");
        Relocator relocator = new Relocator(empty, new CandidateIndex(empty.btf()));
        List<CoreRelocation> relocations = empty.relocations();
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = relocator.relocate(relocations.get(i)).originalValue();
            } catch (RelocationException e) {
                // it has no value, or so many that libbpf would not look at the instruction
                values[i] = 0;
            }
        }
        return elf(code(values));
    }

    private byte[] code(long[] values) {
        ByteBuffer code = ByteBuffer.allocate(SLOT * (values.length + 1)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            boolean wide = opcodes[i] == LD_IMM64;
            boolean load = (opcodes[i] & 7) == 1;
            code.put((byte) opcodes[i]).put((byte) 1).putShort(load ? (short) values[i] : 0);
            code.putInt(load ? 0 : (int) values[i]);
            code.putLong(wide ? values[i] & 0xFFFFFFFF00000000L : MOV);
        }
        return code.putLong(MOV).putLong(0x95).array();
    }

    private static byte[] elf(byte[] code, byte[] btf, byte[] ext) {
        String names = "\0.strtab\0" + SECTION + "\0.symtab\0.BTF\0.BTF.ext\0license\0program\0";
        ByteBuffer symbols = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        symbols.position(24);
        symbols.putInt(names.indexOf("program")).put((byte) 0x12).put((byte) 0);
        symbols.putShort((short) 2).putLong(0).putLong(code.length);
        byte[][] contents = {{}, bytes(names), code, symbols.array(), btf, ext, bytes("GPL\0")};
        String[] sections = {"", ".strtab", SECTION, ".symtab", ".BTF", ".BTF.ext", "license"};
        int[] types = {0, 3, 1, 2, 1, 1, 1};
        List<ByteBuffer> headers = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < contents.length; i++) {
            boolean symtab = types[i] == 2;
            ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(i == 0 ? 0 : names.indexOf("\0" + sections[i] + "\0") + 1)
                    .putInt(types[i]);
            header.putLong(i == 2 ? 6 : i == 6 ? 3 : 0).putLong(0).putLong(i == 0 ? 0 : 64L + body.size());
            header.putLong(contents[i].length).putInt(symtab ? 1 : 0).putInt(symtab ? 1 : 0);
            headers.add(header.putLong(8).putLong(symtab ? 24 : 0));
            body.writeBytes(contents[i]);
            body.writeBytes(new byte[-body.size() & 7]);
        }
        ByteBuffer file =
                ByteBuffer.allocate(64 + body.size() + 64 * headers.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        file.putShort((short) 1).putShort((short) 247).putInt(1).putLong(0).putLong(0);
        file.putLong(64L + body.size()).putInt(0).putShort((short) 64).putShort((short) 0);
        file.putShort((short) 0)
                .putShort((short) 64)
                .putShort((short) headers.size())
                .putShort((short) 1);
        file.put(body.toByteArray());
        headers.forEach(header -> file.put(header.flip()));
        return file.array();
    }

    private byte[] elf(byte[] code) {
        return elf(code, btf, ext);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
