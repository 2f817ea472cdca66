// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.testing.BtfText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What joins places; what is chosen from them is a row of {@code scenarios.txt}. */
class JoinedEntriesTest {
    private static JoinedEntries join(Bundle... bundles) {
        KernelEntries[] entries = new KernelEntries[bundles.length];
        for (int i = 0; i < bundles.length; i++) {
            entries[i] = bundles[i].entries();
        }
        return new JoinedEntries(Arrays.asList(entries));
    }

    private static Bundle bundle(String kernel, byte[] layout) throws IOException {
        BundleWriter writer = new BundleWriter("test");
        writer.addKernel(Bundles.id(kernel), layout);
        return Bundles.read(Bundles.bytes(writer));
    }

    @Test
    void entries_are_numbered_through() throws IOException {
        JoinedEntries entries = join(
                Bundles.of("u/16/x86_64/4.15#01=a", "u/18/x86_64/4.16=b"),
                Bundles.read(Bundles.bytes(new BundleWriter("empty"))),
                Bundles.of("u/18/x86_64/4.15#02=c", "u/20/x86_64/4.15#01=d"));

        assertEquals(4, entries.count());
        assertEquals(Bundles.id("u/20/x86_64/4.15#01"), entries.get(3));
        assertEquals(2, entries.placeOf(3));
        assertEquals(1, entries.numberInPlace(3));
        assertEquals("02", entries.buildId(2));
        assertArrayEquals(new int[] {0, 2, 3}, entries.withRelease("4.15"));
        assertArrayEquals(new int[] {0}, entries.withBuildId("01", new int[0]), "the first place's");
        assertArrayEquals(new int[] {2}, entries.withBuildId("02", new int[0]));
        assertArrayEquals(Bundles.layout("d"), entries.bytes(3));
        assertNotEquals(entries.layoutOf(0), entries.layoutOf(1));
    }

    /** The older name sorts first, whichever place has it. */
    @Test
    void both_names_of_a_release_are_in_the_order_of_places() throws IOException {
        JoinedEntries entries = join(Bundles.of("c/7/x86_64/1.el7=a"), Bundles.of("c/7/x86_64/1.el7.x86_64=b"));
        HostKernel host = new HostKernel("1.el7.x86_64", "x86_64", null, null, null);

        assertArrayEquals(new int[] {0, 1}, entries.ofRelease(host));
        assertEquals(0, entries.match(host).entry());
    }

    @Test
    void neighbours_that_are_in_no_place_together_are_all_named() throws IOException {
        JoinedEntries entries = join(
                Bundles.of("u/1/x86_64/5.4.0-1-generic=a", "u/1/x86_64/5.4.0-9-generic=a"),
                Bundles.of("u/1/x86_64/5.4.0-3-generic=a"));
        HostKernel host =
                new HostKernel("5.4.0-2-generic", "x86_64", null, null, Bundles.osRelease("ID=u;VERSION_ID=1"));

        KernelMatch match = entries.infer(host);

        assertTrue(match.reason().endsWith("are not in one bundle or directory"), match.reason());
        assertEquals("[u/1/x86_64/5.4.0-1-generic, u/1/x86_64/5.4.0-3-generic]", "" + match.candidates());
    }

    @Test
    void layouts_of_two_places_are_one_when_they_are_the_same_types_in_whatever_order() throws IOException {
        JoinedEntries entries = join(
                bundle("u/16/x86_64/4.15", BtfText.bytes("int a 4; int b 8", ByteOrder.LITTLE_ENDIAN)),
                bundle("u/18/x86_64/4.15", BtfText.bytes("int b 8; int a 4", ByteOrder.LITTLE_ENDIAN)),
                bundle("u/20/x86_64/4.15", BtfText.bytes("int b 8; int c 4", ByteOrder.LITTLE_ENDIAN)));

        assertEquals(entries.layoutOf(0), entries.layoutOf(1));
        assertNotEquals(entries.layoutOf(0), entries.layoutOf(2));
    }

    @Test
    void what_cannot_be_read_is_equal_to_nothing_of_another_place() throws IOException {
        byte[] bytes = Bundles.bytes(Bundles.writer("u/16/x86_64/4.15=a"));
        bytes[bytes.length - 1] ^= 1;
        Bundle damaged = Bundle.open(new ByteArrayInputStream(bytes), "damaged.btfb");
        JoinedEntries entries = join(damaged, Bundles.of("u/18/x86_64/4.15=a"), Bundles.of("u/20/x86_64/4.15=no btf"));

        assertNull(entries.bytes(0));
        assertNotEquals(entries.layoutOf(0), entries.layoutOf(1));
        assertNotEquals(entries.layoutOf(1), entries.layoutOf(2));
        assertEquals(entries.layoutOf(0), entries.layoutOf(0));
        KernelMatch match = entries.match(new HostKernel("4.15", "x86_64", null, null, null));
        assertTrue(match.reason().contains("3 entries differ"), match.reason());
    }
}
