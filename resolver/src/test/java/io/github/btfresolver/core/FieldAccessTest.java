// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Field relocations: parsing the local access, and walking a candidate along it. Offsets show which way was taken. */
class FieldAccessTest {
    private static final String INTS = "int u32 4; int u64 8; int s32 4 signed; int u8 1; ptr /p u32; ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // members by name, wherever they are
                "struct s 8 a:u32@0 b:u32@32 | 0:1=4 | struct s 16 b:u32@96 | mov 12",
                "struct s 8 a:u32@0 b:u32@32 | 0:0 | struct s 16 b:u32@96 | poison",
                "struct s 8 a:u32@0 b:u32@32 | 0:1 | struct t 16 b:u32@96 | poison",
                "struct s 8 a:u32@0 b:u32@32 | 0:1 | struct s 0 | poison",
                "union s 8 a:u32@0 | 0:0 | union s 8 b:u32@0 a:u32@0 | mov 0",
                // raw[0]: the root as an array
                "struct s 8 a:u32@0 b:u32@32 | 2:1=20 | struct s 16 b:u32@96 | mov 44",
                "struct s 8 a:u32@0 b:u32@32 | 9=72 | struct s 16 b:u32@96 | mov 144",
                "struct s 8 a:u32@0 b:u32@32 | 3=24 | struct s 16 b:u32@96 | mov 48",
                // modifiers and typedefs between, on either side
                "struct s 8 a:c@0; const c t; typedef t /in; struct /in 8 x:u32@0 y:u32@32 | 0:0:1=4"
                        + " | struct s 16 a:/in@64; struct /in 8 y:u32@32 | mov 12",
                "struct s 8 a:/in@0; struct /in 8 x:u32@0 y:u32@32 | 0:0:1=4"
                        + " | struct s 16 a:v@64; volatile v r; restrict r g; type_tag g /in; struct /in 8 y:u32@32 | mov 12",
                "typedef t s; struct s 8 a:u32@0 | 0:0 | typedef t c; const c s; struct s 8 a:u32@32 | mov 4",
                // unnamed members on either side, and members that move into them and out
                "struct s 8 a:u32@0 | 0:0 | struct s 16 x:u32@0 :/u@64; union /u 8 y:u64@0 a:u32@32 | mov 12",
                "struct s 8 a:u32@0 :/u@32; union /u 4 b:u32@0 c:u32@0 | 0:1:1=4 | struct s 8 c:u32@32 | mov 4",
                "struct s 8 :/u@0; struct /u 8 :/v@32; struct /v 4 a:u32@0 | 0:0:0:0=4"
                        + " | struct s 8 :/u@64; union /u 8 :/v@32; struct /v 4 z:u8@0 a:u32@8 | mov 13",
                "struct s 8 a:u32@0 | 0:0 | struct s 16 :u64@0 a:u32@64 | mov 8",
                "struct s 8 a:u32@0 | 0:0 | struct s 16 :t@32 a:u32@64; typedef t /u; struct /u 4 a:u32@8 | mov 5",
                // a named member is not looked into
                "struct s 8 a:u32@0 | 0:0 | struct s 16 b:/u@32; struct /u 4 a:u32@8 | poison",
                // a path that ends in an unnamed member is about what is named before it
                "struct s 8 a:/u@0; union /u 4 :/v@0; struct /v 4 b:u32@0 | 0:0:0 | struct s 8 a:/u@32; union /u 4 | mov 4",
                // no flavours in names of members
                "struct s 8 a___x:u32@0 | 0:0 | struct s 8 a:u32@0 | poison",
                "struct s 8 a:u32@0 | 0:0 | struct s 8 a___x:u32@0 | poison",
                // names are bytes, and may be in the middle of a string
                "struct s 8 \u00e4:u32@0 | 0:0 | struct s 8 \u00e4:u32@32 | mov 4",
                // incompatible types end the search
                "struct s 8 a:u32@0 | 0:0 | struct s 16 a:/p@0 :/u@64; struct /u 4 a:u32@0 | poison",
                "struct s 8 a:u32@0 | 0:0 | struct s 16 :/u@64 a:u32@0; struct /u 8 a:/p@0 | poison",
            })
    void members(String local, String access, String target, String expected) {
        check(local, access, target, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "struct s 16 a:/a@0; array /a u32 4 | 0:0:2=8 | struct s 16 a:/a@32; array /a u32 3 | mov 12",
                "struct s 16 a:/a@0; array /a u32 4 | 0:0:2=8 | struct s 16 a:/a@32; array /a u64 3 | mov 20",
                "struct s 16 a:/a@0; array /a u32 4 | 0:0:2 | struct s 16 a:/a@32; array /a u32 2 | poison",
                "struct s 16 a:/a@0; array /a u32 4 | 0:0:4 | struct s 16 a:/a@32; array /a u32 9 | error index 4",
                "struct s 16 a:/a@0; array /a u32 4 | 0:0:0 | struct s 16 a:u32@32 | poison",
                "struct s 16 a:/a@0; array /a u32 4 | 0:0:0 | struct s 16 a:/p@32 | poison",
                // of several dimensions
                "struct s 48 a:/a@0; array /a /b 3; array /b u32 4 | 0:0:1:2=24"
                        + " | struct s 80 a:/a@32; array /a /b 2; array /b u32 8 | mov 44",
                "struct s 48 a:/a@0; array /a /b 3; array /b u32 4 | 0:0:1:2=24 | struct s 80 a:/a@32; array /a u32 9 | poison",
                "typedef s /a; array /a /b 3; array /b u32 4 | 0:1:2=24 | typedef s /a; array /a /b 3; array /b u32 5 | mov 28",
                "typedef s /a; array /a /b 3; array /b u32 4 | 0:1:2=24 | typedef s /a; array /a u32 9 | poison",
                // of structs
                "struct s 16 a:/a@0; array /a e 2; struct e 8 x:u32@0 y:u32@32 | 0:0:1:1=12"
                        + " | struct s 32 a:/a@64; array /a e 2; struct e 12 y:u32@64 | mov 28",
                // flexible: without length and last on its own side; unnamed members in between do not count
                "struct s 4 n:u32@0 a:/a@32; array /a u32 0 | 0:1:5=24 | struct s 8 n:u32@0 a:/a@64; array /a u32 0 | mov 28",
                "struct s 4 n:u32@0 a:/a@32; array /a u32 0 | 0:1:5=24 | struct s 64 n:u32@0 a:/a@64; array /a u32 6 | mov 28",
                "struct s 4 n:u32@0 a:/a@32; array /a u32 0 | 0:1:5=24 | struct s 8 a:/a@0 n:u32@0; array /a u32 0 | poison",
                "struct s 4 a:/a@0 n:u32@0; array /a u32 0 | 0:0:0 | struct s 8 a:/a@0; array /a u32 9 | error index 0",
                "struct s 4 n:u32@0 a:/a@32; array /a /b 0; array /b u32 0 | 0:1:5:0 | struct s 8 | error index 0",
                "struct s 4 n:u32@0 :/u@32; struct /u 0 a:/a@0; array /a u32 0 | 0:1:0:5=24"
                        + " | struct s 8 a:/a@64; array /a u32 0 | mov 28",
            })
    void arrays(String local, String access, String target, String expected) {
        check(local, access, target, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "struct s 4 a:u32@0 | 0~0 | mov 4",
                "struct s 4 a:u32@0 | 0:~+0 | mov 4",
                "struct s 4 a:u32@0 | -0:0 | mov 4",
                "struct s 4 a:u32@0 | 00:000 | mov 4",
                "struct s 4 a:u32@0 | 0: | error malformed access string '0:'",
                "struct s 4 a:u32@0 | 0::0 | error malformed access string",
                "struct s 4 a:u32@0 | :0 | error malformed access string",
                "struct s 4 a:u32@0 | 0x1 | error malformed access string",
                "struct s 4 a:u32@0 | 0:0~ | error malformed access string",
                "struct s 4 a:u32@0 | 0:-1 | error malformed access string",
                "struct s 4 a:u32@0 | 0:+-1 | error malformed access string",
                "struct s 4 a:u32@0 | 0:2147483648 | error malformed access string",
                "struct s 4 a:u32@0 | 0:99999999999999999999 | error malformed access string",
                "struct s 4 a:u32@0 | 0:2147483647 | error index 2147483647 into struct s",
                "struct s 4 a:u32@0 | 0:1 | error index 1 into struct s, which has 1 entries",
                "struct s 4 a:u32@0 | 0:0:0 | error the access string goes on after int u32",
                "struct s 4 a:q@0; ptr q s | 0:0:0 | error the access string goes on after ptr <anon>",
                "fwd s struct | 0 | error fwd s has no size",
                "typedef s void | 0 | error has no size",
                "func_proto s void | 0 | error has no size",
                "struct s 4 :u32@0 | 0:0:0 | error the access string goes on after int u32",
            })
    void access_strings(String local, String access, String expected) {
        check(local, access, "struct s 8 a:u32@32", expected);
    }

    @ParameterizedTest
    @CsvSource({"'', malformed access string ''", "64, poison", "65, error access string with more than 64 indices"})
    void an_access_string_has_one_to_64_numbers(String count, String expected) {
        int numbers = count.isEmpty() ? 0 : Integer.parseInt(count);
        StringBuilder access = new StringBuilder();
        for (int i = 0; i < numbers; i++) {
            access.append(i == 0 ? "0" : ":0");
        }
        StringBuilder types = new StringBuilder("int u32 4; struct s 4 a:/1@0;");
        for (int i = 1; i < numbers - 2; i++) {
            types.append("struct /").append(i).append(" 4 a:/").append(i + 1).append("@0;");
        }
        types.append("struct /").append(numbers < 3 ? 1 : numbers - 2).append(" 4 a:u32@0");
        String error = expected.equals("poison") || expected.startsWith("error") ? expected : "error " + expected;
        Cases.check(error, types.toString(), "byte_off s " + access, "mov 0", "int u32 4; struct s 4 b:u32@0");
    }

    /** Unnamed members among them; not those that were looked into in vain. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "byte_off s 0:0 | struct s 4 a:u32@0 | struct s 16 x:u32@0 :/u@32 :/v@64; union /u 4 z:u32@0; struct /v 8 y:u32@0 a:u32@32 | [0, 2, 1]",
                "byte_off s 3:0:2 | struct s 16 a:/a@0; array /a u32 4 | struct s 32 x:u32@0 a:/a@32; array /a u32 4 | [3, 1, 2]",
                "byte_off s 0:0 | struct s 4 a:u32@0 | struct s 4 b:u32@0 | []",
                "enumval_value s 0 | enum s 4 A=0 | enum s 4 B=1 C=2 A=0 | [2]",
                "type_exists s 0 | struct s 4 a:u32@0 | struct s 4 a:u32@0 | []",
            })
    void the_path_in_the_target_has_every_index(String relocation, String local, String target, String expected)
            throws IOException, RelocationException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] object = new ObjectMaker(INTS + local, order)
                .relocation(relocation, "mov 0")
                .build();
        CandidateIndex index = new CandidateIndex(BtfText.parse(INTS + target, order));
        BpfObject parsed = BpfObject.parse(object, "object");
        CoreRelocation record = parsed.relocations().get(0);

        RelocationResult result = new Relocator(parsed, index).relocate(record);

        assertEquals(expected, Arrays.toString(result.targetPath()));
        assertEquals(result.isPoisoned() ? 0 : BtfText.id(INTS + target, "s"), result.targetType());
        assertEquals(result.isPoisoned() ? null : index.kernel(), result.target());
    }

    @ParameterizedTest
    @CsvSource({"2", "-1"})
    void a_record_of_a_type_that_there_is_not_is_refused(int type) throws IOException {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        byte[] bytes = new ObjectMaker("int u32 4", order)
                .relocation("type_exists u32 0", "mov 1")
                .build();
        BpfObject object = BpfObject.parse(bytes, "object");
        Relocator relocator = new Relocator(object, new CandidateIndex(object.btf()));
        CoreRelocation record = new CoreRelocation(object.btf(), 0, 0, type, 0, 8);

        RelocationException e = assertThrows(RelocationException.class, () -> relocator.relocate(record));

        assertTrue(String.valueOf(e.getMessage()).endsWith("the object has types 0 to 1"), e.getMessage());
        assertEquals("", new BpfFunction(object.btf(), 0, 0, type).name());
    }

    /** The path in the target may be longer than the local one: unnamed members count, up to 64 in all. */
    @ParameterizedTest
    @CsvSource({"62, mov 8", "63, error has more than 64 steps, in struct s"})
    void the_path_in_the_target_has_at_most_64_numbers(int unnamed, String expected) {
        StringBuilder types = new StringBuilder("int u32 4; struct s 16 :/0@64;");
        for (int i = 0; i < unnamed - 1; i++) {
            types.append("struct /").append(i).append(" 4 :/").append(i + 1).append("@0;");
        }
        types.append("struct /").append(unnamed - 1).append(" 4 a:u32@0");
        Cases.check(expected, "int u32 4; struct s 4 a:u32@0", "byte_off s 0:0", "mov 0", types.toString());
    }

    /** @param access with the value that the compiler leaves in the instruction: {@code 0:1=4} */
    private static void check(String local, String access, String target, String expected) {
        int equals = access.indexOf('=');
        String path = equals < 0 ? access : access.substring(0, equals);
        String original = equals < 0 ? "0" : access.substring(equals + 1);
        String root = local.trim().split("\\s+", -1)[1];
        Cases.check(expected, INTS + local, "byte_off " + root + " " + path, "mov " + original, INTS + target);
    }
}
