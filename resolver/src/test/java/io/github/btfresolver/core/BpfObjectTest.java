// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ElfMaker;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BPF objects as a whole: what they need to have, and what of them is given out. */
class BpfObjectTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty | the file is empty",
                "text | not a BPF object: not an ELF file",
                "no_btf | no BTF: an ELF file without a section .BTF",
                "no_btf_ext | no CO-RE relocations: section .BTF.ext not found",
                "truncated | truncated ELF: the first entry of the section table is at offset",
            })
    void what_is_no_bpf_object_says_why(String name, String message) {
        File file = TestData.file("objects/bad/" + name + ".bpf.o");
        String found =
                assertThrows(IOException.class, () -> BpfObject.read(file)).getMessage();
        assertTrue(found.startsWith(file.getPath() + ": " + message), found);
    }

    @Test
    void an_object_of_another_machine_has_no_btf() {
        File file = TestData.file("objects/bad/x86_64.o");
        String found =
                assertThrows(IOException.class, () -> BpfObject.read(file)).getMessage();
        assertEquals(file + ": no BTF: an ELF file without a section .BTF", found);
    }

    @Test
    void an_object_without_relocations_is_one_all_the_same() throws IOException {
        for (String order : new String[] {"el", "eb"}) {
            BpfObject object = BpfObject.read(TestData.file("objects/" + order + "/plain.bpf.o"));
            assertEquals(0, object.relocations().size());
            assertEquals(order.equals("el") ? LITTLE : ByteOrder.BIG_ENDIAN, object.order());
        }
    }

    @Test
    void code_is_given_out_as_a_copy() throws IOException {
        byte[] bytes = new ObjectMaker("struct s 4", LITTLE)
                .relocation("type_exists s 0", "mov 1")
                .build();
        BpfObject object = BpfObject.parse(bytes, "x.o");

        byte[] code = object.code(ObjectMaker.SECTION);
        assertEquals(8, code == null ? 0 : code.length);
        assertTrue(code != object.code(ObjectMaker.SECTION));
        assertNull(object.code(".BTF"));
        assertNull(object.code("nothing"));
        assertEquals("x.o", object.source());
        assertEquals("s", object.btf().name(1));
        assertEquals(8, object.btf().pointerSize());
    }

    /** Of sections with one name libbpf takes the first, which need not be code. */
    @Test
    void code_is_in_the_first_section_of_its_name() throws IOException {
        byte[] bytes = elf(new ElfMaker(64, LITTLE)
                .code("a", new byte[8])
                .code("a", new byte[16])
                .data("b", new byte[8])
                .code("b", new byte[16])
                .section("c", ElfMaker.NOBITS, ElfMaker.EXECUTABLE, new byte[8]));
        BpfObject object = BpfObject.parse(bytes, "x.o");

        assertArrayEquals(new byte[8], object.code("a"));
        assertNull(object.code("b"));
        assertNull(object.code("c"));
    }

    /** However many sections claim the whole file, it is not read more than once over. */
    @Test
    void sections_of_code_that_overlap_are_refused() {
        ElfMaker maker = new ElfMaker(64, LITTLE);
        for (int i = 0; i < 10; i++) {
            maker.code("code" + i, new byte[0]);
        }
        byte[] bytes = elf(maker);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(LITTLE);
        int table = (int) file.getLong(40);
        for (int i = 1; i <= 10; i++) {
            file.putLong(table + 64 * i + 24, 0).putLong(table + 64 * i + 32, bytes.length);
        }

        String found = assertThrows(IOException.class, () -> BpfObject.parse(bytes, "x.o"))
                .getMessage();
        assertTrue(found.startsWith("x.o: sections of code up to 2 code1 overlap: they have "), found);
    }

    private static byte[] elf(ElfMaker maker) {
        byte[] ext = ByteBuffer.allocate(28)
                .order(LITTLE)
                .putInt(0x0001EB9F)
                .putInt(24)
                .array();
        return maker.data(".BTF", BtfText.bytes("int i 4", LITTLE))
                .data(".BTF.ext", ext)
                .build();
    }

    /** The byte orders of the file, of .BTF and of .BTF.ext are each their own. */
    @Test
    void the_byte_orders_of_the_sections_may_differ() throws IOException {
        ByteBuffer ext = ByteBuffer.allocate(28)
                .putShort((short) 0xEB9F)
                .put((byte) 1)
                .put((byte) 0)
                .putInt(24);
        byte[] bytes = new ElfMaker(64, ByteOrder.BIG_ENDIAN)
                .data(".BTF", BtfText.bytes("int i 4", LITTLE))
                .data(".BTF.ext", ext.array())
                .build();

        BpfObject object = BpfObject.parse(bytes, "x.o");
        assertEquals(LITTLE, object.btf().order());
        assertEquals(ByteOrder.BIG_ENDIAN, object.order());
    }

    @Test
    void records_without_a_section_are_errors_and_those_of_unknown_ones_are_passed_over() throws IOException {
        assertEquals("error the record names no section of code", sectionNamed(0));
        assertEquals("error the record names no section of code", sectionNamed(9999));
        // "s", the name of the struct
        assertEquals("passed over", sectionNamed(1));
    }

    private static String sectionNamed(int offset) throws IOException {
        byte[] bytes = new ObjectMaker("struct s 4", LITTLE)
                .relocation("type_exists s 0", "mov 1")
                .build();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(LITTLE);
        int table = (int) file.getLong(40);
        int ext = (int) file.getLong(table + 3 * 64 + 24);
        file.putInt(ext + 36, offset);
        CandidateIndex index = new CandidateIndex(BtfText.parse("struct s 4", LITTLE));
        List<ObjectRelocation.Outcome> outcomes = ObjectRelocation.of(BpfObject.parse(bytes, "x.o"), index);
        String message = "" + outcomes.get(0).message();
        return outcomes.get(0).status() == ObjectRelocation.Status.ERROR
                ? "error " + message.substring(message.lastIndexOf(": ") + 2)
                : message.endsWith("libbpf passes over the record") ? "passed over" : message;
    }

    /** A record that libbpf passes over takes no part in settling which of several types is meant. */
    @Test
    void a_record_that_is_passed_over_settles_nothing() {
        String local = "int u32 4; struct s 8 a:u32@0 b:u32@32";
        byte[] object = new ObjectMaker(local, LITTLE)
                .record("byte_off s 0:1", 800)
                .relocation("byte_off s 0:0", "mov 0")
                .build();
        String target = "int u32 4; struct s/1 8 a:u32@32; struct s/2 8 b:u32@0";

        assertEquals("mov 4", Cases.relocate(object, target, LITTLE).get(1));
    }

    @Test
    void an_object_without_types_has_its_code_all_the_same() throws IOException {
        byte[] untyped = TestData.bytes("objects/bad/no_btf.bpf.o");
        BpfObject object = BpfObject.parseAny(untyped, "untyped");
        assertFalse(object.codeSections().isEmpty());
        assertEquals(0, object.relocations().size());
        assertEquals(0, object.functions().size());
        assertEquals(1, object.btf().typeCount()); // void

        byte[] typed = TestData.bytes("objects/el/exec.bpf.o");
        BpfObject any = BpfObject.parseAny(typed, "typed");
        assertEquals(
                BpfObject.parse(typed, "typed").relocations().size(),
                any.relocations().size());
        assertFalse(any.functions().isEmpty());
    }
}
