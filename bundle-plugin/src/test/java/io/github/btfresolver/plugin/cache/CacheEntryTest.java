// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheEntryTest {
    private static final byte[] CONTENTS = TestData.bytes("btf-small/kernel.el.btf");
    private static final byte[] FACTS = {1, 2, 3};
    private static final Kept KEPT = new Kept(FACTS, CONTENTS);

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "1000, true", "3000000, true", "0, false", "1, false", "3000000, false"})
    void contents_come_back(int size, boolean deflated) throws IOException {
        byte[] contents = new byte[size];
        new Random(size).nextBytes(contents); // which deflating makes longer
        byte[] file = CacheEntry.encode("ab1", new Kept(FACTS, contents), deflated);
        Kept kept = decode("ab1", file).orElseThrow();
        assertArrayEquals(FACTS, kept.facts());
        assertArrayEquals(contents, kept.contents());
        assertTrue(file.length < size + 100, file.length + " bytes");
    }

    @Test
    void deflated_it_takes_less_room() {
        int stored = CacheEntry.encode("key", KEPT, false).length;
        int deflated = CacheEntry.encode("key", KEPT, true).length;
        assertTrue(stored > CONTENTS.length && 2 * deflated < stored, stored + ", " + deflated);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_beginning_of_a_file_is_an_entry(boolean deflated) throws IOException {
        byte[] file = CacheEntry.encode("key", KEPT, deflated);
        for (int length = 0; length < file.length; length++) {
            assertEquals(Optional.empty(), decode("key", Arrays.copyOf(file, length)), "length " + length);
        }
        assertEquals(Optional.empty(), decode("key", Arrays.copyOf(file, file.length + 1)), "one more");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_that_is_cut_while_it_is_read_is_no_entry(boolean deflated) throws IOException {
        byte[] file = CacheEntry.encode("key", KEPT, deflated);
        for (int length = 0; length < file.length; length++) {
            ByteArrayInputStream in = new ByteArrayInputStream(file, 0, length);
            assertEquals(Optional.empty(), CacheEntry.decode("key", in, file.length, byte[]::new), "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_changed_byte_never_changes_the_contents(boolean deflated) throws IOException {
        byte[] file = CacheEntry.encode("key", KEPT, deflated);
        for (int at = 0; at < file.length; at++) {
            for (int flip : new int[] {1, 0x10, 0x80, 0xFF}) {
                file[at] ^= (byte) flip;
                Optional<Kept> kept = decode("key", file);
                // a deflated stream has bits that mean nothing
                assertTrue(kept.isEmpty() || (deflated && isSame(kept.get())), "byte " + at);
                file[at] ^= (byte) flip;
            }
        }
    }

    @Test
    void an_entry_is_for_its_key() throws IOException {
        byte[] file = CacheEntry.encode("key", KEPT, true);
        assertEquals(Optional.empty(), decode("kex", file));
        assertEquals(Optional.empty(), decode("ke", file));
        assertEquals(Optional.empty(), decode("keyy", file));
        assertTrue(decode("key", file).isPresent());
    }

    private static boolean isSame(Kept kept) {
        return Arrays.equals(FACTS, kept.facts()) && Arrays.equals(CONTENTS, kept.contents());
    }

    private static Optional<Kept> decode(String key, byte[] file) throws IOException {
        return CacheEntry.decode(key, new ByteArrayInputStream(file), file.length, byte[]::new);
    }
}
