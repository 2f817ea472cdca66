// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.kernel.KernelId;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells what makes a bundle large: the bytes of the distinct layouts of each distribution, before compression. */
final class SizeBudget {
    /** What one distribution contributes. A layout that it shares with another counts for both. */
    private static final class Share {
        private final String distribution;
        private final Set<byte[]> layouts = Collections.newSetFromMap(new IdentityHashMap<>());
        private int kernels;

        Share(String distribution) {
            this.distribution = distribution;
        }

        long bytes() {
            return layouts.stream().mapToLong(layout -> layout.length).sum();
        }

        @Override
        public String toString() {
            return "  " + distribution + ": " + Count.of(bytes(), "byte") + " in " + Count.of(layouts.size(), "layout")
                    + " of " + Count.of(kernels, "kernel");
        }
    }

    private final Map<String, Share> shares = new TreeMap<>();

    /** @param layout the same array for kernels that share it */
    void add(KernelId kernel, byte[] layout) {
        // as KernelId writes it, with a dash for what is not known
        String text = kernel.toString();
        String distribution = text.substring(0, text.indexOf('/', text.indexOf('/') + 1));
        Share share = shares.computeIfAbsent(distribution, Share::new);
        share.layouts.add(layout);
        share.kernels++;
    }

    /**
     * Whether a bundle is small enough.
     *
     * @param setting what the user knows the maximum by
     * @throws BundlingException when it is too large; the message says for which distributions, largest first
     */
    void check(String name, long size, String setting, long max) throws BundlingException {
        if (size <= max) {
            return;
        }
        StringBuilder message = new StringBuilder("bundle " + name + " has " + Count.of(size, "byte") + ", over "
                + setting + ", " + max + ": choose fewer kernels, or raise it. Before compression:");
        for (Share share : largestFirst()) {
            message.append('\n').append(share);
        }
        throw new BundlingException(message.toString());
    }

    private List<Share> largestFirst() {
        return shares.values().stream()
                .sorted(Comparator.comparingLong(Share::bytes).reversed())
                .toList();
    }
}
