// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.scale;

import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * An archive of as many kernels as one likes: series of releases of a distribution, version, architecture and flavour, each
 * grown from a real kernel of that architecture. In about half of the steps from a release to the next nothing changes
 * that matters. The same seed gives the same kernels. Safe for use by many threads.
 */
public final class SyntheticKernels {
    /** Of so many steps from a release to the next, in one nothing has grown. */
    private static final int SAME_ODDS = 2;

    /** {@code ID}, {@code VERSION_ID}, and how releases look: %n is their number, %f the flavour's, %a the architecture. */
    private static final String[][] DISTRIBUTIONS = {
        {"ubuntu", "18.04", "4.15.0-%n-flavour%f"},
        {"ubuntu", "20.04", "5.4.0-%n-flavour%f"},
        {"debian", "10", "4.19.0-%n-flavour%f"},
        {"centos", "8", "4.18.0-%n.%f.el8.%a"},
        {"amzn", "2", "4.14.%n-1%f.amzn2.%a"},
        {"ol", "8", "5.4.17-%n.%f.el8uek.%a"},
    };

    /**
     * A kernel to grow others from.
     *
     * @param arch by its name in BTFHub's directories
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Base(String arch, byte[] btf) {}

    /** The BTFs of archives in BTFHub's layout. */
    public static List<Base> bases(List<File> archives) {
        return archives.stream()
                .map(archive -> new Base(archive.getParentFile().getName(), TestData.unpack(archive)))
                .toList();
    }

    private final List<String> architectures = new ArrayList<>();
    private final List<GrowingBtf> bases = new ArrayList<>();
    private final int series;
    private final long seed;

    /**
     * Made when they are asked for.
     *
     * @param series how many releases a series has at most
     */
    public SyntheticKernels(List<Base> bases, int series, long seed) throws BtfFormatException {
        for (Base base : bases) {
            architectures.add(base.arch());
            this.bases.add(new GrowingBtf(base.btf()));
        }
        this.series = series;
        this.seed = seed;
    }

    public KernelId id(int kernel) {
        int number = kernel / series;
        int base = number % bases.size();
        int rest = number / bases.size();
        String[] distribution = DISTRIBUTIONS[rest % DISTRIBUTIONS.length];
        // two bases may have one architecture, and no two series may have one name
        String flavour = String.valueOf(rest / DISTRIBUTIONS.length * bases.size() + base);
        String release = distribution[2]
                .replace("%n", String.valueOf(10 + kernel % series))
                .replace("%f", flavour)
                .replace("%a", architectures.get(base));
        return new KernelId(distribution[0], distribution[1], architectures.get(base), release, null);
    }

    /** Its BTF, made anew each time. */
    public byte[] btf(int kernel) {
        int number = kernel / series;
        return bases.get(number % bases.size())
                .after(changes(kernel), Mix.of(seed, number), id(kernel).release());
    }

    /** Whether a kernel is one whose layout is that of the one before, whatever the objects. */
    public boolean isLikeTheOneBefore(int kernel) {
        return kernel % series > 0 && changes(kernel) == changes(kernel - 1);
    }

    /** In its series up to it. */
    private int changes(int kernel) {
        int changes = 0;
        for (int k = kernel - kernel % series; k < kernel; k++) {
            changes += Mix.of(seed, 0, k) % SAME_ODDS;
        }
        return changes;
    }
}
