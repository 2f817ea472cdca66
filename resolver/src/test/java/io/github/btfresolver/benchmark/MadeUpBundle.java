// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.kernel.KernelId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;

/** A bundle for thousands of kernels that do not exist: eight series, ten kernels to a layout, some two kilobytes a layout. */
final class MadeUpBundle {
    private static final int SERIES = 8;
    private static final int KERNELS_PER_LAYOUT = 10;
    private static final int STRUCTS = 16;
    private static final int MEMBERS = 6;

    private MadeUpBundle() {}

    /** A bundle of this name for this many kernels. */
    static byte[] of(String name, int kernels) throws IOException {
        BundleWriter writer = new BundleWriter(name);
        writer.addObject("made-up.bpf.o", new byte[32]);
        writer.addSource("made-up", null, kernels);
        for (int i = 0; i < kernels; i++) {
            int series = i % SERIES;
            String release = "5." + series + ".0-" + i / SERIES + "-generic";
            writer.addKernel(
                    new KernelId("madeup", String.valueOf(series), "x86_64", release, null),
                    layout(series, i / SERIES / KERNELS_PER_LAYOUT));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    /** Structs whose members move a little from one layout to the next, as a kernel's do; in the order that bundles have. */
    private static byte[] layout(int series, int revision) throws IOException {
        BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
        builder.add(BtfKind.INT, builder.string("int"), false, 0, 4);
        builder.word(32);
        for (int s = 0; s < STRUCTS; s++) {
            builder.add(BtfKind.STRUCT, builder.string("struct_" + s), false, MEMBERS, 4096);
            for (int m = 0; m < MEMBERS; m++) {
                builder.word(builder.string("member_" + s + "_" + m));
                builder.word(1);
                builder.word(32 * (m * 100 + series + (s <= revision % STRUCTS ? revision : 0)));
            }
        }
        return CanonicalBtf.of(Btf.parse(builder.build(), "made up"));
    }
}
