// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of {@code guards} and {@code missing}, whose names say what is expected. */
class PoisonGuardsTest {
    @ParameterizedTest
    @CsvSource({"el/guards, 8", "eb/guards, 8", "el/missing, 3", "eb/missing, 3"})
    void a_programs_name_begins_with_its_guard(String name, int functions) throws IOException {
        BpfObject object = BpfObject.parse(TestData.bytes("objects/" + name + ".bpf.o"), name);
        CandidateIndex target = new CandidateIndex(Btf.parse(TestData.bytes("btf-small/kernel.el.btf"), "kernel"));
        List<Outcome> outcomes = ObjectRelocation.of(object, target);
        PoisonGuards guards = new PoisonGuards(object, outcomes);
        Set<String> seen = new TreeSet<>();
        for (Outcome outcome : outcomes) {
            if (outcome.status() == ObjectRelocation.Status.POISONED) {
                String function = guards.function(outcome.relocation());
                assertNotNull(function);
                String expected = function.contains("_") ? function.substring(0, function.indexOf('_')) : function;
                assertEquals(expected, guards.of(outcome).name().toLowerCase(Locale.ROOT), function);
                seen.add(function);
            }
        }
        assertEquals(functions, seen.size(), seen.toString());
    }

    /** On a kernel that has everything, nothing is poisoned, and the other way of every check is reached. */
    @ParameterizedTest
    @ValueSource(strings = {"exec"})
    void what_is_there_needs_no_guard(String name) throws IOException {
        BpfObject object = BpfObject.parse(TestData.bytes("objects/el/" + name + ".bpf.o"), name);
        Set<Guard> found = EnumSet.noneOf(Guard.class);
        for (String kernel : new String[] {"kernel", "kernel_old"}) {
            Btf btf = Btf.parse(TestData.bytes("btf-small/" + kernel + ".el.btf"), kernel);
            List<Outcome> outcomes = ObjectRelocation.of(object, new CandidateIndex(btf));
            PoisonGuards guards = new PoisonGuards(object, outcomes);
            for (Outcome outcome : outcomes) {
                if (outcome.status() == ObjectRelocation.Status.POISONED) {
                    found.add(guards.of(outcome));
                }
            }
        }
        assertEquals(EnumSet.of(Guard.GUARDED), found);
    }
}
