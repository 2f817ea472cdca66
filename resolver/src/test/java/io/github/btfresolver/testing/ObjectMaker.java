// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Makes a minimal BPF object: types as {@link BtfText}, relocation records, and a section of code, all in one byte order.
 */
public final class ObjectMaker {
    public static final String SECTION = "kprobe/x";

    private static final List<String> KINDS = Arrays.asList(
            "byte_off",
            "byte_sz",
            "field_exists",
            "signed",
            "lshift_u64",
            "rshift_u64",
            "local_type_id",
            "target_type_id",
            "type_exists",
            "type_size",
            "enumval_exists",
            "enumval_value",
            "type_matches");

    private final ByteOrder order;
    private final String types;
    private final List<String> strings = new ArrayList<>(Collections.singletonList(SECTION));
    private final List<int[]> records = new ArrayList<>();
    private final List<byte[]> code = new ArrayList<>();
    private int codeSize;

    public ObjectMaker(String types, ByteOrder order) {
        this.types = types;
        this.order = order;
    }

    /**
     * Adds one or two instructions and a record about the first of them.
     *
     * @param relocation kind, label of the type, access string: {@code byte_off task_struct 0:1}; a tilde stands for a
     *     space in the access string, and the kind may be a number
     * @param instruction as {@link Instructions} has it
     */
    public ObjectMaker relocation(String relocation, String instruction) {
        record(relocation, codeSize);
        byte[] bytes = Instructions.assemble(instruction, order);
        code.add(bytes);
        codeSize += bytes.length;
        return this;
    }

    /** Adds a record about whatever stands at an offset. */
    public ObjectMaker record(String relocation, int instructionOffset) {
        String[] words = relocation.split(" ", -1);
        int kind = KINDS.indexOf(words[0]);
        strings.add(words[2].replace('~', ' '));
        records.add(new int[] {
            instructionOffset,
            BtfText.id(types, words[1]),
            strings.size() - 1,
            kind < 0 ? Integer.parseInt(words[0]) : kind
        });
        return this;
    }

    /** The finished object. */
    public byte[] build() {
        List<Integer> offsets = new ArrayList<>();
        byte[] btf = BtfText.bytes(types, order, strings, offsets);
        int[] words = new int[4 * records.size()];
        for (int i = 0; i < records.size(); i++) {
            int[] record = records.get(i);
            words[4 * i] = record[0];
            words[4 * i + 1] = record[1];
            words[4 * i + 2] = offsets.get(record[2]);
            words[4 * i + 3] = record[3];
        }
        ByteBuffer program = ByteBuffer.allocate(codeSize);
        code.forEach(program::put);
        return new ElfMaker(64, order)
                .code(SECTION, program.array())
                .data(".BTF", btf)
                .data(".BTF.ext", btfExt(offsets.get(0), words))
                .build();
    }

    private byte[] btfExt(int sectionName, int[] recordWords) {
        int length = records.isEmpty() ? 0 : 12 + 4 * recordWords.length;
        ByteBuffer ext = ByteBuffer.allocate(32 + length).order(order);
        ext.putShort((short) 0xEB9F).put((byte) 1).put((byte) 0).putInt(32);
        ext.putInt(0).putInt(0).putInt(0).putInt(0).putInt(0).putInt(length);
        if (length != 0) {
            ext.putInt(16).putInt(sectionName).putInt(records.size());
        }
        for (int word : recordWords) {
            ext.putInt(word);
        }
        return ext.array();
    }
}
