// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.Walk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes: a {@link BtfFormatException}, or a BTF that can be asked everything. */
class DamagedBtfTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Bounded BOUNDED = Bounded.of("changed.btf");

    @ParameterizedTest
    @ValueSource(strings = {"kinds.el", "kinds.eb", "layouts.el", "layouts.eb"})
    void every_prefix_is_refused(String name) {
        byte[] whole = TestData.bytes("btf-small/" + name + ".btf");
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            BtfFormatException e = assertThrows(BtfFormatException.class, () -> Btf.parse(prefix, "cut.btf"));
            assertTrue(e.getMessage().startsWith("cut.btf: "), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinds.el", "kinds.eb", "layouts.el", "layouts.eb"})
    void any_changed_byte_is_refused_or_harmless(String name) {
        byte[] whole = TestData.bytes("btf-small/" + name + ".btf");
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int i = 0; i < whole.length; i++) {
                for (int value : new int[] {0, 0xFF, whole[i] ^ 0x80, whole[i] + 1}) {
                    byte[] changed = whole.clone();
                    changed[i] = (byte) value;
                    parseAndWalk(changed);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinds.el", "kinds.eb", "kernel.el"})
    void random_changes_are_refused_or_harmless(String name) {
        byte[] whole = TestData.bytes("btf-small/" + name + ".btf");
        Random random = new Random(20260101);
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < 3000; round++) {
                byte[] changed = whole.clone();
                for (int n = random.nextInt(8); n >= 0; n--) {
                    // words of the type section, small ones often, so that changes get past the first checks
                    int at = 24 + 4 * random.nextInt((changed.length - 24) / 4);
                    int value = random.nextBoolean() ? random.nextInt(64) : random.nextInt();
                    ByteBuffer.wrap(changed).order(BtfHeader.orderOf(changed)).putInt(at, value);
                }
                parseAndWalk(changed);
            }
        });
    }

    @Test
    void random_bytes_after_a_sound_header_are_refused_or_harmless() {
        Random random = new Random(42);
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < 5000; round++) {
                int[] words = new int[random.nextInt(40)];
                for (int i = 0; i < words.length; i++) {
                    int kind = random.nextInt(20) << 24 | random.nextInt(3);
                    words[i] = i % 3 == 1 ? kind : random.nextInt(6);
                }
                ByteOrder order = Blob.ORDERS[round % 2];
                parseAndWalk(new Blob(order).types(words).build());
            }
        });
    }

    /** Any of these would take gigabytes if it were believed. */
    @Test
    void sizes_that_claim_much_do_not_allocate_much() {
        for (int word : new int[] {4, 8, 12, 16, 20, 24, 28}) {
            for (int value : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFFFFFC, -4}) {
                byte[] bytes = new Blob(ByteOrder.LITTLE_ENDIAN)
                        .header(32, 0)
                        .word(word, value)
                        .build();
                BOUNDED.read(bytes.length, () -> Btf.parse(bytes, "changed.btf"));
            }
        }
    }

    private static void parseAndWalk(byte[] bytes) throws IOException {
        Btf btf = BOUNDED.read(bytes.length, () -> Btf.parse(bytes, "changed.btf"));
        if (btf != null) {
            Walk.over(btf);
        }
    }
}
