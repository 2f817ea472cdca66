// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StepNoteTest {
    @Test
    void there_is_a_name_for_every_source_and_outcome_and_for_nothing_else() throws IllegalAccessException {
        Set<String> constants = new TreeSet<>();
        for (Source source : Source.values()) {
            constants.add(source.name());
        }
        for (Outcome outcome : Outcome.values()) {
            constants.add(outcome.name());
        }

        Set<String> names = new TreeSet<>();
        for (Field field : StepNote.class.getDeclaredFields()) {
            if (field.getType() == String.class) {
                assertEquals(field.getName(), field.get(null));
                names.add(field.getName());
            }
        }
        assertEquals(constants, names);
    }

    @Test
    void a_note_becomes_a_step() {
        Object[] note = {StepNote.BUNDLE_FILE, "a.btfb", StepNote.PASSED_OVER, "why", new long[] {5_000_000}};

        ResolutionStep step = StepNote.steps(Collections.singletonList(note)).get(0);

        assertEquals("PASSED_OVER bundle file a.btfb (why)", step.toString());
        assertEquals(Source.BUNDLE_FILE, step.source());
        assertEquals(5_000_000L, step.nanos());
    }
}
