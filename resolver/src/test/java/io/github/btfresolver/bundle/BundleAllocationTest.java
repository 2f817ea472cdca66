// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.kernel.HostKernel;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an agent pays in memory for a bundle of a whole archive: counted, so the same on every machine. */
class BundleAllocationTest {
    private static final int KERNELS = 4_000;
    private static final int LAYOUTS = 1_600;

    /** What opening it, finding a kernel in it and reading that kernel's layout may allocate. */
    private static final long LIMIT = 512 << 10;

    @Test
    void a_kernel_of_thousands_costs_little() throws IOException {
        byte[] bytes = Bundles.bytes(archive());
        byte[] expected = layout(LAYOUTS / 2);
        lookUp(bytes, expected); // what classes allocate when they are loaded
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);

        Bundle bundle = lookUp(bytes, expected);

        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertEquals(LAYOUTS, bundle.layoutCount());
        assertTrue(allocated < LIMIT, allocated + " bytes for a bundle of " + bytes.length);
    }

    /** Every machine that tells its build id asks for it, and mostly no entry has it. */
    @Test
    void a_build_id_is_looked_for_among_thousands_in_next_to_nothing() throws IOException {
        for (String buildId : new String[] {"", "#00c0ffee"}) {
            BundleWriter writer = new BundleWriter("archive");
            for (int i = 0; i < KERNELS; i++) {
                writer.addKernel(Bundles.id("ubuntu/18.04/x86_64/" + release(i) + buildId), new byte[] {1});
            }
            KernelEntries entries = Bundles.read(Bundles.bytes(writer)).entries();
            entries.withBuildId("bad1", new int[0]);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);

            int[] found = entries.withBuildId("bad1", new int[0]);

            long allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertEquals(0, found.length);
            assertTrue(allocated < 4096, allocated + " bytes");
        }
    }

    /** As a file does; a bundle of a hundred kilobytes and more would be copied several times otherwise. */
    @Test
    void a_stream_that_tells_what_it_has_is_read_into_one_array() throws IOException {
        byte[] expected = new byte[300_000];
        new Random(1).nextBytes(expected);
        Bundle.bytes(new ByteArrayInputStream(expected), -1, null);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);

        byte[] bytes = Bundle.bytes(new ByteArrayInputStream(expected), -1, null);

        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertArrayEquals(expected, bytes);
        assertTrue(allocated < expected.length + 4096, allocated + " bytes");
    }

    /** What it says is a hint: there may be less or more. */
    @Test
    void a_stream_that_tells_something_else_is_read_to_its_end() throws IOException {
        byte[] expected = new byte[40_000];
        new Random(1).nextBytes(expected);
        for (int told : new int[] {-1, 0, 1, 10_000, 39_999, 40_000, 40_001, Integer.MAX_VALUE}) {
            InputStream in = new FilterInputStream(new ByteArrayInputStream(expected)) {
                @Override
                public int available() {
                    return told;
                }
            };
            assertArrayEquals(expected, Bundle.bytes(in, -1, null), "told " + told);
        }
    }

    private static Bundle lookUp(byte[] bytes, byte[] expected) throws IOException {
        Bundle bundle = Bundle.open(new ByteArrayInputStream(bytes), "archive");
        HostKernel host = new HostKernel(release(KERNELS / 2), "x86_64", null, null, null);
        assertArrayEquals(expected, bundle.layout(bundle.match(host)));
        return bundle;
    }

    private static BundleWriter archive() throws IOException {
        BundleWriter writer = new BundleWriter("archive");
        for (int i = 0; i < KERNELS; i++) {
            writer.addKernel(Bundles.id("ubuntu/18.04/x86_64/" + release(i)), layout(i * LAYOUTS / KERNELS));
        }
        return writer;
    }

    private static String release(int kernel) {
        String[] flavours = {"generic", "aws", "azure", "gcp"};
        return "4." + kernel / 400 + ".0-" + kernel / 4 % 100 + "-" + flavours[kernel % 4];
    }

    /** Some structs whose members lie where they do in this layout only. */
    private static byte[] layout(int number) throws IOException {
        BtfBuilder out = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        int type = out.add(BtfKind.INT, out.string("int"), false, 0, 4);
        out.word(1 << 24 | 32);
        for (int struct = 0; struct < 10; struct++) {
            int shift = number >>> struct & 7;
            int vlen = 5;
            out.add(BtfKind.STRUCT, out.string("struct" + struct), false, vlen, 512 + 8 * shift);
            for (int i = 0; i < vlen; i++) {
                out.word(out.string("member" + struct + i))
                        .word(type)
                        .word(32 * (i * (struct + 2) + shift * (number % 5)));
            }
        }
        out.add(BtfKind.STRUCT, out.string("z"), false, 0, 8 * number);
        return CanonicalBtf.of(Btf.parse(out.build(), "made up"));
    }
}
