// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a {@link BundleFormatException} or the truth, never another exception. */
class DamagedBundleTest {
    private static final String[] KERNELS = {
        "ubuntu/18.04/x86_64/5.4.0-42-generic=a",
        "ubuntu/18.04/arm64/5.4.0-42-generic=b",
        "centos/7/x86_64/3.10.0-957.el7.x86_64#00ff10=c",
        "centos/7/x86_64/3.10.0-1062.el7.x86_64=c",
    };

    @Test
    void every_prefix_is_refused() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer(KERNELS));

        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThrows(BundleFormatException.class, () -> Bundles.read(prefix), () -> prefix.length + " bytes");
        }
    }

    @Test
    void trailing_bytes_are_refused() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer(KERNELS));

        assertThrows(BundleFormatException.class, () -> Bundles.read(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void every_change_of_a_byte_is_noticed() throws IOException {
        everyChangeIsNoticed(Bundles.bytes(Bundles.writer(KERNELS)));
    }

    @Test
    void every_change_of_a_byte_is_noticed_where_layouts_are_encoded_together() throws IOException {
        BundleWriter writer = new BundleWriter("test");
        int count = 0;
        for (String name : Arrays.asList("kernel", "kernel_old")) {
            byte[] layout = CanonicalBtf.of(Btf.parse(TestData.bytes("btf-small/" + name + ".el.btf"), name));
            writer.addKernel(Bundles.id("debian/12/x86_64/6.1." + count++), layout);
        }
        everyChangeIsNoticed(Bundles.bytes(writer));
    }

    private static void everyChangeIsNoticed(byte[] whole) throws IOException {
        readAll(whole);
        for (int i = 0; i < whole.length; i++) {
            for (int change : new int[] {1, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) change;
                assertThrows(BundleFormatException.class, () -> readAll(changed), "byte " + i + " ^ " + change);
            }
        }
    }

    @Test
    void a_changed_block_fails_its_checksum() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer("a/1/x86_64/5=a"));
        byte[] block = BundleParts.blocks(whole);
        block[block.length - 1] ^= 1;

        Bundle bundle = Bundles.read(BundleParts.bundle(BundleParts.index(whole), block));

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> bundle.layout(0));
        assertTrue(
                e.getMessage().matches(".*damaged bundle: block 0 at offset \\d+: expected CRC-32 .*"), e.getMessage());
    }

    @Test
    void a_changed_layout_in_a_sound_block_fails_its_checksum() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer("a/1/x86_64/5=a"));
        byte[] block = BytePacker.pack(Bundles.layout("b"));
        byte[] index = replaced(
                BundleParts.index(whole), PackedBytes.checksum(BundleParts.blocks(whole)), PackedBytes.checksum(block));

        Bundle bundle = Bundles.read(BundleParts.bundle(index, block));

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> bundle.layout(0));
        assertEquals(
                "test.btfb: damaged bundle: layout 0 in block 0: expected CRC-32 "
                        + PackedBytes.text(PackedBytes.checksum(Bundles.layout("a"))) + ", found "
                        + PackedBytes.text(PackedBytes.checksum(Bundles.layout("b"))),
                e.getMessage());
    }

    /** The checksum of the index is made right again, so that the changes reach the reader of the index. */
    @Test
    void an_index_with_any_changed_byte_is_refused_or_still_consistent() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer(KERNELS));
        byte[] index = BundleParts.index(whole);
        for (int i = 0; i < index.length; i++) {
            for (int change : new int[] {1, 2, 4, 0x7F, 0x80, 0xFF}) {
                byte[] changed = index.clone();
                changed[i] ^= (byte) change;
                readOrRefuse(BundleParts.bundle(changed, BundleParts.blocks(whole)));
            }
        }
    }

    @Test
    void every_prefix_of_an_index_is_refused() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer(KERNELS));
        byte[] index = BundleParts.index(whole);
        for (int length = 0; length < index.length; length++) {
            byte[] shorter = BundleParts.bundle(Arrays.copyOf(index, length), BundleParts.blocks(whole));
            assertThrows(BundleFormatException.class, () -> Bundles.read(shorter), "" + length);
        }
    }

    @Test
    void what_a_source_may_not_have_is_refused_with_its_place() throws IOException {
        String name = "0474657374"; // test
        String start = name + "00"; // no objects
        refused(start + "91 4e", "index offset 6, number of sources: expected at most 10000, found 10001");
        refused(
                start + "03 010000 0100",
                "index offset 6, number of sources: expected at most 1 in what is left of the index, found 3");
        refused(start + "01 81 20 00", "index offset 7, text of source 0: expected at most 4096, found 4097");
        refused(start + "01 01 ff 00 00", "index offset 8, text of source 0: expected UTF-8, found other bytes");
        refused(start + "01 00 80 02 00", "index offset 8, revision of source 0: expected at most 255, found 256");
        refused(
                start + "01 00 00 c1 9a 0c",
                "index offset 9, number of kernels of source 0: expected at most 200000, found 200001");
        refused(
                start + "01 00 05 61 00",
                "index offset 9, revision of source 0: expected 5 bytes, found 2 bytes before the end");
    }

    /** It takes time by the square of its size, which writers keep small. */
    @Test
    void a_grouped_block_that_is_large_is_refused() throws IOException {
        String noObjectsSourcesPlatforms = "0474657374 00 00 00";
        refused(
                noObjectsSourcesPlatforms + "01 01 00000000 818004 01 01",
                "index offset 14, decoded size of a grouped block: expected at most 65536, found 65537");
    }

    private static void refused(String index, String message) throws IOException {
        byte[] bundle = BundleParts.bundle(Hex.parse(index.replace(" ", "")), new byte[0]);

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> Bundles.read(bundle));

        assertEquals("test.btfb: " + message, e.getMessage());
    }

    @Test
    void random_changes_of_the_index_are_refused_or_still_consistent() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer(KERNELS));
        Random random = new Random(20260101);
        for (int round = 0; round < 1000; round++) {
            byte[] changed = BundleParts.index(whole);
            for (int n = random.nextInt(6); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(BundleParts.bundle(changed, BundleParts.blocks(whole)));
        }
    }

    @Test
    void random_bytes_are_refused() {
        Random random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            byte[] noise = Bundles.random(random, random.nextInt(200));
            byte[] magic = {(byte) 0x89, 'B', 'T', 'F', 'B', '\r', '\n', 1};
            System.arraycopy(magic, 0, noise, 0, Math.min(noise.length, magic.length));
            assertThrows(BundleFormatException.class, () -> Bundles.read(noise));
        }
    }

    @Test
    void a_size_that_claims_much_does_not_allocate_much() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer(KERNELS));
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(12, Integer.MAX_VALUE);

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> Bundles.read(whole));

        assertEquals(
                "test.btfb: decoded size of the index at offset 12: expected at most 16777216, found 2147483647",
                e.getMessage());
    }

    @Test
    void a_size_within_the_limit_is_not_allocated_before_there_is_as_much() throws IOException {
        byte[] whole = Bundles.bytes(Bundles.writer(KERNELS));
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(12, BundleLimits.INDEX_SIZE);

        assertNull(Bounded.of("test.btfb")
                .read(whole.length, () -> Bundle.open(new ByteArrayInputStream(whole), "test.btfb")));
    }

    @Test
    void of_what_does_not_begin_as_a_bundle_no_more_is_read_than_that_takes() {
        InputStream endless = new InputStream() {
            private int left = 1 << 16;

            @Override
            public int read() {
                return read(new byte[1], 0, 1) - 1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                left -= length;
                assertTrue(left > 0, "still read");
                return length;
            }
        };

        BundleFormatException e = assertThrows(BundleFormatException.class, () -> Bundle.open(endless, "zero"));
        assertTrue(e.getMessage().startsWith("zero: not a BTF bundle: "), e.getMessage());
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            readAll(bytes);
        } catch (BundleFormatException e) {
            // An answer that is allowed.
        } catch (IOException e) {
            fail(e);
        }
        try {
            lookUp(bytes);
        } catch (BundleFormatException | UncheckedIOException e) {
            // An answer that is allowed.
        } catch (IOException e) {
            fail(e);
        }
    }

    /** As a machine does it, without a check of everything before. */
    private static void lookUp(byte[] bytes) throws IOException {
        Bundle bundle = Bundle.open(new ByteArrayInputStream(bytes), "test.btfb");
        for (String release : new String[] {"5.4.0-42-generic", "3.10.0-957.el7.x86_64", "6"}) {
            for (String buildId : new String[] {null, "00ff10"}) {
                KernelMatch match = bundle.match(new HostKernel(release, "x86_64", null, buildId, null));
                if (match.isFound()) {
                    bundle.layout(match);
                }
            }
        }
    }

    private static void readAll(byte[] bytes) throws IOException {
        Bundle bundle = Bundles.read(bytes);
        bundle.sources();
        for (int i = 0; i < bundle.layoutCount(); i++) {
            bundle.layout(i);
        }
        for (int i = 0; i < bundle.kernelCount(); i++) {
            HostKernel host = new HostKernel(
                    bundle.kernel(i).release(),
                    bundle.kernel(i).arch(),
                    null,
                    bundle.kernel(i).buildId(),
                    null);
            bundle.match(host);
        }
    }

    private static byte[] replaced(byte[] index, int checksum, int by) {
        return Hex.parse(Hex.of(index, 0, index.length).replace(fixed(checksum), fixed(by)));
    }

    private static String fixed(int value) {
        return Hex.of(new IndexOutput().fixed(value).toByteArray(), 0, 4);
    }
}
