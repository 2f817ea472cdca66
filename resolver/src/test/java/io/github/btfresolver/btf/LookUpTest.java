// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types and fields by name. */
class LookUpTest {
    private static final Btf BTF = BtfText.parse(
            "int int 4 signed; int u64 8; ptr p task; array comm int 16; array rows inner 4; struct inner 8 a:int@0 b:int@32; "
                    + "union /u 8 left:int@0 right:u64@0; struct /s 16 before:int@0 /x:/u@64; "
                    + "struct task 96 pid:int@0 flag:int@37/3 :/s@64 parent:p@192 comm:comm@256 rows:rows@512; "
                    + "const ctask task; typedef task_t ctask; enum states 4 signed RUNNING=0 DEAD=-1; "
                    + "enum masks 4 ALL=4294967295; enum64 wide 8 HIGH=4294967296; "
                    + "struct twin/1 8 same:int@0 moved:int@32; struct twin/2 16 same:int@0 moved:int@64",
            ByteOrder.LITTLE_ENDIAN);
    private static final BtfTypes TYPES = BTF.types();

    @Test
    void a_type_is_found_by_kind_and_name() {
        BtfType task = TYPES.find(BtfKind.STRUCT, "task").get();
        assertEquals("struct task", task.toString());
        assertEquals(96, task.size());
        assertEquals(6, task.members().size());
        assertFalse(TYPES.find(BtfKind.UNION, "task").isPresent());
        assertFalse(TYPES.find(BtfKind.STRUCT, "tas").isPresent());
        assertEquals(2, TYPES.findAll("twin").size());
        assertTrue(TYPES.findAll("").isEmpty());
    }

