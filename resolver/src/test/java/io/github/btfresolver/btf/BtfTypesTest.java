// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Type records of every kind, and what is wrong with those that are refused. */
class BtfTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int i 4 signed char offset=3 bits=5 | INT 'i' size=4 bits_offset=3 nr_bits=5 encoding=UNKN",
                "int i 4 signed | INT 'i' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED",
                "int i 1 char | INT 'i' size=1 bits_offset=0 nr_bits=8 encoding=CHAR",
                "int i 1 bool | INT 'i' size=1 bits_offset=0 nr_bits=8 encoding=BOOL",
                "int /i 16 | INT '(anon)' size=16 bits_offset=0 nr_bits=128 encoding=(none)",
                "ptr p void | PTR '(anon)' type_id=0",
                "array a 1 0xFFFFFFFF | ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=4294967295",
                "struct s 4294967295 | STRUCT 's' size=4294967295 vlen=0",
                "struct s 8 a:void@0 b:1@4294967295 | STRUCT 's' size=8 vlen=2/'a' type_id=0 bits_offset=0"
                        + "/'b' type_id=1 bits_offset=4294967295",
                "union u 8 :0@0 b:1@16777215/255 | UNION 'u' size=8 vlen=2/'(anon)' type_id=0 bits_offset=0"
                        + "/'b' type_id=1 bits_offset=16777215 bitfield_size=255",
                "enum e 4 signed A=-1 | ENUM 'e' encoding=SIGNED size=4 vlen=1/'A' val=-1",
                "enum e 4 A=-1 | ENUM 'e' encoding=UNSIGNED size=4 vlen=1/'A' val=4294967295",
                "enum64 e 8 signed A=-2 | ENUM64 'e' encoding=SIGNED size=8 vlen=1/'A' val=-2LL",
                "enum64 e 8 A=-2 B=1 | ENUM64 'e' encoding=UNSIGNED size=8 vlen=2/'A' val=18446744073709551614ULL/'B' val=1ULL",
                "fwd f struct | FWD 'f' fwd_kind=struct",
                "fwd f union | FWD 'f' fwd_kind=union",
                "typedef t 1 | TYPEDEF 't' type_id=1",
                "volatile /v 1 | VOLATILE '(anon)' type_id=1",
                "const /c 0 | CONST '(anon)' type_id=0",
                "restrict /r 1 | RESTRICT '(anon)' type_id=1",
                "func_proto p void | FUNC_PROTO '(anon)' ret_type_id=0 vlen=0",
                "func_proto p 1 a:1 :void | FUNC_PROTO '(anon)' ret_type_id=1 vlen=2/'a' type_id=1/'(anon)' type_id=0",
                "var v 1 1 | VAR 'v' type_id=1, linkage=global",
                "var v 1 7 | VAR 'v' type_id=1, linkage=(unknown)",
                "datasec d 12 1@4/8 | DATASEC 'd' size=12 vlen=1/type_id=1 offset=4 size=8 (SELF)",
                "float f 8 | FLOAT 'f' size=8",
                "decl_tag g 1 -1 | DECL_TAG 'g' type_id=1 component_idx=-1",
                "type_tag g 1 | TYPE_TAG 'g' type_id=1",
            })
    void every_kind_is_read_and_dumped(String text, String dump) throws IOException {
        for (ByteOrder order : Blob.ORDERS) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RawDump.write(BtfText.parse(text, order), out);
            String wanted = "[1] " + dump.replace("/", "\n\t").replace("(SELF)", "(DATASEC 'd')") + "\n";
            assertEquals(wanted, new String(out.toByteArray(), StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, static", "1, global", "2, extern", "3, (unknown)"})
    void the_vlen_of_a_function_is_its_linkage(int vlen, String linkage) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RawDump.write(BtfText.parse("func_proto p void; func f p " + vlen, ByteOrder.BIG_ENDIAN), out);
        assertEquals(
                "[1] FUNC_PROTO '(anon)' ret_type_id=0 vlen=0\n[2] FUNC 'f' type_id=1 linkage=" + linkage + "\n",
                out.toString("ISO-8859-1"));
    }

    /** Words of the type section, and the message; the strings are 5 bytes long. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | truncated BTF: type 1 at offset 24 has 4 of 12 bytes",
                "1 0x01000000 | has 8 of 12 bytes",
                "1 0x01000000 4 | truncated BTF: INT type 1 at offset 24 needs 16 bytes, 12 are left",
                "0 0x03000000 0 0 0 | ARRAY type 1 at offset 24 needs 24 bytes, 20 are left in the type section",
                "0 0x04000001 0 0 0 | STRUCT type 1 at offset 24 needs 24 bytes, 20 are left",
                "0 0x04FFFFFF 0 0 0 0 | STRUCT type 1 at offset 24 needs 201326592 bytes, 24 are left",
                "0 0x04010001 0 0 0 0 | STRUCT type 1 at offset 24 needs 786456 bytes",
                "0 0x02000000 0 7 | truncated BTF: type 2 at offset 36 has 4 of 12 bytes",
                "0 0 0 | unsupported BTF kind 0: type 1 at offset 24",
                "0 0x14000000 0 | unsupported BTF kind 20",
                "0 0x7F000000 0 | unsupported BTF kind 127",
                // the kind has 7 bits: an older reader would take these for PTR and for kind 0
                "0 0x22000000 0 | unsupported BTF kind 34",
                "0 0x60000000 0 | unsupported BTF kind 96",
                // names
                "5 0x01000000 4 32 | BTF INT type 1: name at string offset 5, the string section has 5 bytes",
                "-1 0x01000000 4 32 | name at string offset 4294967295, the string section has 5 bytes",
                "0x7FFFFFFF 0x01000000 8 64 | name at string offset 2147483647",
                "0 0x04000001 0 5 0 0 | BTF STRUCT type 1: member at string offset 5",
                "0 0x06000001 4 5 0 | BTF ENUM type 1: enumerator at string offset 5",
                "0 0x13000001 8 5 0 0 | BTF ENUM64 type 1: enumerator at string offset 5",
                "0 0x0D000001 0 5 0 | BTF FUNC_PROTO type 1: parameter at string offset 5",
                // references
                "0 0x02000000 2 | BTF PTR type 1: type id 2, there are types 0 to 1",
                "0 0x02000000 -1 | BTF PTR type 1: type id 4294967295",
                "1 0x08000000 2 | BTF TYPEDEF type 1: type id 2",
                "0 0x09000000 2 | BTF VOLATILE type 1: type id 2",
                "0 0x0A000000 2 | BTF CONST type 1: type id 2",
                "0 0x0B000000 2 | BTF RESTRICT type 1: type id 2",
                "1 0x12000000 2 | BTF TYPE_TAG type 1: type id 2",
                "1 0x0E000000 2 0 | BTF VAR type 1: type id 2",
                "1 0x11000000 2 0 | BTF DECL_TAG type 1: type id 2",
                "1 0x0C000000 2 | BTF FUNC type 1: type id 2",
                "0 0x03000000 0 2 0 0 | BTF ARRAY type 1: element type id 2",
                "0 0x03000000 0 0 2 0 | BTF ARRAY type 1: index type id 2",
                "0 0x04000001 0 1 2 0 | BTF STRUCT type 1: member id 2",
                "0 0x05000001 0 1 2 0 | BTF UNION type 1: member id 2",
                "0 0x0D000001 0 1 2 | BTF FUNC_PROTO type 1: parameter id 2",
                "1 0x0F000001 0 2 0 0 | BTF DATASEC type 1: entry type id 2",
                "1 0x0C000000 0 | BTF FUNC type 1: expected a FUNC_PROTO as its type, found 0, UNKN",
                "1 0x0C000000 1 | BTF FUNC type 1: expected a FUNC_PROTO as its type, found 1, FUNC",
                "0 0x02000000 3 0 0x02000000 3 | BTF PTR type 1: type id 3",
                // libbpf overlooks this one
                "0 0x0D000000 2 | BTF FUNC_PROTO type 1: return type id 2, there are types 0 to 1",
            })
    void malformed_types_are_refused(String words, String message) {
        for (ByteOrder order : Blob.ORDERS) {
            Blob blob = new Blob(order).types(words(words));
            String found = assertThrows(BtfFormatException.class, blob::parse).getMessage();
            assertTrue(found.startsWith("blob: ") && found.contains(message), found);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 0x07000000 99", // FWD with a third word
                "0 0x01000000 3 0x00050503", // INT of odd size, unnamed, with an offset
                "1 0x08000000 1", // typedef of itself
                "0 0x02000000 1", // pointer to itself
                "0 0x04000001 4 1 1 0", // struct that contains itself
                "2 0x01000000 4 32", // name in the middle of a string
                "4 0x01000000 4 32", // name at the last NUL
                "0 0x0D000000 1", // prototype that returns itself
                "0 0x11000000 0 99 " // tag of a component that is not there
            })
    void odd_but_sound_types_are_accepted(String words) throws IOException {
        for (ByteOrder order : Blob.ORDERS) {
            Btf btf = new Blob(order).types(words(words.trim())).parse();
            assertEquals(2, btf.typeCount());
            Walk.over(btf);
        }
    }

    /** Kinds 20 and 0 are described; kind 20 with 4 bytes and 8 more for each element. */
    @Test
    void kinds_that_a_layout_section_describes_are_passed_over() throws IOException {
        int[] layout = new int[42];
        layout[40] = 4;
        layout[41] = 8;
        Blob blob = new Blob(ByteOrder.LITTLE_ENDIAN).header(32, 0).layout(layout);
        Btf btf = blob.types(words("1 0x14000002 7 8 9 10 11 12 0 0 0 0 0x02000000 1"))
                .parse();

        assertEquals(4, btf.typeCount());
        assertEquals(BtfKind.UNKN, btf.kind(1));
        assertEquals("int", btf.name(1));
        assertEquals(BtfKind.UNKN, btf.kind(2));
        assertEquals(BtfKind.PTR, btf.kind(3));
        assertEquals(-1, btf.sizeOf(1));
        Walk.over(btf);
        // not in big-endian, whose payload could not be swapped; nor beyond the table, or with odd sizes
        Blob big = new Blob(ByteOrder.BIG_ENDIAN).header(32, 0).layout(layout).types(words("1 0x14000000 7 8"));
        assertTrue(
                assertThrows(BtfFormatException.class, big::parse).getMessage().contains("BTF kind 20"));
        assertThrows(BtfFormatException.class, blob.types(words("1 0x15000000 7"))::parse);
        layout[40] = 3;
        assertThrows(BtfFormatException.class, blob.layout(layout).types(words("1 0x14000000 7 8"))::parse);
        layout[40] = 4;
        layout[41] = 6;
        assertThrows(BtfFormatException.class, blob.layout(layout).types(words("1 0x14000000 7 8"))::parse);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24 | 17 | BTF header: layout section is not 4-aligned: found 17",
                "28 | 5 | BTF header: layout section is not 4-aligned",
                "24 | 12 | BTF header: layout section starts before the types end: found 12",
                "28 | 8 | BTF header: layout section ends after the string section starts: found 24",
                "28 | -4 | BTF header: layout section ends after the string section starts: found 4294967308",
                "24 | -4 | layout section ends after the string section starts",
            })
    void a_misplaced_layout_section_is_refused(int offset, int value, String message) {
        Blob blob = new Blob(ByteOrder.LITTLE_ENDIAN).header(32, 0).layout(0, 0).word(offset, value);
        String found = assertThrows(BtfFormatException.class, blob::parse).getMessage();
        assertTrue(found.contains(message), found);
    }

    private static int[] words(String text) {
        String[] words = text.split(" ", -1);
        int[] numbers = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Long.decode(words[i]).intValue();
        }
        return numbers;
    }
}
