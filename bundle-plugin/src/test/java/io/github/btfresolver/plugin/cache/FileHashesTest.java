// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.jdk.FileStamp;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    Path folder;

    private Path memory;
    private Path file;

    @BeforeEach
    void make_a_file() throws IOException {
        memory = folder.resolve("cache/hashes");
        file = Files.writeString(folder.resolve("a file"), "hello");
    }

    @Test
    void the_hash_is_sha256() throws Exception {
        assertEquals(HELLO, hash());
        assertEquals(HELLO, hash());
    }

    @Test
    void a_change_shows_whatever_the_time_of_modification_says() throws Exception {
        FileTime time = Files.getLastModifiedTime(file);
        hash();
        Files.writeString(file, "hellp");
        Files.setLastModifiedTime(file, time);
        assertNotEquals(HELLO, hash());
    }

    /** A file that changes twice within a tick of the file system's clock may have the same stamp after as before. */
    @Test
    void a_file_that_was_changed_just_now_is_not_remembered() throws Exception {
        hash();
        assertFalse(Files.exists(memory) && Files.readString(memory).contains("a file"));
    }

    @Test
    void what_is_remembered_is_not_read_again() throws Exception {
        remember("0".repeat(64), 0);
        assertEquals("0".repeat(64), hash());
    }

    @Test
    void what_has_gone_is_forgotten() throws Exception {
        remember("0".repeat(64), 0);
        Files.delete(file);
        Path old = Path.of(System.getProperty("java.home"), "release"); // not of just now, so that it is remembered
        FileHashes hashes = FileHashes.load(memory);
        hashes.sha256(old);
        hashes.save();
        String remembered = Files.readString(memory);
        assertTrue(remembered.contains(old.toString()), remembered);
        assertFalse(remembered.contains("a file"), remembered);
    }

    @Test
    void a_stamp_that_differs_in_anything_is_another_file() throws Exception {
        for (int field = 0; field < 4; field++) {
            remember("0".repeat(64), 1 << field);
            assertEquals(HELLO, hash(), "field " + field);
        }
    }

    @Test
    void another_file_in_its_place_is_another_file() throws Exception {
        remember("0".repeat(64), 0);
        Path other = Files.writeString(folder.resolve("other"), "hellp");
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNotEquals("0".repeat(64), hash());
    }

    @Test
    void a_damaged_memory_is_an_empty_one() throws Exception {
        remember("0".repeat(64), 0);
        byte[] whole = Files.readAllBytes(memory);
        for (int length = 0; length < whole.length; length++) {
            Files.write(memory, Arrays.copyOf(whole, length));
            assertEquals(HELLO, FileHashes.load(memory).sha256(file), "length " + length);
        }
        Files.writeString(memory, "something else\n1\t2\t3\t4\t" + "0".repeat(64) + "\t" + file + "\n");
        assertEquals(HELLO, hash());
    }

    @Test
    void settled_is_what_was_changed_more_than_the_coarsest_tick_ago() {
        FileStamp stamp = new FileStamp(1, 2, 3, 10_000_000_000L);
        assertFalse(stamp.isSettledAt(12_000));
        assertTrue(stamp.isSettledAt(12_001));
        assertFalse(stamp.isSettledAt(9_000)); // the clock was set back
    }

    @Test
    void a_file_that_would_be_read_for_hours_is_not_read() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        IOException e = assertThrows(IOException.class, this::hash);
        assertEquals(file + ": has 1099511627776 bytes, over the limit of 17179869184", e.getMessage());
    }

    @Test
    void a_file_that_is_not_there_is_an_error_that_names_it() {
        Path missing = folder.resolve("missing");
        IOException e = assertThrows(
                NoSuchFileException.class, () -> FileHashes.load(memory).sha256(missing));
        assertTrue(e.getMessage().contains("missing"), e.getMessage());
    }

    private String hash() throws IOException {
        FileHashes hashes = FileHashes.load(memory);
        String sha256 = hashes.sha256(file);
        hashes.save();
        return sha256;
    }

    /** As if it had been hashed long ago. */
    private void remember(String sha256, int changedFields) throws IOException {
        FileStamp stamp = FileStamp.of(file).orElseThrow();
        Files.createDirectories(memory.getParent());
        Files.writeString(
                memory,
                "btf-bundle file hashes 1\n" + (stamp.inode() + (changedFields & 1)) + "\t"
                        + (stamp.size() + (changedFields >> 1 & 1)) + "\t"
                        + (stamp.modified() + (changedFields >> 2 & 1)) + "\t"
                        + (stamp.changed() + (changedFields >> 3 & 1)) + "\t" + sha256 + "\t" + file.toAbsolutePath()
                        + "\n");
    }
}
