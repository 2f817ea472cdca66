// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleParts;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A bundle: as it is after a 0; one whose index is changed below its checksum after a 1; after anything else, a block of layouts
 * that is changed below its checksums.
 */
final class BundleTarget implements FuzzTarget {
    private static final String SOURCE = "fuzz.btfb";

    /** What a bundle mostly has is believed: of its index, of its blocks, and of the file. */
    private static final int BELIEVED = 3 << 20;

    private static final Bounded BOUNDED = Bounded.of(SOURCE).withRoom(BELIEVED);
    private static final String[] RELEASES = {"5.4.0-42-generic", "3.10.0-957.el7.x86_64", "6"};

    private final byte[] bundle;
    private final byte[] index;
    private final byte[] blocks;
    private final List<byte[]> layouts;
    private final byte[] group;

    BundleTarget() {
        try {
            bundle = bundle();
            index = BundleParts.index(bundle);
            blocks = BundleParts.blocks(bundle);
            layouts = List.of(
                    layout("struct task 8 pid:int@0 x:int@32; int int 4; enum e 4 A=1"),
                    layout("struct task 16 x:int@0 pid:int@32 p:ptr@64; int int 4; ptr ptr task; enum e 4 A=2 B=1"));
            group = BundleParts.group(layouts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] layout(String types) throws IOException {
        return CanonicalBtf.of(BtfText.parse(types, ByteOrder.LITTLE_ENDIAN));
    }

    private static byte[] bundle() throws IOException {
        BundleWriter writer = new BundleWriter("fuzz");
        writer.addObject("a.bpf.o", new byte[32]);
        writer.addSource("tree", "0123456789abcdef0123456789abcdef01234567", 3);
        writer.addKernel(new KernelId("ubuntu", "18.04", "x86_64", RELEASES[0], null), Samples.btf("a"));
        writer.addKernel(new KernelId("ubuntu", "18.04", "arm64", RELEASES[0], null), Samples.btf("b"));
        writer.addKernel(new KernelId("centos", "7", "x86_64", RELEASES[1], "00ff10"), Samples.btf("b"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    @Override
    public void run(byte[] input) throws IOException {
        Choices choices = new Choices(input);
        int form = choices.u8();
        if (form == 0) {
            byte[] bytes = choices.rest();
            bundle(bytes, bytes.length);
        } else if (form == 1) {
            byte[] changed = Edits.some(index, ByteOrder.LITTLE_ENDIAN, choices);
            bundle(BundleParts.bundle(changed, blocks), changed.length + blocks.length);
        } else {
            int number = form % 2;
            byte[] changed = Edits.some(group, ByteOrder.LITTLE_ENDIAN, choices);
            layout(() -> BundleParts.layout(SOURCE, changed, number, layouts.get(number).length), changed.length);
        }
    }

    /** As a machine does it, which checks a row only when it is read, and as the build does, which checks all. */
    private static void bundle(byte[] bytes, int size) throws IOException {
        // reading all of it takes a megabyte each time
        int way = Use.sampled() ? Use.choice(bytes, 8) : Use.ALL;
        if (way != 0) {
            Bundle opened = BOUNDED.read(size, () -> Bundle.open(new ByteArrayInputStream(bytes), SOURCE));
            if (opened != null) {
                lookUp(opened, size);
            }
        }
        Bundle bundle = way > 0 ? null : BOUNDED.read(size, () -> Bundle.read(new ByteArrayInputStream(bytes), SOURCE));
        if (bundle != null) {
            readAll(bundle, size);
        }
    }

    private static void readAll(Bundle bundle, int size) throws IOException {
        BOUNDED.read(size, () -> bundle.sources().toString() + bundle.objects());
        for (int i = 0; i < bundle.kernelCount(); i++) {
            KernelId kernel = bundle.kernel(i);
            HostKernel host = new HostKernel(kernel.release(), kernel.arch(), null, kernel.buildId(), null);
            BOUNDED.read(size, () -> bundle.match(host));
        }
        for (int i = 0; i < bundle.layoutCount(); i++) {
            int number = i;
            layout(() -> bundle.layout(number), size);
        }
    }

    private static void lookUp(Bundle bundle, int size) {
        for (String release : RELEASES) {
            for (String buildId : new String[] {null, "00ff10"}) {
                HostKernel host = new HostKernel(release, "x86_64", null, buildId, null);
                BOUNDED.orThrowing(UncheckedIOException.class).read(size, () -> {
                    KernelMatch match = bundle.match(host);
                    return match.isFound() ? bundle.layout(match) : null;
                });
            }
        }
    }

    /** What was written wrong may hold what is no BTF. */
    private static void layout(Bounded.Reader<byte[]> reader, int size) throws IOException {
        byte[] layout = BOUNDED.read(size, reader);
        Btf btf = layout == null ? null : BOUNDED.read(layout.length, () -> Btf.parse(layout, SOURCE));
        if (btf != null) {
            Use.of(btf, layout);
        }
    }

    @Override
    public List<byte[]> seeds() {
        Seeds seeds = new Seeds().literal(bundle).recipe();
        List<byte[]> inputs = seeds.list();
        for (int form = 2; form <= 3; form++) {
            inputs.add(new byte[] {(byte) form});
            byte[] longer = new byte[16];
            longer[0] = (byte) form;
            inputs.add(longer);
        }
        return inputs;
    }
}
