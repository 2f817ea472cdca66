// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testing.ElfMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The build id among notes, well-formed or not. */
class GnuBuildIdTest {
    private static final ByteOrder[] ORDERS = {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN};
    private static final int BUILD_ID = 3;

    @Test
    void the_build_id_is_found_among_other_notes() throws IOException {
        for (ByteOrder order : ORDERS) {
            byte[] notes = join(
                    note(order, "Linux\0", 257, new byte[] {0, 0, 0, 0}),
                    note(order, "", 0, new byte[0]),
                    note(order, "GNU\0", 5, new byte[] {1, 2, 3, 4, 5}),
                    note(order, "Xen\0", BUILD_ID, new byte[] {1}),
                    note(order, "GNU", BUILD_ID, new byte[] {2}),
                    note(order, "GNU\0", BUILD_ID, new byte[] {(byte) 0xAB, 0x0C, (byte) 0xFF}),
                    note(order, "GNU\0", BUILD_ID, new byte[] {9}));

            assertEquals("ab0cff", find(notes, order));
        }
    }

    @Test
    void an_id_is_1_to_64_bytes_long() {
        for (ByteOrder order : ORDERS) {
            assertNull(find(note(order, "GNU\0", BUILD_ID, new byte[0]), order));
            assertEquals(128, ("" + find(note(order, "GNU\0", BUILD_ID, new byte[64]), order)).length());
            assertNull(find(note(order, "GNU\0", BUILD_ID, new byte[65]), order));
        }
    }

    @Test
    void the_last_note_need_not_be_padded() {
        byte[] note = note(ByteOrder.BIG_ENDIAN, "GNU\0", BUILD_ID, new byte[] {1, 2, 3});
        assertEquals("010203", find(Arrays.copyOf(note, note.length - 1), ByteOrder.BIG_ENDIAN));
    }

    @Test
    void every_prefix_holds_no_id() {
        byte[] whole = note(ByteOrder.LITTLE_ENDIAN, "GNU\0", BUILD_ID, new byte[20]);
        for (int length = 0; length < whole.length; length++) {
            assertNull(find(Arrays.copyOf(whole, length), ByteOrder.LITTLE_ENDIAN), length + " bytes");
        }
    }

    @Test
    void sizes_beyond_the_end_end_the_search() {
        for (int place : new int[] {0, 4}) {
            for (int size : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, -4, 100}) {
                byte[] note = note(ByteOrder.BIG_ENDIAN, "GNU\0", BUILD_ID, new byte[] {1, 2, 3, 4});
                ByteBuffer.wrap(note).putInt(place, size);
                assertNull(find(note, ByteOrder.BIG_ENDIAN));
            }
        }
    }

    @Test
    void any_changed_byte_and_random_bytes_end_well() {
        byte[] whole = note(ByteOrder.LITTLE_ENDIAN, "GNU\0", BUILD_ID, new byte[20]);
        Random random = new Random(7);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < whole.length; i++) {
                for (int value : new int[] {0, 0xFF, whole[i] ^ 0x80, whole[i] + 1}) {
                    byte[] changed = whole.clone();
                    changed[i] = (byte) value;
                    find(changed, ByteOrder.LITTLE_ENDIAN);
                }
            }
            for (int round = 0; round < 20000; round++) {
                byte[] noise = new byte[random.nextInt(100)];
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(16) : 0);
                }
                find(noise, ORDERS[round % 2]);
            }
        });
    }

    @Test
    void the_notes_of_an_elf_file_are_searched_section_by_section() throws IOException {
        for (ByteOrder order : ORDERS) {
            byte[] id = note(order, "GNU\0", BUILD_ID, new byte[] {1, 2});
            for (int bits : new int[] {32, 64}) {
                byte[] elf = new ElfMaker(bits, order)
                        .data("not a note", id)
                        .section(".note.x", ElfMaker.NOTE, 0, note(order, "Xen\0", 1, new byte[8]))
                        .section(".note.y", ElfMaker.NOTE, 0, id)
                        .build();
                assertEquals("0102", ElfFile.of(elf, "x").buildId());
            }
        }
    }

    /** However many note sections claim the whole file, it is not read more than once over. */
    @Test
    void note_sections_that_overlap_are_refused() throws IOException {
        ElfMaker maker = new ElfMaker(64, ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 10; i++) {
            maker.section(".note", ElfMaker.NOTE, 0, new byte[0]);
        }
        byte[] bytes = maker.build();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) file.getLong(40);
        for (int i = 1; i <= 10; i++) {
            file.putLong(table + 64 * i + 24, 0).putLong(table + 64 * i + 32, bytes.length);
        }
        ElfFile elf = ElfFile.of(bytes, "x.o");

        String message = assertThrows(ElfFormatException.class, elf::buildId).getMessage();
        assertTrue(message.startsWith("x.o: note sections up to 2 .note overlap"), message);
    }

    private static String find(byte[] notes, ByteOrder order) {
        return GnuBuildId.find(ByteBuffer.wrap(notes).order(order));
    }

    private static byte[] note(ByteOrder order, String name, int type, byte[] description) {
        ByteBuffer note = ByteBuffer.allocate(12 + align(name.length()) + align(description.length))
                .order(order);
        note.putInt(name.length()).putInt(description.length).putInt(type);
        note.put(name.getBytes(StandardCharsets.US_ASCII)).position(12 + align(name.length()));
        note.put(description);
        return note.array();
    }

    private static int align(int size) {
        return (size + 3) & ~3;
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }
}
