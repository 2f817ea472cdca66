// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheEntryTest {
    private static final byte[] CONTENTS = TestData.bytes("btf-small/kernel.el.btf");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3_000_000})
    void contents_come_back(int size) {
        byte[] contents = new byte[size];
        new Random(size).nextBytes(contents); // which deflating makes longer
        assertArrayEquals(
                contents,
                CacheEntry.decode("ab1", CacheEntry.encode("ab1", contents)).orElseThrow());
    }

    @Test
    void no_beginning_of_a_file_is_an_entry() {
        byte[] file = CacheEntry.encode("key", CONTENTS);
        for (int length = 0; length < file.length; length++) {
            assertEquals(Optional.empty(), CacheEntry.decode("key", Arrays.copyOf(file, length)), "length " + length);
        }
        assertEquals(Optional.empty(), CacheEntry.decode("key", Arrays.copyOf(file, file.length + 1)), "one more");
    }

    @Test
    void a_changed_byte_never_changes_the_contents() {
        byte[] file = CacheEntry.encode("key", CONTENTS);
        for (int at = 0; at < file.length; at++) {
            for (int flip : new int[] {1, 0x10, 0x80, 0xFF}) {
                file[at] ^= (byte) flip;
                Optional<byte[]> contents = CacheEntry.decode("key", file);
                // a deflated stream has bits that mean nothing
                assertTrue(contents.isEmpty() || Arrays.equals(CONTENTS, contents.get()), "byte " + at);
                file[at] ^= (byte) flip;
            }
        }
    }

    @Test
    void an_entry_is_for_its_key() {
        byte[] file = CacheEntry.encode("key", CONTENTS);
        assertEquals(Optional.empty(), CacheEntry.decode("kex", file));
        assertEquals(Optional.empty(), CacheEntry.decode("ke", file));
        assertEquals(Optional.empty(), CacheEntry.decode("keyy", file));
    }
}
