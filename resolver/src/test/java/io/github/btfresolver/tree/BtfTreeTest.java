// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.FakeFile;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What is in a directory; what is chosen from it is a row of {@code scenarios.txt}. */
class BtfTreeTest {
    private static final HostKernel HOST = new HostKernel("4.15.0", "x86_64", null, null, null);

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    @TempDir
    Path directory;

    private FakeRoot files;

    @BeforeEach
    void makeDirectory() {
        files = new FakeRoot(directory);
    }

    private BtfTree open() throws IOException {
        return BtfTree.open(directory.toFile());
    }

    @Test
    void what_has_another_shape_is_ignored() throws IOException {
        files.put("/README.md", "")
                .put("/4.15.0.btf", "")
                .put("/ubuntu/README.md", "")
                .put("/ubuntu/18.04/4.15.0.btf", "")
                .put("/ubuntu/18.04/nobpf/4.15.0.btf", "")
                .put("/ubuntu/18.04/x86_64/.4.15.0.btf", "")
                .put("/ubuntu/18.04/x86_64/.btf", "")
                .put("/ubuntu/18.04/x86_64/4.15.0.failed", "")
                .put("/ubuntu/18.04/x86_64/4.15.0.hasbtf", "")
                .put("/ubuntu/18.04/x86_64/4.15.0", "")
                .put("/ubuntu/18.04/x86_64/deeper/4.15.0.btf", "")
                .put("/.git/18.04/x86_64/4.15.0.btf", "");

        assertEquals(0, open().count());
    }

    /** As in BTFHub's archive, which has a fourth of Amazon Linux 1's kernels there. */
    @Test
    void a_versions_folder_at_the_root_is_its_distributions() throws IOException {
        files.put("/1/x86_64/4.14.77-70.59.amzn1.x86_64.btf", "")
                .put("/1/x86_64/4.15.0-20-generic.btf", "")
                .put("/2/x86_64/4.14.77-70.59.amzn1.x86_64.btf", "")
                .put("/1/README.md", "");

        BtfTree tree = open();

        assertEquals(1, tree.count());
        assertEquals(new KernelId("amzn", "1", "x86_64", "4.14.77-70.59.amzn1.x86_64", null), tree.get(0));
    }

    @Test
    void entries_are_named_by_their_path_and_sorted() throws IOException {
        files.put("/openEuler/20.03/aarch64/4.19.90.btf", "")
                .put("/amzn/2/x86_64/4.14.1.btf.xz", "")
                .put("/amzn/2/x86_64/4.14.0.btf.tar.xz", "");

        BtfTree tree = open();

        assertEquals(3, tree.count());
        assertEquals("amzn/2/x86_64/4.14.0", tree.get(0).toString());
        assertEquals("amzn/2/x86_64/4.14.1", tree.get(1).toString());
        assertEquals("openEuler/20.03/arm64/4.19.90", tree.get(2).toString());
    }

    @Test
    void files_that_differ_in_the_order_of_their_types_have_one_layout() throws IOException {
        files.put("/u/16/x86_64/4.15.0.btf", BtfText.bytes("int a 4; int b 8", ORDER))
                .put("/u/18/x86_64/4.15.0.btf", BtfText.bytes("int b 8; int a 4", ORDER));

        KernelMatch match = open().match(HOST);

        assertTrue(match.isFound(), match.toString());
        assertEquals("release 4.15.0 on x86_64: all 2 entries agree", match.reason());
    }

    @Test
    void no_file_is_read_before_it_is_chosen_from() throws IOException {
        files.put("/u/16/x86_64/4.15.0.btf", "broken").put("/u/16/arm64/4.15.0.btf", "broken");
        BtfTree tree = open();

        KernelMatch match = tree.match(HOST);

        assertTrue(match.isFound());
        assertTrue(tree.problems().isEmpty());
        IOException e =
                assertThrows(IOException.class, () -> tree.file(match.entry()).btf());
        assertEquals(directory + "/u/16/x86_64/4.15.0.btf: neither BTF nor ELF", e.getMessage());
        assertEquals(1, tree.problems().size());
    }

