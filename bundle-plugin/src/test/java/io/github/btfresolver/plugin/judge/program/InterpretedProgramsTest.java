// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that check themselves find what they look for, once they are relocated; and only then. */
class InterpretedProgramsTest {
    private static final int PROGRAMS = 13;

    @ParameterizedTest
    @CsvSource({"el, selfcheck", "el, selfcheck_other", "eb, selfcheck", "eb, selfcheck_other"})
    void programs_relocated_against_a_target_are_content_with_its_memory(String order, String name) throws Exception {
        Btf target = target(order, name);
        int programs = 0;
        for (File file : objects(order)) {
            Map<String, byte[]> sections = SelfChecks.relocated(BpfObject.read(file), target);
            sections.forEach((section, code) ->
                    assertNull(SelfChecks.run(code, target, target), () -> file.getName() + " " + section));
            programs += sections.size();
        }
        assertEquals(PROGRAMS, programs);
    }

    @ParameterizedTest
    @CsvSource({"el, selfcheck", "el, selfcheck_other", "eb, selfcheck", "eb, selfcheck_other"})
    void so_they_are_with_a_minimized_target_of_either_byte_order(String order, String name) throws Exception {
        Btf target = target(order, name);
        for (File file : objects(order)) {
            BpfObject object = BpfObject.read(file);
            for (ByteOrder written : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                byte[] bytes = new BtfMinimizer(List.of(object)).minimize(target, written);
                Btf minimized = Btf.parse(bytes, "minimized", 8);
                SelfChecks.relocated(object, minimized)
                        .forEach((section, code) -> assertNull(
                                SelfChecks.run(code, target, minimized), () -> file.getName() + " " + section));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"el, selfcheck", "el, selfcheck_other", "eb, selfcheck", "eb, selfcheck_other"})
    void programs_that_are_not_relocated_are_not_content(String order, String name) throws Exception {
        Btf target = target(order, name);
        for (File file : objects(order)) {
            SelfChecks.unrelocated(BpfObject.read(file))
                    .forEach((section, code) ->
                            assertNotNull(SelfChecks.run(code, target, target), () -> file.getName() + " " + section));
        }
    }

    @ParameterizedTest
    @CsvSource({"el, selfcheck, selfcheck_other", "eb, selfcheck_other, selfcheck"})
    void programs_relocated_against_another_target_are_not_content(String order, String name, String other)
            throws Exception {
        Btf target = target(order, name);
        for (File file : objects(order)) {
            SelfChecks.relocated(BpfObject.read(file), target(order, other))
                    .forEach((section, code) ->
                            assertNotNull(SelfChecks.run(code, target, target), () -> file.getName() + " " + section));
        }
    }

    private static Btf target(String order, String name) throws Exception {
        String file = "btf-small/" + name + "." + order + ".btf";
        return Btf.parse(TestData.bytes(file), file);
    }

    private static List<File> objects(String order) {
        List<File> objects = TestData.objects(order).stream()
                .filter(file -> file.getName().startsWith("selfcheck_"))
                .toList();
        assertTrue(objects.size() >= 4, objects.toString());
        return objects;
    }
}
