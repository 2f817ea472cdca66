// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ReusedMemoryTest {
    private final ReusedMemory memory = new ReusedMemory();

    @Test
    void what_was_given_back_is_lent_again() {
        byte[] first = borrow(100);
        assertEquals(100, first.length);
        assertSame(first, borrow(100));
        assertSame(first, borrow(60));
    }

    @Test
    void two_loans_at_once_are_two_arrays() {
        try (ReusedMemory.Loan one = memory.loan();
                ReusedMemory.Loan other = memory.loan()) {
            assertNotSame(one.of(100), other.of(100));
        }
    }

    /** So that one for the largest is there when the largest comes. */
    @Test
    void of_several_the_shortest_that_is_long_enough_is_lent() {
        byte[] large = borrow(1000);
        byte[] small;
        try (ReusedMemory.Loan one = memory.loan();
                ReusedMemory.Loan other = memory.loan()) {
            assertSame(large, one.of(100));
            small = other.of(90);
        }
        assertSame(small, borrow(80));
        assertSame(large, borrow(91));
    }

    @Test
    void one_that_is_outgrown_is_not_kept_but_a_much_shorter_one_is() {
        byte[] outgrown = borrow(100);
        byte[] longer = borrow(120);
        assertNotSame(outgrown, longer);
        assertSame(longer, borrow(100));

        byte[] large = borrow(1000);
        assertSame(longer, borrow(100));
        assertSame(large, borrow(121));
    }

    private byte[] borrow(int size) {
        try (ReusedMemory.Loan loan = memory.loan()) {
            return loan.of(size);
        }
    }
}
