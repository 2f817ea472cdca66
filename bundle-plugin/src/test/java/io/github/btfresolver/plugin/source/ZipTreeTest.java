// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipTreeTest {
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");
    private static final byte[] OTHER = TestData.bytes("btf-small/kernel_old.el.btf");
    private static final String NAME = "debian/12/x86_64/6.1.btf";

    @TempDir
    Path dir;

    @Test
    void an_archive_gives_the_kernels_of_its_tree_sorted_and_ignores_what_is_none() throws IOException {
        TestZip zip = new TestZip()
                .file("META-INF/MANIFEST.MF", TestFiles.text("Manifest-Version: 1.0"))
                .file("META-INF/versions/9/x86_64/9.btf", KERNEL)
                .file("ubuntu/18.04/x86_64/", new byte[0])
                .file("ubuntu/18.04/x86_64/5.4.btf.tar.xz", TestFiles.xz(TestFiles.tar("5.4.btf", KERNEL)))
                .stored("ubuntu/18.04/x86_64/5.3.btf", OTHER)
                .file("./debian/12/amd64/6.1.btf.gz", TestFiles.gzip(KERNEL))
                .file("ubuntu/18.04/x86_64/5.5.failed", new byte[0])
                .file(".git/12/x86_64/6.1.btf", KERNEL)
                .file("1/x86_64/4.14.1.amzn1.x86_64.btf", KERNEL)
                .file("__MACOSX/debian/12/amd64/._6.1.btf.gz", new byte[0])
                .file("debian/12/amd64/._6.1.btf.gz", KERNEL)
                .file("README", new byte[0]);

        try (FoundKernels found = find(zip.bytes())) {
            assertEquals(
                    List.of(
                            "amzn/1/x86_64/4.14.1.amzn1.x86_64",
                            "debian/12/x86_64/6.1",
                            "ubuntu/18.04/x86_64/5.3",
                            "ubuntu/18.04/x86_64/5.4"),
                    found.kernels().stream().map(k -> k.id().toString()).toList());
            assertEquals(List.of(), found.rejected());
            assertEquals(
                    dir + "/kernels!/debian/12/amd64/6.1.btf.gz",
                    found.kernels().get(1).origin());
            assertArrayEquals(KERNEL, bytes(found.kernels().get(0)));
            assertArrayEquals(KERNEL, bytes(found.kernels().get(1)));
            assertArrayEquals(OTHER, bytes(found.kernels().get(2)));
            assertArrayEquals(KERNEL, bytes(found.kernels().get(3)));
        }
    }

    @Test
    void the_tree_may_be_below_a_folder() throws IOException {
        try (FoundKernels found =
                find(new TestZip().file("btfhub-archive-main/" + NAME, KERNEL).bytes())) {
            assertEquals("debian/12/x86_64/6.1", found.kernels().get(0).id().toString());
        }
    }

    @Test
    void the_path_of_the_archive_says_nothing_about_what_is_in_it() throws IOException {
        Path zip = TestFiles.write(
                dir,
                "debian/12/kernels.zip",
                new TestZip().file("x86_64/6.1.btf", KERNEL).bytes());

        try (FoundKernels found = find(zip.toString())) {
            assertEquals(
                    List.of(new RejectedInput(
                            zip + "!/x86_64/6.1.btf",
                            "expected a path ID/VERSION_ID/ARCH/RELEASE with a known architecture")),
                    found.rejected());
        }
    }

    @Test
    void a_filter_holds_before_anything_is_rejected() throws IOException {
        byte[] zip = new TestZip()
                .file(NAME, KERNEL)
                .file("ubuntu/18.04/x86_64/5.4.btf", KERNEL)
                .file("ubuntu/18.04/x86_64/5.4.btf", OTHER)
                .entry("ubuntu/18.04/x86_64/5.5.btf", 0120777, TestFiles.text("5.4.btf"))
                .bytes();
        KernelFilter debian = KernelFilter.of(List.of("debian"), null, null, null);
        Path file = TestFiles.write(dir, "kernels", zip);

        try (FoundKernels found = TestFiles.find(List.of(file.toString()), dir, debian)) {
            assertEquals(1, found.kernels().size());
            assertEquals(List.of(), found.rejected());
        }
    }

    @Test
    void an_archive_without_kernels_is_an_error_that_says_what_was_expected() throws IOException {
        refused(new TestZip().bytes(), ": no kernel BTFs in this archive: expected files ID/VERSION_ID/ARCH/RELEASE");
        refused(new TestZip().file("README", new byte[1]).bytes(), ": no kernel BTFs in this archive");
    }

    @Test
    void a_key_in_front_of_an_archive_is_refused() throws IOException {
        Path zip =
                TestFiles.write(dir, "kernels", new TestZip().file(NAME, KERNEL).bytes());

        SourceException e = assertThrows(SourceException.class, () -> find("a/1/x86_64/5.4=" + zip));
        assertTrue(e.getMessage().contains("a key names one kernel, but " + zip + " is an archive"), e.getMessage());
    }

    @Test
    void two_entries_of_one_name_are_rejected() throws IOException {
        rejected(new TestZip().file(NAME, KERNEL).file("./" + NAME, OTHER).bytes(), NAME, "2 entries of this name");
        rejected(new TestZip().file(NAME + "/", new byte[0]).file(NAME, OTHER).bytes(), NAME, "2 entries of this name");
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, "amzn/1"})
    void a_link_is_rejected_whatever_its_name(String name) throws IOException {
        rejected(
                new TestZip().entry(name, 0120777, TestFiles.text("2018")).bytes(),
                name,
                "a link: make the archive with what links lead to, as zip does without -y");
    }

    @Test
    void what_is_no_file_is_rejected() throws IOException {
        rejected(new TestZip().entry(NAME, 0010644, new byte[0]).bytes(), NAME, "not a file");
    }

    @Test
    void an_entry_over_the_limit_is_rejected_unread() throws IOException {
        byte[] zip = new TestZip().file(NAME, KERNEL).bytes();

        rejected(
                TestZip.patched(zip, TestZip.SIZE, 4, 268435457),
                NAME,
                "has 268435457 bytes, over the limit of 268435456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../6.1.btf", "debian/../../6.1.btf", "/debian/12/x86_64/6.1.btf", ".."})
    void an_archive_with_an_entry_outside_of_it_is_refused(String name) throws IOException {
        refused(
                new TestZip().file(NAME, KERNEL).file(name, KERNEL).bytes(),
                "/kernels: entry \"" + name + "\" points outside of the archive");
    }

    @Test
    void an_archive_of_too_many_entries_is_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i <= 100_000; i++) {
                zip.putNextEntry(new ZipEntry("" + i));
            }
        }
        refused(bytes.toByteArray(), "an archive of 100001 entries, over the limit of 100000");
    }

    @Test
    void an_archive_with_an_encrypted_entry_is_refused() throws IOException {
        refused(
                TestZip.patched(new TestZip().file(NAME, KERNEL).bytes(), TestZip.FLAGS, 2, 1),
                "/kernels: entry \"" + NAME + "\" is encrypted");
    }

    @Test
    void an_archive_with_another_packing_method_is_refused() throws IOException {
        refused(
                TestZip.patched(new TestZip().file(NAME, KERNEL).bytes(), TestZip.METHOD, 2, 12),
                "/kernels: entry \"" + NAME + "\" is packed by method 12; expected 0 (stored) or 8 (deflated)");
    }

    @Test
    void an_entry_with_a_wrong_checksum_cannot_be_read() throws IOException {
        byte[] zip = new TestZip().stored(NAME, KERNEL).bytes();

        unreadable(
                TestZip.patched(zip, TestZip.CRC, 4, 0x1234),
                ": damaged zip entry: expected checksum 00001234, found ");
    }

    @Test
    void an_entry_that_is_larger_or_smaller_than_it_says_cannot_be_read() throws IOException {
        byte[] zip = new TestZip().file(NAME, KERNEL).bytes();
        byte[] bomb = new TestZip().file(NAME, new byte[100 << 20]).bytes();

        unreadable(TestZip.patched(zip, TestZip.SIZE, 4, 10), ": damaged zip entry: expected 10 bytes, found more");
        unreadable(
                TestZip.patched(zip, TestZip.SIZE, 4, 10_000),
                ": damaged zip entry: expected 10000 bytes, found " + KERNEL.length);
        unreadable(TestZip.patched(bomb, TestZip.SIZE, 4, 10), ": damaged zip entry: expected 10 bytes, found more");
    }

    @Test
    void a_truncated_entry_cannot_be_read() throws IOException {
        byte[] zip = new TestZip().file(NAME, KERNEL).bytes();

        unreadable(
                TestZip.patched(zip, TestZip.PACKED_SIZE, 4, 100), ": truncated: the zip entry's data ends too early");
    }

    @Test
    void an_entry_whose_packed_data_is_damaged_cannot_be_read() throws IOException {
        byte[] zip = new TestZip().file(NAME, KERNEL).bytes();
        zip[TestZip.data(zip)] = (byte) 0xFF;

        unreadable(zip, ": damaged zip entry: invalid block type");
    }

    @Test
    void a_damaged_list_of_entries_never_passes_for_its_end() throws IOException {
        byte[] zip = new TestZip()
                .file(NAME, KERNEL)
                .file("debian/12/x86_64/6.2.btf", KERNEL)
                .bytes();

        refused(TestZip.patched(zip, 0, 4, 0), ": damaged zip: ");
    }

    @Test
    void a_list_that_two_readers_find_in_two_places_is_refused() throws IOException {
        byte[] zip = new TestZip()
                .file(NAME, KERNEL)
                .file("debian/12/x86_64/6.2.btf", KERNEL)
                .bytes();

        refused(TestZip.withShorterListInComment(zip), ": damaged zip: expected 2 entries, found 1");
    }

    @Test
    void a_truncated_archive_is_refused_at_every_length() throws IOException {
        byte[] whole = new TestZip().file(NAME, TestFiles.btf()).bytes();
        for (int length = 4; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), ": damaged zip: ");
        }
    }

    @Test
    void a_damaged_byte_never_gives_another_btf() throws IOException {
        byte[] btf = TestFiles.btf();
        byte[] whole = new TestZip()
                .file(NAME, btf)
                .stored("debian/12/x86_64/6.2.btf", btf)
                .bytes();
        for (int i = 4; i < whole.length; i++) {
            for (int bit : new int[] {0x01, 0xFF}) {
                byte[] damaged = whole.clone();
                damaged[i] ^= (byte) bit;
                assertGivesThisOrFails(damaged, btf);
            }
        }
    }

    private void assertGivesThisOrFails(byte[] zip, byte[] btf) throws IOException {
        try (FoundKernels found = find(zip)) {
            for (SourcedKernel kernel : found.kernels()) {
                try {
                    assertArrayEquals(btf, bytes(kernel));
                } catch (SourceException e) {
                    assertTrue(e.getMessage().startsWith(kernel.origin() + ": "), e.getMessage());
                }
            }
        } catch (SourceException e) {
            assertTrue(e.getMessage().startsWith(dir + "/kernels: "), e.getMessage());
        }
    }

    @Test
    void several_threads_read_at_once() throws Exception {
        TestZip zip = new TestZip();
        int count = 60;
        for (int i = 0; i < count; i++) {
            String name = String.format("debian/12/x86_64/6.1-%03d.btf", i);
            zip = i % 3 == 0 ? zip.stored(name, kernel(i)) : zip.file(name, kernel(i));
        }
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (FoundKernels found = find(zip.bytes())) {
            assertEquals(count, found.kernels().size());
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                done.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < count; i++) {
                        assertArrayEquals(kernel(i), bytes(found.kernels().get(i)));
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static byte[] kernel(int i) {
        return i % 2 == 0 ? KERNEL : OTHER;
    }

    @Test
    void the_archive_is_closed_with_the_kernels_or_when_a_later_source_is_an_error() throws IOException {
        Path file =
                TestFiles.write(dir, "kernels", new TestZip().file(NAME, KERNEL).bytes());
        SourcedKernel kernel;
        try (FoundKernels found = find(file.toString())) {
            kernel = found.kernels().get(0);
            assertEquals(1, timesOpen(file));
        }
        assertEquals(0, timesOpen(file));
        assertThrows(IOException.class, kernel::read);

        assertThrows(SourceException.class, () -> find(file.toString(), dir + "/none"));
        assertEquals(0, timesOpen(file));
        Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThrows(SourceException.class, () -> find(file.toString()));
        assertEquals(0, timesOpen(file));
    }

    private static long timesOpen(Path file) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(fd -> leadsTo(fd, file)).count();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file.toRealPath());
        } catch (IOException e) {
            return false; // closed meanwhile, by another thread
        }
    }

    private void rejected(byte[] zip, String entry, String reason) throws IOException {
        try (FoundKernels found = find(zip)) {
            assertEquals(List.of(), found.kernels());
            assertEquals(List.of(new RejectedInput(dir + "/kernels!/" + entry, reason)), found.rejected());
        }
    }

    private void unreadable(byte[] zip, String message) throws IOException {
        try (FoundKernels found = find(zip)) {
            SourcedKernel kernel = found.kernels().get(0);
            SourceException e = assertThrows(SourceException.class, kernel::read);
            assertTrue(e.getMessage().startsWith(dir + "/kernels!/" + NAME + message), e.getMessage());
        }
    }

    private void refused(byte[] zip, String message) {
        SourceException e = assertThrows(SourceException.class, () -> find(zip));
        assertTrue(e.getMessage().startsWith(dir + "/kernels: "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    /** In a file whose name says nothing: the contents decide. */
    private FoundKernels find(byte[] zip) throws IOException {
        return find(TestFiles.write(dir, "kernels", zip).toString());
    }

    private FoundKernels find(String... specs) throws IOException {
        return TestFiles.find(List.of(specs), dir, KernelFilter.all());
    }

    private static byte[] bytes(SourcedKernel kernel) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kernel.read().writeTo(out);
        return out.toByteArray();
    }
}
