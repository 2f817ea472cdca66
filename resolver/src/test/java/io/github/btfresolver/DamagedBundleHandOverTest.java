// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.TestBundles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle with any byte changed: the loader sees the BTF that the bundle was made with, or none. */
class DamagedBundleHandOverTest {
    private static final byte[] BTF = Samples.btf("int");

    @TempDir
    Path directory;

    private FakeRoot machine;
    private Path bundle;

    @BeforeEach
    void make_a_machine() throws IOException {
        machine = FakeRoot.ofKernel(directory.resolve("host"), "6.1.0");
        bundle = directory.resolve("a.btfb");
    }

    private Optional<KernelBtf> resolve(byte[] bytes) throws IOException {
        Files.write(bundle, bytes);
        return BtfResolver.builder()
                .hostRoot(machine.toString())
                .bundleFiles(bundle.toString())
                .handOver(HandOverMode.NONE)
                .tryResolve();
    }

    private static byte[] handedOver(KernelBtf btf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        btf.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void the_whole_bundle_is_handed_over() throws IOException {
        try (KernelBtf btf =
                resolve(TestBundles.bundle("a", "debian/10/x86_64/6.1.0", BTF)).get()) {
            assertArrayEquals(BTF, handedOver(btf));
        }
    }

    @Test
    void with_any_byte_changed_nothing_is() throws IOException {
        byte[] whole = TestBundles.bundle("a", "debian/10/x86_64/6.1.0", BTF);
        for (int at = 0; at < whole.length; at++) {
            for (int change : new int[] {1, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                assertFalse(resolve(changed).isPresent(), "byte " + at + " of " + whole.length + " ^ " + change);
            }
        }
    }

    @Test
    void cut_off_anywhere_nothing_is_and_the_report_names_the_file() throws IOException {
        byte[] whole = TestBundles.bundle("a", "debian/10/x86_64/6.1.0", BTF);
        for (int length = 0; length < whole.length; length++) {
            assertFalse(resolve(Arrays.copyOf(whole, length)).isPresent(), length + " of " + whole.length);
        }
        Resolution[] told = new Resolution[1];
        Files.write(bundle, Arrays.copyOf(whole, whole.length / 2));
        BtfResolver.builder()
                .hostRoot(machine.toString())
                .bundleFiles(bundle.toString())
                .listener(resolution -> told[0] = resolution)
                .tryResolve();
        ResolutionStep last = told[0].steps().get(told[0].steps().size() - 1);
        assertEquals(Resolution.Outcome.FAILED, last.outcome());
        assertTrue(last.reason().startsWith(bundle + ": "), last.reason());
    }

    /** Damage that another kernel's entry would hide: each of two kernels gets its own layout or nothing. */
    @Test
    void no_damage_gives_another_kernels_layout() throws IOException {
        byte[] old = Samples.btf("long");
        BundleWriter writer = new BundleWriter("a");
        writer.addKernel(new KernelId("debian", "10", "x86_64", "6.1.0", null), BTF.clone());
        writer.addKernel(new KernelId("debian", "10", "x86_64", "6.1.1", null), old.clone());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        byte[] whole = out.toByteArray();
        try (KernelBtf btf = resolve(whole).get()) {
            assertArrayEquals(BTF, handedOver(btf));
        }
        for (int at = 0; at < whole.length; at++) {
            for (int change : new int[] {1, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) change;
                Optional<KernelBtf> btf = resolve(changed);
                if (btf.isPresent()) {
                    assertArrayEquals(BTF, handedOver(btf.get()), "byte " + at + " ^ " + change);
                }
            }
        }
    }
}
