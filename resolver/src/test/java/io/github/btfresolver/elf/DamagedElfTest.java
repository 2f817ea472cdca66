// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.ElfMaker;
import io.github.btfresolver.testing.Samples;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: an {@link ElfFormatException}, or a file whose sections can be read or refused. */
class DamagedElfTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Bounded BOUNDED = Bounded.of("changed.o");

    private static byte[][] samples() {
        byte[] note = Samples.buildIdNote("0123456789abcdef");
        ElfMaker narrow = new ElfMaker(32, ByteOrder.BIG_ENDIAN).section(".note", ElfMaker.NOTE, 0, note);
        ElfMaker wide = new ElfMaker(64, ByteOrder.LITTLE_ENDIAN).code(".text", new byte[16]);
        return new byte[][] {
            narrow.build(),
            wide.section(".note", ElfMaker.NOTE, 0, note).build(),
            TestData.bytes("objects/eb/stores_v4.bpf.o"),
            TestData.bytes("objects/bad/x86_64.o"),
        };
    }

    /** The section table is the last thing in all of these. */
    @Test
    void every_prefix_is_refused() {
        for (byte[] whole : samples()) {
            for (int length = 0; length < whole.length; length++) {
                byte[] prefix = Arrays.copyOf(whole, length);
                assertThrows(ElfFormatException.class, () -> ElfFile.of(prefix, "cut.o"));
            }
        }
    }

    @Test
    void any_changed_byte_is_refused_or_harmless() {
        assertTimeoutPreemptively(LIMIT, () -> {
            for (byte[] whole : samples()) {
                for (int i = 0; i < whole.length; i++) {
                    for (int value : new int[] {0, 0xFF, whole[i] ^ 0x80, whole[i] + 1}) {
                        byte[] changed = whole.clone();
                        changed[i] = (byte) value;
                        readAll(changed);
                    }
                }
            }
        });
    }

    @Test
    void random_changes_of_headers_are_refused_or_harmless() {
        Random random = new Random(20260101);
        assertTimeoutPreemptively(LIMIT, () -> {
            for (byte[] whole : samples()) {
                for (int round = 0; round < 2000; round++) {
                    byte[] changed = whole.clone();
                    for (int n = random.nextInt(6); n >= 0; n--) {
                        boolean header = random.nextBoolean();
                        int at = header
                                ? 4 + random.nextInt(60)
                                : changed.length - 1 - random.nextInt(Math.min(300, changed.length));
                        changed[at] = (byte) random.nextInt();
                    }
                    readAll(changed);
                }
            }
        });
    }

    private static void readAll(byte[] bytes) {
        ElfFile elf = BOUNDED.read(bytes.length, () -> ElfFile.of(bytes, "changed.o"));
        if (elf == null) {
            return;
        }
        for (ElfSection section : elf.sections()) {
            byte[] contents = BOUNDED.read(bytes.length, () -> elf.read(section));
            assertTrue(contents == null || contents.length == section.size() || section.type() == ElfSection.NOBITS);
        }
        BOUNDED.read(bytes.length, elf::buildId);
    }
}