    @Test
    void what_unpacks_to_more_than_any_btf_has_is_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
            out.write(Samples.btf("int"));
            byte[] zeros = new byte[1 << 20];
            for (long size = 0; size <= BtfHeader.MAX_SIZE; size += zeros.length) {
                out.write(zeros);
            }
        }
        files.put("/u/16/x86_64/4.15.0.btf.xz", bytes.toByteArray());
        BtfTree tree = open();

        IOException e = assertThrows(IOException.class, () -> tree.file(0).bytes());

        assertEquals(
                directory + "/u/16/x86_64/4.15.0.btf.xz: unpacked, over the limit of 268435456 bytes", e.getMessage());
    }

    /** What is in a directory may be anybody's, and the agent is a guest in somebody's process. */
    @Test
    void what_there_is_no_memory_for_is_an_error_of_that_file() throws IOException {
        Judges.Run run = Judges.run(
                new File(System.getProperty("java.home"), "bin/java").getPath(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                directory.toString());

        assertEquals(0, run.status, run.output);
        String[] lines = run.output.trim().split("\n", -1);
        assertEquals(4, lines.length, run.output);
        String place = directory + "/u/16/x86_64/";
        assertEquals(place + "1.btf.xz: neither BTF nor ELF", lines[0]);
        assertEquals("int, 33 bytes", lines[1].replaceFirst("[0-9]+", "33"));
        assertTrue(lines[2].startsWith(place + "3.btf.xz: has more than "), lines[2]);
        assertTrue(lines[2].endsWith(" bytes, for which there is not enough memory"), lines[2]);
        assertTrue(lines[3].startsWith(place + "4.btf: has more than "), lines[3]);
    }

    @Test
    void a_damaged_file_is_closed() throws IOException {
        files.put("/u/16/x86_64/4.15.0.btf.xz", "no xz");
        BtfTree tree = open();

        assertThrows(IOException.class, () -> tree.file(0).bytes());

        File descriptors = new File("/proc/self/fd");
        Judges.assume(descriptors.isDirectory(), "no " + descriptors);
        for (String name : descriptors.list()) {
            String open = new File(descriptors, name).getCanonicalPath();
            assertFalse(open.endsWith("/4.15.0.btf.xz"), open);
        }
    }

    @Test
    void pointers_are_as_wide_as_the_architectures_where_the_btf_does_not_tell() throws IOException {
        files.put("/u/16/armhf/4.15.0.btf", BtfText.bytes("int a 4", ORDER))
                .put("/u/16/armhf/4.16.0.btf", BtfText.bytes("int long 8", ORDER))
                .put("/u/16/x86_64/4.15.0.btf", BtfText.bytes("int a 4", ORDER));
        BtfTree tree = open();

        assertEquals(4, tree.file(0).btf().pointerSize());
        assertEquals(8, tree.file(1).btf().pointerSize());
        assertEquals(8, tree.file(2).btf().pointerSize());
    }

    @Test
    void what_cannot_be_looked_into_is_told() throws IOException {
        FakeFile lost = FakeFile.directory("/d/lost+found");
        FakeFile version = FakeFile.directory("/d/u/16 (old)");
        BtfTree tree = BtfTree.open(
                FakeFile.directory("/d").open(FakeFile.directory("/d/u").open(version), lost));

        assertEquals(0, tree.count());
        assertEquals(
                Arrays.asList(
                        "/d/lost+found: the directory cannot be read", "/d/u/16 (old): the directory cannot be read"),
                tree.problems());
    }

    /** What it may hold may contradict what is elsewhere. */
    @Test
    void what_cannot_be_looked_into_and_may_hold_entries_is_an_error() {
        assertUnreadable("/d/u", FakeFile.directory("/d/u"));
        assertUnreadable("/d/u/16.04", FakeFile.directory("/d/u").open(FakeFile.directory("/d/u/16.04")));
        FakeFile arch = FakeFile.directory("/d/u/16/x86_64");
        assertUnreadable(
                "/d/u/16/x86_64",
                FakeFile.directory("/d/u").open(FakeFile.directory("/d/u/16").open(arch)));
    }

    private static void assertUnreadable(String path, File id) {
        File root = FakeFile.directory("/d").open(id);
        IOException e = assertThrows(IOException.class, () -> BtfTree.open(root));
        assertEquals(path + ": the directory cannot be read", e.getMessage());
    }

    /** The dictionary that a block's header asks for, 1.5 GiB here. */
    @Test
    void what_would_take_more_memory_than_xz_needs_is_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
            out.write(Samples.btf("int"));
        }
        byte[] xz = bytes.toByteArray();
        int header = (xz[12] + 1) * 4;
        xz[16] = 37;
        CRC32 crc = new CRC32();
        crc.update(xz, 12, header - 4);
        ByteBuffer.wrap(xz).order(ByteOrder.LITTLE_ENDIAN).putInt(12 + header - 4, (int) crc.getValue());
        files.put("/u/16/x86_64/4.15.0.btf.xz", xz);
        BtfTree tree = open();

        IOException e = assertThrows(IOException.class, () -> tree.file(0).bytes());

        assertTrue(e.getMessage().startsWith(directory + "/u/16/x86_64/4.15.0.btf.xz: "), e.getMessage());
        assertTrue(e.getMessage().contains("limit was 131072 KiB"), e.getMessage());
    }

    @Test
    void what_is_not_compressed_although_its_name_says_so_is_named() throws IOException {
        files.put("/u/16/x86_64/4.15.0.btf.xz", Samples.btf("int"));
        BtfTree tree = open();

        IOException e = assertThrows(IOException.class, () -> tree.file(0).bytes());

        assertTrue(e.getMessage().startsWith(directory + "/u/16/x86_64/4.15.0.btf.xz: "), e.getMessage());
        assertFalse(tree.file(0).isPlain());
    }
}
