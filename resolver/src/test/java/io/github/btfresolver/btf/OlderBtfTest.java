// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OlderBtfTest {
    private static final Set<BtfKind> UNWANTED = EnumSet.of(BtfKind.ENUM64, BtfKind.TYPE_TAG, BtfKind.DECL_TAG);
    private static final String TARGET = "int int 4 signed; enum64 big 8 SMALL=7 HUGE=0x100000000; typedef big_t big;"
            + " const /c big; typedef big_tt /c; enum64 fits 8 signed ONE=1 MAX=0x7fffffff; decl_tag tag int -1;"
            + " type_tag /user int; ptr /p /user; struct s 24 a:big@0 b:/user@64 c:fits@128";

    @Test
    void kinds_and_ids() throws IOException {
        Btf before = BtfText.parse(TARGET, ByteOrder.LITTLE_ENDIAN);
        Btf after = rewritten(before);
        assertEquals(before.typeCount() + 3, after.typeCount()); // big, big_t and big_tt again
        for (int id = 1; id < after.typeCount(); id++) {
            assertTrue(!UNWANTED.contains(after.kind(id)));
            if (id < before.typeCount() && !UNWANTED.contains(before.kind(id))) {
                assertArrayEquals(TypeRecord.words(before, id), TypeRecord.words(after, id));
            }
        }
        assertEquals(BtfKind.ENUM, after.kind(2));
        assertEquals(8, after.sizeField(2));
        assertEquals(7, after.enumeratorValue(2, 0));
        assertEquals(BtfKind.INT, after.kind(7));
        assertEquals("", after.name(7));
        assertEquals(BtfKind.CONST, after.kind(8));
        assertEquals(1, after.typeField(8));
        assertEquals(true, after.kflag(6));
    }

    /** The object's own types are those of its compiler; it asks for one thing. */
    @ParameterizedTest
    @CsvSource({
        "'enum big 8 SMALL=0', enumval_value big 0, ld64 0",
        "'enum big 8 SMALL=0', enumval_exists big 0, mov 1",
        "'enum64 big 8 HUGE=0x100000000', enumval_exists big 0, mov 1",
        "'enum big 4 GONE=0', enumval_exists big 0, mov 1",
        "'enum big 4 GONE=0', enumval_value big 0, ld64 0",
        "'enum fits 8 MAX=0', enumval_value fits 0, ld64 0",
        "'enum fits 8 ONE=0', type_size fits 0, mov 8",
        "'enum big 8 ONE=0', type_size big 0, mov 8",
        "'enum big 8 ONE=0', type_exists big 0, mov 1",
        "'enum fits 8 ONE=1', type_matches fits 0, mov 1",
        "'enum e 8 SMALL=0; typedef big_t e', enumval_value big_t 0, ld64 0",
        "'enum e 8 SMALL=0; typedef big_tt e', enumval_exists big_tt 0, mov 1",
        "'enum big 8 SMALL=0; struct s 8 a:big@0', byte_off s 0:0, mov 0",
        "'int int 4 signed; struct s 8 b:int@0', byte_off s 0:0, mov 0",
        "'enum fits 8 ONE=0; struct s 8 c:fits@0', signed s 0:0, mov 0",
        "'enum fits 8 ONE=0', target_type_id fits 0, mov 1",
    })
    void a_relocation_comes_to_the_same(String types, String relocation, String instruction) throws IOException {
        Btf before = BtfText.parse(TARGET, ByteOrder.LITTLE_ENDIAN);
        BpfObject object = object(types, relocation, instruction);
        assertEquals(outcomes(object, before), outcomes(object, rewritten(before)));
        assertFalse(outcomes(object, before).startsWith("ERROR"), outcomes(object, before));
    }

    /** What cannot be carried over is refused, and the value before it says why it is not the same. */
    @ParameterizedTest
    @CsvSource({
        "'enum big 8 HUGE=0', enumval_value big 0, ld64 0, ambiguous",
        "'enum64 big 8 HUGE=0x100000000', enumval_value big 0, ld64 0x100000000, ambiguous",
        "'enum e 8 HUGE=0; typedef big_t e', enumval_value big_t 0, ld64 0, ambiguous",
        "'enum e 8 HUGE=0; typedef big_tt e', enumval_value big_tt 0, ld64 0, ambiguous",
        "'enum big 8 HUGE=0', target_type_id big 0, mov 1, ambiguous",
    })
    void or_is_refused(String types, String relocation, String instruction, String problem) throws IOException {
        Btf before = BtfText.parse(TARGET, ByteOrder.LITTLE_ENDIAN);
        BpfObject object = object(types, relocation, instruction);
        assertTrue(outcomes(object, before).startsWith("OK"), outcomes(object, before));
        String after = outcomes(object, rewritten(before));
        assertTrue(after.startsWith("ERROR") && after.contains(problem), after);
    }

    /** 2³¹ and more, and what is negative: libbpf before 1.0 and since do not read them alike from 32 bits. */
    @ParameterizedTest
    @ValueSource(strings = {"0x80000000", "0xffffffff", "-1", "-0x80000000", "0x100000000", "-0x80000001"})
    void values_that_do_not_fit(String value) throws IOException {
        Btf before = BtfText.parse("enum64 e 8 V=" + value, ByteOrder.LITTLE_ENDIAN);
        assertEquals(3, rewritten(before).typeCount());
        assertTrue(outcomes(object("enum e 4 V=0", "enumval_value e 0", "ld64 0"), rewritten(before))
                .startsWith("ERROR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"el", "eb"})
    void in_the_byte_order_of_the_original(String order) throws IOException {
        Btf before = Btf.parse(TestData.bytes("btf-small/kernel." + order + ".btf"), order);
        assertEquals(before.order(), rewritten(before).order());
    }

    @Test
    void what_cannot_be_rewritten_is_refused() throws IOException {
        Btf btf = BtfText.parse("float f 4", ByteOrder.LITTLE_ENDIAN);
        String message = assertThrows(BtfFormatException.class, () -> OlderBtf.without(btf, EnumSet.of(BtfKind.FLOAT)))
                .getMessage();
        assertEquals("text: types of kind FLOAT cannot be rewritten for an older libbpf", message);
    }

    static List<File> kernels() {
        return TestData.kernelArchives();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void our_objects_relocate_as_before_on_real_kernels(File kernel) throws IOException {
        Btf before = Btf.parse(TestData.unpack(kernel), kernel.getName());
        assertSame(before, TestData.objects("el"));
    }

    @Test
    void a_kernel_without_such_kinds_stays_as_it_is() throws IOException {
        byte[] before = BtfText.bytes("int int 4; enum e 4 A=1; struct s 4 a:int@0", ByteOrder.LITTLE_ENDIAN);
        assertArrayEquals(before, OlderBtf.without(Btf.parse(before, "old"), UNWANTED));
    }

    @Test
    void the_objects_of_libbpf_tools_relocate_as_before(@TempDir Path folder) throws IOException {
        List<File> objects = EmbeddedObjects.extract(folder.toFile());
        if (objects.isEmpty()) {
            Judges.skip("libbpf-tools are missing (Debian package libbpf-tools)");
        }
        for (File kernel : kernels()) {
            assertSame(Btf.parse(TestData.unpack(kernel), kernel.getName()), objects);
        }
    }

    /** The dump of types that stay is the same, in their order. */
    @Test
    void bpftool_reads_it(@TempDir Path folder) throws IOException {
        String bpftool = Judges.require("bpftool", "bpftool");
        Path original = Files.write(
                folder.resolve("a.btf"), TestData.unpack(kernels().get(kernels().size() - 1)));
        Btf before = Btf.parse(Files.readAllBytes(original), "a.btf");
        Path older = Files.write(folder.resolve("b.btf"), OlderBtf.without(before, UNWANTED));
        Judges.Run run = Judges.run(bpftool, "btf", "dump", "file", older.toString(), "format", "raw");
        assertEquals(0, run.status);
        assertFalse(run.output.contains(" ENUM64 "));
        String[] lines = run.output.split("\n", -1);
        int kept = 0;
        for (String line : Judges.run(bpftool, "btf", "dump", "file", original.toString(), "format", "raw")
                .output
                .split("\n", -1)) {
            if (line.startsWith("[") && !line.contains(" ENUM64 ")) {
                while (!lines[kept].equals(line)) {
                    kept++; // runs out of them when the line is not there
                }
            }
        }
    }

    /** Equal, or refused where the value is one that a 32-bit enumerator cannot have. */
    private static void assertSame(Btf before, List<File> objects) throws IOException {
        Btf after = rewritten(before);
        CandidateIndex one = new CandidateIndex(before);
        CandidateIndex other = new CandidateIndex(after);
        for (File file : objects) {
            BpfObject object = BpfObject.read(file);
            List<Outcome> expected = ObjectRelocation.of(object, one);
            List<Outcome> found = ObjectRelocation.of(object, other);
            for (int i = 0; i < expected.size(); i++) {
                if (!text(expected.get(i)).equals(text(found.get(i)))) {
                    Long value = expected.get(i).newValue();
                    assertTrue(value != null && value != (value & Integer.MAX_VALUE), text(expected.get(i)));
                    assertTrue(text(found.get(i)).contains("ambiguous: "), text(found.get(i)));
                }
            }
        }
    }

    private static Btf rewritten(Btf btf) throws IOException {
        return Btf.parse(OlderBtf.without(btf, UNWANTED), btf.source());
    }

    private static BpfObject object(String types, String relocation, String instruction) throws IOException {
        ObjectMaker maker = new ObjectMaker(types, ByteOrder.LITTLE_ENDIAN).relocation(relocation, instruction);
        return BpfObject.parse(maker.build(), "object");
    }

    private static String outcomes(BpfObject object, Btf target) {
        StringBuilder s = new StringBuilder();
        for (Outcome outcome : ObjectRelocation.of(object, new CandidateIndex(target))) {
            s.append(text(outcome)).append('\n');
        }
        return s.toString();
    }

    private static String text(Outcome outcome) {
        return outcome.status() + " " + outcome.newValue() + " " + Arrays.toString(outcome.instruction()) + " "
                + outcome.message();
    }
}
