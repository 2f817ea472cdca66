// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.program;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the programs of testdata that check themselves, in memory laid out by a target. */
final class SelfChecks {
    private static final String TEXT = ".text";
    private static final byte CALL = (byte) 0x85;
    private static final byte LD_IMM64 = 0x18;

    private SelfChecks() {}

    /** The programs with relocations by section, as the compiler left them. */
    static Map<String, byte[]> unrelocated(BpfObject object) {
        return linked(code(object), object);
    }

    /** The same, relocated. */
    static Map<String, byte[]> relocated(BpfObject object, Btf target) {
        Map<String, byte[]> sections = code(object);
        for (Outcome outcome : ObjectRelocation.of(object, new CandidateIndex(target))) {
            byte[] instruction = outcome.instruction();
            if (instruction == null) {
                throw new AssertionError(outcome.message());
            }
            CoreRelocation relocation = outcome.relocation();
            byte[] code = sections.get(relocation.section());
            System.arraycopy(instruction, 0, code, relocation.instructionOffset(), instruction.length);
        }
        return linked(sections, object);
    }

    /** The code of every section with relocations. */
    private static Map<String, byte[]> code(BpfObject object) {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        for (CoreRelocation relocation : object.relocations()) {
            sections.computeIfAbsent(relocation.section(), object::code);
        }
        return sections;
    }

    /**
     * Puts the subprograms, which all stand in {@code .text}, behind each program. Its calls count from the start of
     * {@code .text}, less one; within {@code .text} they count from the call, and stay.
     */
    private static Map<String, byte[]> linked(Map<String, byte[]> sections, BpfObject object) {
        byte[] text = sections.remove(TEXT);
        if (text == null) {
            return sections;
        }
        sections.replaceAll((section, code) -> {
            ByteBuffer linked = ByteBuffer.allocate(code.length + text.length).order(object.order());
            linked.put(code).put(text);
            for (int at = 0; at < code.length; at += 8) {
                boolean subprogram = code[at] == CALL && code[at + 1] != 0;
                if (subprogram) {
                    linked.putInt(at + 4, linked.getInt(at + 4) + (code.length - at) / 8);
                }
                at += code[at] == LD_IMM64 ? 8 : 0;
            }
            return linked.array();
        });
        return sections;
    }

    /**
     * What a program makes of the memory: null when it is content, else the line that it returns, or its fault.
     *
     * @param layout the BTF that memory is laid out by
     * @param ids the BTF in which type ids are looked up: the minimized one, where that was relocated against
     */
    static @Nullable String run(byte[] code, Btf layout, Btf ids) {
        BpfMemory memory = new BpfMemory(layout.order());
        long argument = memory.add(checked(layout, ids, memory.nextAddress()));
        try {
            long line = new BpfInterpreter(code, layout.order(), memory).run(argument);
            return line == 0 ? null : "line " + line;
        } catch (BpfFault e) {
            return e.getMessage();
        }
    }

    /** Every value that programs check, but for what depends on the target the same in every layout. */
    private static byte[] checked(Btf btf, Btf ids, long address) {
        TypedMemory memory = new TypedMemory(btf, "checked");
        memory.set("next", address);
        memory.set("plain", 0x11223344);
        memory.set("wider", 0x9192);
        memory.set("narrower", 0xA1A2);
        memory.set("wider_signed", -1234);
        memory.set("narrower_signed", -99);
        memory.set("in_struct", -55);
        memory.set("deep_a", 0xDA);
        memory.set("deep_b", 0xDB);
        memory.set("u3", 5);
        memory.set("s5", -9);
        memory.set("straddles", 0x2AAAAA5);
        memory.set("wide", 0xABCDEF01234L);
        memory.set("flag", 1);
        memory.set("small", -3);
        memory.set("plain_now", -1000000);
        memory.set("bits_now", 0x1AB);
        memory.set("inner.x", 0x21222324);
        memory.set("inner.y.1", 0x3132);
        memory.set("inner.z", -7);
        memory.set("list.1.x", 0x41424344);
        memory.set("list.1.y.1", 0x5152);
        memory.set("matrix.2.1", 0x61626364);
        memory.set("tail.1", 0x71727374);
        memory.set("want.only_here", memory.has("only_here") ? 1 : 0);
        memory.set("want.checked_size", btf.sizeField(TypedMemory.find(btf, BtfKind.STRUCT, "checked")));
        memory.set("want.inner_size", btf.sizeField(TypedMemory.find(btf, BtfKind.STRUCT, "inner")));
        memory.set("want.matrix_size", 4 * 6 * 4);
        memory.set("want.checked_id", idOf(ids, BtfKind.STRUCT, "checked"));
        memory.set("want.small_value_id", idOf(ids, BtfKind.ENUM, "small_value"));
        memory.set("want.small_five", enumerator(btf, BtfKind.ENUM, "small_value", "SMALL_FIVE"));
        memory.set("want.small_minus", enumerator(btf, BtfKind.ENUM, "small_value", "SMALL_MINUS"));
        long top = enumerator(btf, BtfKind.ENUM, "unsigned_value", "UNSIGNED_TOP");
        memory.set("want.unsigned_top", top & 0xFFFFFFFFL);
        memory.set("want.unsigned_low", enumerator(btf, BtfKind.ENUM, "unsigned_value", "UNSIGNED_LOW"));
        memory.set("want.wide_top", enumerator(btf, BtfKind.ENUM64, "wide_value", "WIDE_TOP"));
        memory.set("want.wide_low", enumerator(btf, BtfKind.ENUM64, "wide_value", "WIDE_LOW"));
        memory.set("want.wide_minus", enumerator(btf, BtfKind.ENUM64, "wide_signed_value", "WIDE_MINUS"));
        return memory.bytes();
    }

    private static int idOf(Btf btf, BtfKind kind, String name) {
        boolean known = false;
        for (int id = 1; id < btf.typeCount(); id++) {
            known |= btf.kind(id) == kind && btf.name(id).equals(name);
        }
        // a minimized BTF has only what its object needs
        return known ? TypedMemory.find(btf, kind, name) : 0;
    }

    private static long enumerator(Btf btf, BtfKind kind, String type, String name) {
        int id = TypedMemory.find(btf, kind, type);
        for (int i = 0; i < btf.vlen(id); i++) {
            if (btf.elementName(id, i).equals(name)) {
                return btf.enumeratorValue(id, i);
            }
        }
        throw new IllegalArgumentException(btf.source() + " has no " + name);
    }
}
