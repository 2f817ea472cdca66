// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCacheTest {
    private static final long LARGE = 1 << 30;

    @TempDir
    Path folder;

    @Test
    void an_entry_is_there_for_the_next_build() {
        cache(LARGE).put("aa1", kept(new byte[] {1, 2, 3}));
        assertArrayEquals(
                new byte[] {1, 2, 3}, cache(LARGE).get("aa1").orElseThrow().contents());
        assertTrue(cache(LARGE).get("aa2").isEmpty());
    }

    /** Both as it was and deflated: of 16,000 bytes, one in sixteen is for entries as they are. */
    @Test
    void what_is_lent_is_in_the_same_memory_each_time() {
        KernelCache cache = cache(16_000);
        cache.put("aa1", kept(noise(500)));
        cache.put("aa2", kept(noise(400)));
        cache.put("aa3", kept(new byte[5000]));
        byte[] longer = lent(cache, "aa1", noise(500));
        byte[] shorter = lent(cache, "aa2", noise(400));
        assertSame(longer, shorter);
        assertTrue(cache.lend("bb1", Optional::of).isEmpty());
        lent(cache, "aa3", new byte[5000]);
        assertArrayEquals(noise(500), cache.get("aa1").orElseThrow().contents());
    }

    /** The memory of it. */
    private static byte[] lent(KernelCache cache, String key, byte[] expected) {
        return cache.lend(key, kept -> {
                    assertArrayEquals(expected, Arrays.copyOf(kept.contents(), kept.size()));
                    return Optional.of(kept.contents());
                })
                .orElseThrow();
    }

    @Test
    void a_damaged_entry_is_not_there_and_is_replaced() throws Exception {
        cache(LARGE).put("aa1", kept(noise(1000)));
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        KernelCache cache = cache(LARGE);
        assertTrue(cache.get("aa1").isEmpty());
        assertNull(cache.problem());
        cache.put("aa1", kept(noise(1000)));
        assertArrayEquals(noise(1000), cache(LARGE).get("aa1").orElseThrow().contents());
    }

    /** As one of another user's, whose time only the owner may set; who the user is, the test cannot choose. */
    @Test
    void an_entry_whose_time_cannot_be_set_is_there_all_the_same() throws Exception {
        cache(LARGE).put("aa1", kept(noise(1000)));
        Path file = files().get(0);
        String chattr = Judges.require("chattr", "e2fsprogs");
        Judges.assume(Judges.run(chattr, "+i", file.toString()).status == 0, "files cannot be made immutable here");
        try {
            assertThrows(IOException.class, () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)));
            KernelCache cache = cache(LARGE);
            assertArrayEquals(noise(1000), cache.get("aa1").orElseThrow().contents());
            assertNull(cache.problem());
        } finally {
            Judges.run(chattr, "-i", file.toString());
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_and_no_error() throws Exception {
        Files.write(folder.resolve("aa"), new byte[0]); // where a folder would be
        KernelCache cache = cache(LARGE);
        cache.put("aa1", kept(new byte[10]));
        String problem = cache.problem();
        assertNotNull(problem);
        assertTrue(problem.contains("aa"), problem);
        assertTrue(cache.get("aa1").isEmpty());
    }

    @Test
    void what_was_not_used_for_the_longest_time_goes_first() throws Exception {
        KernelCache first = cache(LARGE);
        for (int i = 0; i < 10; i++) {
            first.put("aa" + i, kept(noise(1000)));
        }
        List<Path> files = files();
        long size = Files.size(files.get(0));
        for (int i = 0; i < 10; i++) {
            Files.setLastModifiedTime(files.get(i), FileTime.from(Instant.EPOCH.plusSeconds(1000 - i)));
        }
        KernelCache second = cache(5 * size);
        assertTrue(second.get("aa9").isPresent()); // the oldest, but for this
        second.put("bb0", kept(noise(1000)));
        second.trim();

        List<String> left = new ArrayList<>();
        for (Path file : files()) {
            left.add(file.getFileName().toString().substring(0, 3));
        }
        assertEquals(List.of("aa0", "aa1", "aa2", "aa9", "bb0"), left);
        assertNull(second.problem());
    }

    @Test
    void a_build_keeps_no_more_than_the_size() throws Exception {
        KernelCache first = cache(LARGE);
        first.put("aa0", kept(noise(1000)));
        long size = Files.size(files().get(0));
        KernelCache cache = cache(3 * size);
        for (int i = 0; i < 10; i++) {
            cache.put("aa" + i, kept(noise(1000)));
        }
        assertEquals(3, files().size());
        cache.trim();
        assertEquals(3, files().size());
    }

    @Test
    void what_a_small_part_of_the_size_has_room_for_is_not_deflated() throws Exception {
        KernelCache cache = cache(64_000);
        for (int i = 0; i < 6; i++) {
            cache.put("aa" + i, kept(new byte[1000])); // with its header, somewhat more
        }
        List<Boolean> asTheyAre = new ArrayList<>();
        for (Path file : files()) {
            asTheyAre.add(Files.size(file) > 1000);
        }
        assertEquals(List.of(true, true, true, false, false, false), asTheyAre);
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(
                    new byte[1000], cache(LARGE).get("aa" + i).orElseThrow().contents());
        }
    }

    @Test
    void what_killed_builds_have_left_goes_when_it_is_old() throws Exception {
        KernelCache cache = cache(LARGE);
        cache.put("aa0", kept(noise(10)));
        Path old = Files.createFile(folder.resolve("aa/.aa1.entry.1-0.tmp"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = Files.createFile(folder.resolve("aa/.aa2.entry.1-0.tmp"));
        cache.trim();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void a_clock_that_was_set_back_loses_nothing_and_leaves_nothing_behind() throws Exception {
        FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(400)));
        cache(LARGE).put("aa0", kept(noise(1000)));
        cache(LARGE).put("aa1", kept(noise(1000)));
        for (Path file : files()) {
            Files.setLastModifiedTime(file, future);
        }
        long size = Files.size(files().get(0));
        Path left = Files.createFile(folder.resolve("aa/.aa1.entry.1-0.tmp"));
        Files.setLastModifiedTime(left, future);

        KernelCache cache = cache(size);
        assertArrayEquals(noise(1000), cache.get("aa1").orElseThrow().contents());
        cache.trim();

        assertEquals(List.of(folder.resolve("aa/aa1.entry")), files());
        assertNull(cache.problem());
    }

    @Test
    void readers_and_writers_of_one_entry_see_it_whole() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                byte fill = (byte) i;
                Callable<Boolean> work = () -> writesAndReads(fill);
                all.add(pool.submit(work));
            }
            for (Future<Boolean> each : all) {
                assertTrue(each.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private boolean writesAndReads(byte fill) {
        byte[] contents = new byte[100_000];
        java.util.Arrays.fill(contents, fill);
        boolean whole = true;
        for (int i = 0; i < 50; i++) {
            KernelCache cache = cache(LARGE);
            cache.put("aa0", kept(contents));
            byte[] found = cache.get("aa0").orElseThrow().contents();
            whole &= found.length == contents.length && found[0] == found[found.length - 1];
        }
        return whole;
    }

    private KernelCache cache(long size) {
        return new KernelCache(folder, size);
    }

    private static Kept kept(byte[] contents) {
        return new Kept(new byte[0], contents);
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