    @Test
    void a_type_may_have_the_size_0_or_none() {
        Btf btf = BtfText.parse("struct empty 0; fwd unknown struct", ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, btf.type(1).size());
        assertThrows(IllegalStateException.class, () -> btf.type(2).size());
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> btf.type(3));
        assertEquals("text: no type 3, there are types 0 to 2", e.getMessage());
    }

    @Test
    void a_type_is_equal_to_itself_alone() {
        BtfType task = TYPES.find(BtfKind.STRUCT, "task").get();
        assertEquals(task, BTF.type(task.id()));
        assertEquals(task.hashCode(), BTF.type(task.id()).hashCode());
        assertNotEquals(task, BTF.type(task.id() - 1));
        assertNotEquals(
                task, BtfText.parse("int int 4", ByteOrder.LITTLE_ENDIAN).type(1));
        List<BtfType> twins = TYPES.findAll("twin");
        assertNotEquals(twins.get(0), twins.get(1));
    }

    @Test
    void members_say_where_they_are() {
        List<BtfMember> members = TYPES.find(BtfKind.STRUCT, "task").get().members();
        assertEquals("flag", members.get(1).name());
        assertEquals(37, members.get(1).bitOffset());
        assertEquals(3, members.get(1).bitfieldSize());
        assertEquals("", members.get(2).name());
        assertEquals(BtfKind.PTR, members.get(3).type().kind());
        assertEquals("flag: int int at bit 37, 3 bits", members.get(1).toString());
    }

    @Test
    void fields_are_found_through_unnamed_members_typedefs_arrays_and_pointers() throws IOException {
        assertEquals(0, TYPES.offsetOf("task", "pid"));
        assertEquals(8, TYPES.offsetOf("task_t", "before"));
        assertEquals(16, TYPES.offsetOf("task", "right"));
        assertEquals(68, TYPES.offsetOf("task", "rows", "b"));
        assertArrayEquals(
                new long[] {24, 24, 8},
                TYPES.field("task", "parent", "parent", "before").offsets());
        assertEquals(
                "int int at byte 24 -> byte 8",
                TYPES.field("task", "parent", "before").toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 100_000})
    void unnamed_members_within_each_other_have_a_limit(int depth) throws IOException {
        assertEquals(0, nested(64).offsetOf("outer", "field"));
        BtfTypes types = nested(depth);

        BtfFormatException e = assertThrows(BtfFormatException.class, () -> types.offsetOf("outer", "field"));

        assertEquals("text: struct outer: over 64 unnamed members within each other", e.getMessage());
    }

    private static BtfTypes nested(int depth) {
        StringBuilder text = new StringBuilder("int int 4; struct outer 4 :/1@0");
        for (int i = 1; i < depth; i++) {
            text.append("; struct /").append(i).append(" 4 :/").append(i + 1).append("@0");
        }
        text.append("; struct /").append(depth).append(" 4 field:int@0");
        return BtfText.parse(text.toString(), ByteOrder.LITTLE_ENDIAN).types();
    }

    @Test
    void a_bitfield_is_bits() throws IOException {
        FieldPath flag = TYPES.field("task", "flag");
        assertEquals(37, flag.bitOffset());
        assertEquals(3, flag.bitfieldSize());
        assertEquals(4, flag.byteOffset());
        assertEquals("int int at byte 4, bit 5, 3 bits", flag.toString());
        assertThrows(IllegalArgumentException.class, () -> TYPES.offsetOf("task", "flag"));
        assertThrows(IllegalArgumentException.class, () -> TYPES.offsetOf("task", "parent", "pid"));
    }

    @Test
    void what_is_not_there_is_named() {
        assertEquals(
                "struct task has no member ppid",
                assertThrows(NoSuchElementException.class, () -> TYPES.field("task", "ppid"))
                        .getMessage());
        assertEquals(
                "struct task has no member x",
                assertThrows(NoSuchElementException.class, () -> TYPES.field("task", "parent", "x"))
                        .getMessage());
        assertEquals(
                "text: no struct, union or typedef named sock",
                assertThrows(NoSuchElementException.class, () -> TYPES.field("sock", "x"))
                        .getMessage());
    }

    @Test
    void types_of_one_name_must_agree() throws IOException {
        assertEquals(0, TYPES.offsetOf("twin", "same"));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> TYPES.offsetOf("twin", "moved"));
        assertTrue(e.getMessage().contains("both named twin, and disagree"), e.getMessage());
    }

    @Test
    void enumerators_have_values() {
        assertEquals(-1, TYPES.find(BtfKind.ENUM, "states").get().enumerator("DEAD"));
        assertEquals(4294967295L, TYPES.find(BtfKind.ENUM, "masks").get().enumerator("ALL"));
        assertEquals(1L << 32, TYPES.find(BtfKind.ENUM64, "wide").get().enumerator("HIGH"));
        assertEquals(
                Arrays.asList("RUNNING", "DEAD"),
                TYPES.find(BtfKind.ENUM, "states").get().enumerators());
        BtfType states = TYPES.find(BtfKind.ENUM, "states").get();
        assertThrows(NoSuchElementException.class, () -> states.enumerator("ZOMBIE"));
    }

    @Test
    void views_are_equal_when_they_are_of_the_same_type() throws IOException {
        assertEquals(BTF.type(1), BTF.type(1));
        assertEquals("void", BTF.type(0).toString());
        assertEquals("struct task", BTF.type(3).target().toString());
        assertEquals(
                "struct task",
                TYPES.find(BtfKind.TYPEDEF, "task_t").get().resolve().toString());
        assertThrows(IllegalArgumentException.class, () -> BTF.type(BTF.typeCount()));
        assertThrows(IllegalStateException.class, () -> BTF.type(1).target());
        assertThrows(IllegalStateException.class, () -> BTF.type(0).size());
    }

    @Test
    void real_kernels_know_their_task_struct() throws IOException {
        for (File archive : TestData.kernelArchives()) {
            Btf btf = Btf.parse(TestData.unpack(archive), archive.getName());
            FieldPath tgid = btf.types().field("task_struct", "real_parent", "tgid");
            assertEquals(2, tgid.offsets().length);
            assertEquals(btf.types().offsetOf("task_struct", "tgid"), tgid.byteOffset());
            assertEquals(btf.types().offsetOf("sock", "__sk_common", "skc_daddr"), 0);
        }
    }

    @Test
    void many_threads_get_one_answer() throws Exception {
        Btf btf = Btf.parse(TestData.unpack(TestData.kernelArchives().get(0)), "kernel");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                tasks.add(() -> btf.types().offsetOf("task_struct", "comm"));
            }
            for (Future<Long> result : threads.invokeAll(tasks)) {
                assertEquals(btf.types().offsetOf("task_struct", "comm"), result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
