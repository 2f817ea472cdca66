// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.IndexedBtf;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RootNamesTest {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final String LOCAL = "int u32 4; struct s___old 4 a:u32@0; enum e 4 A=1; struct /1 4 a:u32@0;"
            + "func_proto /p void; func fn /p 1";

    /** Types 1 to 9. */
    private static final Btf TARGET = BtfText.parse(
            "struct s/1 4; struct s___other 4; struct t 4; union s/3 4; func_proto /p void; func s/4 /p 1; enum64 e 8;"
                    + "struct /5 4; typedef s/6 s/1",
            ORDER);

    private static BpfObject object(String... relocations) throws IOException {
        ObjectMaker object = new ObjectMaker(LOCAL, ORDER);
        for (String relocation : relocations) {
            object.relocation(relocation, "mov 0");
        }
        return BpfObject.parse(object.build(), "object");
    }

    @Test
    void names_are_those_that_relocations_start_from_without_flavours() throws IOException {
        RootNames names = RootNames.of(
                Arrays.asList(object("byte_off s___old 0:0", "byte_off /1 0:0"), object("enumval_value e 0")));

        assertEquals("[e, s]", names.names().toString());
        assertTrue(names.isComplete());
        assertEquals("{1, 2, 4, 7, 9}", in(names, TARGET));
    }

    @Test
    void what_starts_from_a_function_is_not_told_completely() throws IOException {
        RootNames names = RootNames.of(Collections.singletonList(object("type_exists fn 0", "type_exists e 0")));

        assertEquals("[e, fn]", names.names().toString());
        assertFalse(names.isComplete());
        assertEquals("{7}", in(names, TARGET));
    }

    /** "Aa" and "BB" have the same hash. */
    @Test
    void a_name_with_the_same_hash_is_another() throws IOException {
        Btf target = BtfText.parse("struct BB 4; struct s 4; struct Aa 4; struct Aa___old 4", ORDER);

        assertEquals("{3, 4}", in(RootNames.of(Collections.emptyList()).and(Collections.singleton("Aa")), target));
    }

    private static String in(RootNames names, Btf target) throws IOException {
        byte[] indexed = RootNames.indexed(target);
        return names.in(IndexedBtf.open(indexed, indexed.length, "indexed", 8)).toString();
    }

    @Test
    void all_are_those_with_a_name_that_are_no_functions() {
        assertEquals("{1, 2, 3, 4, 7, 9}", RootNames.all(TARGET).toString());
    }
}
