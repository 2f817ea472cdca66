// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BundleWriterTest {
    private final BundleWriter writer = new BundleWriter("test");

    @Test
    void one_kernel_added_twice_with_the_same_layout_is_there_once() throws IOException {
        assertEquals(1, Bundles.of("a/1/x86_64/5=x", "a/1/amd64/5=x").kernelCount());
    }

    @Test
    void one_kernel_with_two_layouts_is_refused() {
        writer.addKernel(Bundles.id("a/1/x86_64/5"), Bundles.layout("x"));

        refused(
                "a/1/x86_64/5: two different layouts for one kernel",
                () -> writer.addKernel(Bundles.id("a/1/x86_64/5"), Bundles.layout("y")));
    }

    @Test
    void two_builds_of_one_release_are_two_kernels() throws IOException {
        assertEquals(2, Bundles.of("a/1/x86_64/5#01=x", "a/1/x86_64/5#02=y").kernelCount());
    }

    @Test
    void two_objects_of_one_name_are_refused() {
        writer.addObject("a.o", new byte[32]);
        writer.addObject("a.o", new byte[32]);

        refused("two BPF objects with the name a.o", () -> writer.addObject("a.o", Sha256.of(new byte[0])));
    }

    @Test
    void what_a_reader_would_refuse_is_refused_when_it_is_added() {
        refused("a SHA-256 has 32 bytes, not 31", () -> writer.addObject("a.o", new byte[31]));
        refused("an empty layout", () -> writer.addKernel(Bundles.id("a/1/x86_64/5"), new byte[0]));
        refused("over the limit of 255", () -> writer.addKernel(Bundles.id("a/1/x86_64/" + x(256)), new byte[1]));
        refused("bytes of the ID ", () -> writer.addKernel(Bundles.id(x(256) + "/1/x86_64/5"), new byte[1]));
        refused(
                "bytes of the VERSION_ID ",
                () -> writer.addKernel(Bundles.id("a/" + x(256) + "/x86_64/5"), new byte[1]));
        refused("bytes of the architecture ", () -> writer.addKernel(Bundles.id("a/1/" + x(256) + "/5"), new byte[1]));
        refused("bytes of the name of a BPF object ", () -> writer.addObject(x(256), new byte[32]));
        refused("is not one of up to 64 bytes", () -> writer.addKernel(build("0"), new byte[1]));
        refused("is not one of up to 64 bytes", () -> writer.addKernel(build("0g"), new byte[1]));
        refused("is not one of up to 64 bytes", () -> writer.addKernel(build(""), new byte[1]));
        refused("is not one of up to 64 bytes", () -> writer.addKernel(build(x(130)), new byte[1]));
        writer.addKernel(build(x(128)), new byte[1]);
        refused("bundle name \"a/b\"", () -> new BundleWriter("a/b"));
    }

    @Test
    void more_objects_or_platforms_than_a_reader_takes_are_refused() {
        for (int i = 0; i < 10_000; i++) {
            writer.addObject(i + ".o", new byte[32]);
        }
        refused("10001 BPF objects, over the limit", () -> writer.addObject("one more", new byte[32]));
        BundleWriter other = new BundleWriter("test");
        for (int i = 0; i < 10_001; i++) {
            other.addKernel(Bundles.id("a/" + i + "/x86_64/5"), new byte[1]);
        }
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Bundles.bytes(other));
        assertTrue(String.valueOf(e.getMessage()).startsWith("10001 platforms, over the limit"), e.getMessage());
    }

    @Test
    void a_source_that_a_reader_would_refuse_is_refused_when_it_is_added() {
        refused("over the limit of 4096", () -> writer.addSource(x(4097), null, 1));
        refused("over the limit of 255", () -> writer.addSource("x", x(256), 1));
        refused("x: an empty revision", () -> writer.addSource("x", "", 1));
        refused("x: -1 kernels", () -> writer.addSource("x", null, -1));
        refused("200001 kernels of the source \"x\", over the limit", () -> writer.addSource("x", null, 200_001));
        for (int i = 0; i < 10_000; i++) {
            writer.addSource("x", null, 1);
        }
        refused("10001 sources, over the limit", () -> writer.addSource("x", null, 1));
    }

    @Test
    void sources_in_another_order_give_the_same_bytes() throws IOException {
        writer.addSource("a", null, 1);
        writer.addSource("b", null, 2);
        BundleWriter other = new BundleWriter("test");
        other.addSource("b", null, 2);
        other.addSource("a", null, 1);

        assertArrayEquals(Bundles.bytes(writer), Bundles.bytes(other));
    }

    private static KernelId build(String buildId) {
        return new KernelId("a", "1", "x86_64", "5", buildId);
    }

    private static String x(int length) {
        return new String(new char[length]).replace('\0', 'a');
    }

    private static void refused(String message, Runnable action) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
