// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class BundleTest {
    @Test
    void reads_back_what_was_written() throws IOException {
        Bundle bundle = Bundles.of(
                "ubuntu/18.04/x86_64/4.15.0-20-generic=a",
                "centos/7/x86_64/3.10.0-957.el7.x86_64#00ff10=b",
                "ubuntu/18.04/arm64/4.15.0-20-generic=c");

        assertEquals("test", bundle.name());
        assertEquals("test.btfb", bundle.source());
        assertEquals(1, bundle.objects().size());
        assertEquals("a.bpf.o", bundle.objects().get(0).name());
        assertEquals(
                "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
                bundle.objects().get(0).sha256());
        assertEquals(3, bundle.kernelCount());
        assertEquals(Bundles.id("centos/7/x86_64/3.10.0-957.el7.x86_64#00ff10"), bundle.kernel(0));
        assertEquals("ubuntu/18.04/arm64/4.15.0-20-generic", bundle.kernel(1).toString());
        assertEquals("ubuntu/18.04/x86_64/4.15.0-20-generic", bundle.kernel(2).toString());
        assertArrayEquals(Bundles.layout("b"), bundle.layout(bundle.layoutOf(0)));
        assertArrayEquals(Bundles.layout("c"), bundle.layout(bundle.layoutOf(1)));
        assertArrayEquals(Bundles.layout("a"), bundle.layout(bundle.layoutOf(2)));
    }

    @Test
    void sources_are_there_sorted_by_text() throws IOException {
        BundleWriter writer = new BundleWriter("test");
        writer.addSource("tr\u00e9e", "0123", 200_000);
        writer.addSource("running-kernel?", null, 0);
        writer.addSource("btfhub", null, 2);
        writer.addSource("btfhub", null, 1);

        List<BundledSource> sources = Bundles.read(Bundles.bytes(writer)).sources();

        assertEquals(
                "[btfhub: 1 kernel, btfhub: 2 kernels, running-kernel?: 0 kernels, tr\u00e9e at commit 0123: 200000"
                        + " kernels]",
                sources.toString());
        assertEquals("tr\u00e9e", sources.get(3).text());
        assertEquals("0123", sources.get(3).revision());
        assertEquals(200_000, sources.get(3).kernels());
        assertNull(sources.get(2).revision());
        assertThrows(UnsupportedOperationException.class, sources::clear);
    }

    /** As FORMAT.md says, byte by byte: a bundle that is written tomorrow is read by a library of today. */
    @Test
    void the_index_is_as_it_always_was() throws IOException {
        BundleWriter writer = new BundleWriter("a");
        writer.addObject("o", new byte[32]);
        writer.addSource("s", "0f", 1);
        writer.addSource("p", null, 300);
        writer.addKernel(Bundles.id("i/1/x86_64/5.4#0a"), Bundles.layout("x"));
        byte[] whole = Bundles.bytes(writer);
        ByteBuffer header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);

        byte[] index = PackedBytes.unpack(
                "a",
                whole,
                BundleReaderV1.HEADER_SIZE,
                header.getInt(8),
                header.getInt(12),
                header.getInt(16),
                "index");

        String zeros = "0000000000000000000000000000000000000000000000000000000000000000";
        int blocks = BundleReaderV1.HEADER_SIZE + header.getInt(8);
        int block = whole.length - blocks;
        CRC32 crc = new CRC32();
        crc.update(whole, blocks, block);
        String blockCrc = String.format("%08x", Integer.reverseBytes((int) crc.getValue()));
        assertEquals(
                "0161" + "01016f" + zeros // name, an object
                        + "02" + "0170" + "00" + "ac02" + "0173" + "023066" + "01" // two sources
                        + "01" + "067838365f3634" + "0169" + "0131" // a platform
                        + "01" + Hex.of(new byte[] {(byte) block}, 0, 1) + blockCrc + "08" + "01" + "00" // a block
                        + "01" + "08000000" + "d7dcab3c" // a layout, its size and CRC-32
                        + "01" + "01" + "09" // one kernel, with a build id, in a group of 9 bytes
                        + "0003352e34" + "00" + "00" + "010a", // the kernel
                Hex.of(index, 0, index.length));
    }

    /** The second row has what differs from the first. */
    @Test
    void rows_of_kernels_are_as_they_always_were() throws IOException {
        byte[] index = BundleParts.index(
                Bundles.bytes(Bundles.writer("i/1/x86_64/5.4-1=x", "i/2/x86_64/5.4-12=x", "i/2/x86_64/5.4.1=y")));

        String rows = "0005352e342d31" + "000000" + "050132" + "010000" + "03022e31" + "010100";
        String text = Hex.of(index, 0, index.length);
        assertEquals("03" + "00" + "17" + rows, text.substring(text.length() - rows.length() - 6));
    }

    @Test
    void stores_a_layout_once_however_many_kernels_share_it() throws IOException {
        Bundle bundle =
                Bundles.of("debian/10/x86_64/4.19.0-1=a", "debian/10/x86_64/4.19.0-2=b", "debian/10/x86_64/5=a");

        assertEquals(2, bundle.layoutCount());
        assertEquals(bundle.layoutOf(0), bundle.layoutOf(2));
        assertNotEquals(bundle.layoutOf(0), bundle.layoutOf(1));
        assertEquals(Bundles.layout("a").length, bundle.layoutSize(bundle.layoutOf(0)));
        byte[] hash = Sha256.of(Bundles.layout("a"));
        assertEquals(Hex.of(hash, 0, hash.length), bundle.layoutSha256(bundle.layoutOf(0)));
    }

    @Test
    void same_inputs_in_another_order_give_the_same_bytes() throws IOException {
        List<String> kernels = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            kernels.add("ubuntu/18.04/x86_64/4.15.0-" + i + "-generic=" + i % 7);
            kernels.add("debian/" + i % 3 + "/arm64/4.19.0-" + i + "#0a" + (10 + i) + "=" + i % 5);
        }
        byte[] sorted = Bundles.bytes(Bundles.writer(kernels.toArray(new String[0])));

        Collections.shuffle(kernels, new Random(1));

        assertArrayEquals(sorted, Bundles.bytes(Bundles.writer(kernels.toArray(new String[0]))));
    }

    @Test
    void every_kernel_of_a_large_bundle_is_found_and_has_its_own_layout() throws IOException {
        BundleWriter writer = new BundleWriter("large");
        List<KernelId> ids = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            KernelId id =
                    Bundles.id((i % 2 == 0 ? "ubuntu/18.04/x86_64/5.4.0-" : "ol/8/arm64/5.4.17-") + i * 7919 % 1000);
            ids.add(id);
            writer.addKernel(id, Bundles.layout(id + "of this very kernel"));
        }
        Bundle bundle = Bundles.read(Bundles.bytes(writer));

        for (KernelId id : ids) {
            KernelMatch match = bundle.match(new HostKernel(id.release(), id.arch(), null, null, null));
            assertEquals(id, match.kernel(), match.reason());
            assertArrayEquals(Bundles.layout(id + "of this very kernel"), bundle.layout(match));
        }
    }

    @Test
    void many_kernels_of_one_release_across_groups_are_all_candidates() throws IOException {
        BundleWriter writer = new BundleWriter("wide");
        writer.addKernel(Bundles.id("a/1/x86_64/4"), Bundles.layout("a"));
        for (int i = 0; i < 60; i++) {
            writer.addKernel(Bundles.id("id" + i + "/1/x86_64/5.4"), Bundles.layout("" + i));
        }
        Bundle bundle = Bundles.read(Bundles.bytes(writer));

        assertEquals(
                60,
                bundle.match(new HostKernel("5.4", "x86_64", null, null, null))
                        .candidates()
                        .size());
    }

    @Test
    void large_layouts_are_spread_over_blocks_and_a_larger_one_than_a_block_has_its_own() throws IOException {
        Random random = new Random(2);
        BundleWriter writer = new BundleWriter("blocks");
        List<byte[]> layouts = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            layouts.add(Bundles.random(random, i == 4 ? 3 * LayoutPacker.BLOCK_SIZE : 100_000));
            writer.addKernel(Bundles.id("x/1/x86_64/" + i), layouts.get(i));
        }
        Bundle bundle = Bundles.read(Bundles.bytes(writer));

        for (int i = 0; i < 9; i++) {
            assertArrayEquals(layouts.get(i), bundle.layout(bundle.layoutOf(i)));
        }
    }

    @Test
    void a_bundle_without_kernels_matches_nothing() throws IOException {
        Bundle bundle = Bundles.read(Bundles.bytes(new BundleWriter("empty")));

        assertEquals(0, bundle.kernelCount());
        assertEquals(0, bundle.layoutCount());
        KernelMatch match = bundle.match(new HostKernel("5.4", "x86_64", null, "00ff", null));
        assertEquals("no entry with release 5.4", match.reason());
        assertThrows(IllegalArgumentException.class, () -> bundle.layout(match));
    }

    @Test
    void an_unknown_version_names_the_versions_that_are_known() throws IOException {
        byte[] bytes = Bundles.bytes(Bundles.writer());
        bytes[7] = 9;

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> Bundles.read(bytes));

        assertTrue(
                e.getMessage().startsWith("test.btfb: format version 9: this library reads version 1"), e.getMessage());
    }

    @Test
    void something_else_than_a_bundle_is_named() {
        BundleFormatException e = assertThrows(BundleFormatException.class, () -> Bundles.read(new byte[] {'P', 'K'}));

        assertEquals(
                "test.btfb: not a BTF bundle: expected magic 89425446420d0a at offset 0, found 504b", e.getMessage());
    }

    @Test
    void numbers_out_of_range_are_the_callers_mistake() throws IOException {
        Bundle bundle = Bundles.of("a/1/x86_64/1=a");

        assertThrows(IndexOutOfBoundsException.class, () -> bundle.kernel(1));
        assertThrows(IndexOutOfBoundsException.class, () -> bundle.layoutOf(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> bundle.layoutSha256(1));
        assertThrows(IndexOutOfBoundsException.class, () -> bundle.layout(1));
    }
}
