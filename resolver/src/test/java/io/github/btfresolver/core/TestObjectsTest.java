// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.core.ObjectRelocation.Status;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled test programs against small and whole kernels. */
class TestObjectsTest {
    static Stream<File> kernels() {
        return TestData.kernelArchives().stream();
    }

    /** Both byte orders of a program ask the same; only where bit 0 lies differs. */
    @ParameterizedTest
    @MethodSource("kernels")
    void a_program_comes_to_the_same_in_either_byte_order(File archive) throws IOException {
        CandidateIndex index = new CandidateIndex(Btf.parse(TestData.unpack(archive), archive.getName()));
        for (File little : TestData.objects("el")) {
            String name = little.getName();
            List<String> expected = values(little, index);
            List<String> found = values(TestData.file("objects/eb/" + name), index);
            // for these, which have bitfields, clang makes more records in big-endian
            if (!name.startsWith("bitfields") && !name.startsWith("missing") && !name.startsWith("selfcheck_fields")) {
                assertEquals(expected, found, name);
            }
            boolean faulty = name.startsWith("error_") && !name.startsWith("error_forward");
            assertTrue(faulty || !expected.toString().contains("ERROR"), () -> name + ": " + expected);
        }
    }

    private static List<String> values(File file, CandidateIndex index) throws IOException {
        List<String> values = new ArrayList<>();
        for (Outcome outcome : ObjectRelocation.of(BpfObject.read(file), index)) {
            boolean shift = outcome.relocation().kind() == RelocationKind.FIELD_LSHIFT_U64;
            values.add(outcome.status() + (shift ? "" : " " + outcome.newValue()) + " "
                    + (outcome.status() == Status.ERROR ? outcome.message() : ""));
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error_array_signed | kernel | signed cannot be applied to an array element",
                "error_unnamed_type | kernel | the type has no name to look for in the target",
                "error_ambiguous | layouts | ambiguous: type ",
                "error_far | layouts | does not fit a load or store (at most 32767)",
            })
    void what_libbpf_refuses_is_an_error(String name, String target, String message) throws IOException {
        List<Outcome> outcomes = relocate(name, target);
        assertTrue(
                outcomes.stream().anyMatch(o -> o.status() == Status.ERROR && ("" + o.message()).contains(message)),
                () -> outcomes.toString());
    }

    /** libbpf refuses this one, wrongly. */
    @Test
    void unsigned_enumerators_of_2_to_the_31_and_more_are_relocated() throws IOException {
        for (Outcome outcome : relocate("error_enum_unsigned", "kernel")) {
            assertEquals(Status.OK, outcome.status(), outcome.message());
        }
    }

    @Test
    void the_first_relocation_settles_which_of_two_types_is_meant() throws IOException {
        for (Outcome outcome : relocate("twins", "layouts")) {
            assertTrue(outcome.status() != Status.ERROR, outcome.message());
        }
    }

    private static List<Outcome> relocate(String name, String target) throws IOException {
        Btf btf = Btf.parse(TestData.bytes("btf-small/" + target + ".el.btf"), target);
        BpfObject object = BpfObject.read(TestData.file("objects/el/" + name + ".bpf.o"));
        return ObjectRelocation.of(object, new CandidateIndex(btf));
    }
}
