// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Bundles of made-up kernels for real objects. */
final class TestBundles {
    private static final int STRINGS_LENGTH = 20;

    final BundleWriter writer;
    final List<GivenObject> objects = new ArrayList<>();

    TestBundles(String name) {
        writer = new BundleWriter(name);
    }

    /** A compiled program of testdata, by the name that the bundle is to have for it. */
    TestBundles object(String path, String name) throws Exception {
        byte[] bytes = TestData.bytes("objects/" + path + ".bpf.o");
        String sha256 = BundledObject.sha256(bytes);
        writer.addObject(name, HexFormat.of().parseHex(sha256));
        objects.add(new GivenObject(sha256, BpfObject.parse(bytes, path)));
        return this;
    }

    /** @param kernel {@code ID/VERSION_ID/ARCH/RELEASE}, with nothing for what is not known */
    TestBundles kernel(String kernel, byte[] layout) {
        String[] parts = kernel.split("/", 4);
        writer.addKernel(new KernelId(parts[0], parts[1], parts[2], parts[3], null), layout);
        return this;
    }

    /** One of testdata's small kernels, minimized for the objects so far. */
    byte[] layout(String name) throws Exception {
        Btf btf = Btf.parse(TestData.bytes("btf-small/" + name + ".btf"), name);
        return new BtfMinimizer(objects.stream().map(GivenObject::parsed).toList()).minimize(btf, btf.order());
    }

    /** Another layout, with the same types. */
    static byte[] variant(byte[] layout, int number) {
        byte[] name = ("variant" + number + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] changed = Arrays.copyOf(layout, layout.length + name.length);
        System.arraycopy(name, 0, changed, layout.length, name.length);
        ByteBuffer header = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(STRINGS_LENGTH, header.getInt(STRINGS_LENGTH) + name.length);
        return changed;
    }

    Bundle bundle() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return Bundle.read(new ByteArrayInputStream(out.toByteArray()), "test");
    }

    /**
     * As many kernels as BTFHub's archive has of distributions that need it: series of builds, whose layout changes every few
     * builds, and now and then back.
     */
    static TestBundles large(int kernels) throws Exception {
        TestBundles bundles =
                new TestBundles("large").object("el/guards", "guards.bpf.o").object("el/stores", "stores.bpf.o");
        byte[] old = bundles.layout("kernel_old.el");
        byte[] now = bundles.layout("kernel.el");
        String[] distributions = {
            "ubuntu/16.04", "ubuntu/18.04", "ubuntu/20.04", "debian/9", "debian/10", "amzn/2", "ol/7"
        };
        String[] arches = {"x86_64", "arm64"};
        String[] flavours = {"generic", "aws", "azure", "gcp", "oracle"};
        for (int i = 0; i < kernels; i++) {
            String distribution = distributions[i % 7];
            String arch = arches[i / 7 % 2];
            int series = i / 14 % 10;
            int build = i / 140;
            int layout = build % 13 == 12 ? 0 : build / 3;
            byte[] base = (i % 7 + build) % 20 < 9 ? old : now;
            String release = "4." + (4 + series / 5 * 11) + ".0-" + (1000 + build) + "-" + flavours[series % 5];
            bundles.kernel(
                    distribution + "/" + arch + "/" + release,
                    variant(base, (i % 14) * 100 + (series * 10 + layout) % 45));
        }
        return bundles;
    }
}
