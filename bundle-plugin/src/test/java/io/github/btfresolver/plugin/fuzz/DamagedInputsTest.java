// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real files cut off anywhere, and small ones with any byte changed: what holds for the fuzzer's inputs holds for them. */
class DamagedInputsTest {
    private static final int SAMPLES = 100;
    private static final int DEEP_SAMPLES = 24;

    /** A bundle may believe a megabyte at a time before it is there. */
    private static final int BELIEVED = 3 << 20;

    /** Reads a kind of file; null when it is refused. */
    private interface Reader {
        Object read(byte[] bytes) throws Exception;
    }

    /** Small files of each form, and the target that reads them. */
    private enum Small {
        BTF(FuzzTargets.RAW_BTF, "btf-small/kinds.el.btf"),
        BIG_ENDIAN_BTF(FuzzTargets.RAW_BTF, "btf-small/layouts.eb.btf"),
        OBJECT(FuzzTargets.OBJECT, "objects/el/plain.bpf.o"),
        BIG_ENDIAN_OBJECT(FuzzTargets.OBJECT, "objects/eb/stores_v4.bpf.o"),
        VMLINUX(FuzzTargets.VMLINUX, ""),
        BUNDLE(FuzzTargets.BUNDLE, "");

        private final FuzzTargets target;
        private final String path;

        Small(FuzzTargets target, String path) {
            this.target = target;
            this.path = path;
        }

        byte[] bytes() throws IOException {
            return switch (this) {
                case VMLINUX -> Samples.vmlinux(TestData.bytes("btf-small/selfcheck.el.btf"), "0123456789abcdef");
                case BUNDLE -> bundle("kernel", "kernel_old");
                default -> TestData.bytes(path);
            };
        }
    }

    private static byte[] bundle(String... names) throws IOException {
        BundleWriter writer = new BundleWriter("test");
        for (String name : names) {
            byte[] btf = TestData.bytes("btf-small/" + name + ".el.btf");
            writer.addKernel(new KernelId("debian", "12", "x86_64", name, null), CanonicalBtf.of(Btf.parse(btf, name)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void every_prefix_of_a_small_file_holds(Small file) throws Exception {
        FuzzTarget target = file.target.create();
        byte[] literal = new Seeds().literal(file.bytes()).list().get(0);
        for (int length = 1; length <= literal.length; length++) {
            target.run(Arrays.copyOf(literal, length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void any_byte_of_a_small_file_set_to_anything_holds(Small file) throws Exception {
        FuzzTarget target = file.target.create();
        byte[] literal = new Seeds().literal(file.bytes()).list().get(0);
        for (int at = 1; at < literal.length; at++) {
            for (int value : new int[] {0, 0xFF, literal[at] ^ 0x80, literal[at] + 1}) {
                byte[] changed = literal.clone();
                changed[at] = (byte) value;
                target.run(changed);
            }
        }
    }

    static List<File> kernels() {
        return TestData.kernelArchives();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void a_kernels_btf_cut_off_is_refused(File archive) {
        byte[] whole = TestData.unpack(archive);
        everyPrefixIsRefused(whole, bytes -> Btf.parse(bytes, "cut"));
        everyPrefixIsRefused(Samples.vmlinux(whole, "0123456789abcdef"), bytes -> BtfFile.parse(bytes, "cut"));
    }

    /** With a header that says so: types that are missing are noticed where others refer to them. */
    @ParameterizedTest
    @MethodSource("kernels")
    void a_kernels_btf_without_its_last_types_holds(File archive) throws IOException {
        byte[] whole = TestData.unpack(archive);
        ByteBuffer header = ByteBuffer.wrap(whole);
        header.order(whole[0] == (byte) 0x9F ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int types = header.getInt(12);
        for (int i = 0; i < DEEP_SAMPLES; i++) {
            byte[] cut = whole.clone();
            ByteBuffer.wrap(cut).order(header.order()).putInt(12, 4 * (int) ((long) types / 4 * i / DEEP_SAMPLES));
            Bounded.of("cut").read(cut.length, () -> Btf.parse(cut, "cut"));
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void an_object_cut_off_is_refused(File object) {
        everyPrefixIsRefused(TestData.bytes(object), bytes -> BpfObject.parse(bytes, "cut"));
    }

    static List<File> objects() {
        return TestData.objects("el");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void a_bundle_of_a_kernel_cut_off_is_refused(File archive) throws IOException {
        String folder = "golden/min/" + TestData.kernelName(archive);
        BundleWriter writer = new BundleWriter("test");
        for (File minimized : TestData.list(folder, ".btf")) {
            byte[] layout = CanonicalBtf.of(Btf.parse(TestData.bytes(minimized), minimized.getName()));
            writer.addKernel(new KernelId("debian", "12", "x86_64", minimized.getName(), null), layout);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        everyPrefixIsRefused(out.toByteArray(), bytes -> Bundle.read(new ByteArrayInputStream(bytes), "cut"));
    }

    /** Of a large file the first and the last bytes, and some between them. */
    private static void everyPrefixIsRefused(byte[] whole, Reader reader) {
        Bounded bounded = Bounded.of("cut").withRoom(BELIEVED);
        int step = Math.max(1, whole.length / SAMPLES);
        for (int length = 0; length < whole.length; length++) {
            boolean atAnEnd = length < SAMPLES || whole.length - length < SAMPLES / 10;
            if (atAnEnd || length % step == 0) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertNull(bounded.read(cut.length, () -> reader.read(cut)), length + " bytes");
            }
        }
        assertNotNull(bounded.read(whole.length, () -> reader.read(whole)));
    }
}
