// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.btfresolver.testing.BtfText;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BtfSubsetTest {
    private static final String TYPES = "int int 4; struct a 16 x:int@0 y:p@64; ptr p b; struct c 4 x:int@0;"
            + "struct b 8 next:p@0; typedef t c; func_proto /f void z:int; func f /f 1; struct d 4 :/u@0; union /u 4 x:int@0";

    /** The types that are kept, and what is then there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a int     | int int 4; struct a 16 x:int@0 y:void@64",
                "b p       | ptr p b; struct b 8 next:p@0",
                "t         | typedef t void",
                "c t int   | int int 4; struct c 4 x:int@0; typedef t c",
                "f /f      | func_proto /f void z:void; func f /f 1",
                "/u d int  | int int 4; struct d 4 :/u@0; union /u 4 x:int@0",
            })
    void what_is_not_kept_is_void_to_what_is(String labels, String expected) throws BtfFormatException {
        for (ByteOrder order : Blob.ORDERS) {
            BitSet kept = new BitSet();
            for (String label : labels.split(" ", -1)) {
                kept.set(BtfText.id(TYPES, label));
            }

            byte[] subset = BtfSubset.of(BtfText.parse(TYPES, order), kept, new BitSet());

            assertArrayEquals(BtfText.bytes(expected, order), subset);
        }
    }

    /** Its flag, which is about its members, goes with them. */
    @Test
    void composites_may_lose_their_members() throws BtfFormatException {
        String types = "int int 4; struct a 16 x:int@0/3 y:b@64; struct b 8 z:int@0; struct c 8 z:int@0";
        for (ByteOrder order : Blob.ORDERS) {
            BitSet kept = new BitSet();
            kept.set(2, 5);
            BitSet emptied = new BitSet();
            emptied.set(2);
            emptied.set(4);

            byte[] subset = BtfSubset.of(BtfText.parse(types, order), kept, emptied);

            Btf btf = Btf.parse(subset, "subset");
            assertArrayEquals(BtfText.bytes("struct a 16; struct b 8 z:void@0; struct c 8", order), subset);
            assertFalse(btf.kflag(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"LITTLE_ENDIAN, 0", "BIG_ENDIAN, 10"})
    void all_or_nothing_may_be_kept(String name, int count) throws BtfFormatException {
        ByteOrder order = name.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        BitSet kept = new BitSet();
        kept.set(1, 1 + count);

        byte[] subset = BtfSubset.of(BtfText.parse(TYPES, order), kept, new BitSet());

        assertArrayEquals(BtfText.bytes(count == 0 ? "" : TYPES, order), subset);
    }
}
