// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.kernel.KernelId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kernels of a bundle with their layouts, each distinct layout held once, and where each came from. */
final class Layouts {
    @SuppressWarnings("ArrayRecordComponent") // compared by identity: equal ones are the same
    private record Entry(byte[] layout, String origin) {}

    private final Map<ByteBuffer, byte[]> distinct = new HashMap<>();
    private final Map<KernelId, Entry> kernels = new LinkedHashMap<>();
    private final List<String> conflicts = new ArrayList<>();

    /** The same kernel from two sources is fine when both have the same layout; else it is a conflict. */
    void add(KernelId id, byte[] layout, String origin) {
        byte[] shared = distinct.computeIfAbsent(ByteBuffer.wrap(layout), b -> layout);
        Entry before = kernels.putIfAbsent(id, new Entry(shared, origin));
        if (before != null && before.layout() != shared) {
            conflicts.add(origin + ": " + id + ": two different layouts for one kernel; the other is from "
                    + before.origin());
        }
    }

    boolean isEmpty() {
        return kernels.isEmpty();
    }

    /** A line each, in the order of the sources. */
    List<String> conflicts() {
        return conflicts;
    }

    SizeBudget budget() {
        SizeBudget budget = new SizeBudget();
        kernels.forEach((id, entry) -> budget.add(id, entry.layout()));
        return budget;
    }

    void addTo(BundleWriter writer) throws BundlingException {
        for (Map.Entry<KernelId, Entry> kernel : kernels.entrySet()) {
            try {
                writer.addKernel(kernel.getKey(), kernel.getValue().layout());
            } catch (IllegalArgumentException e) {
                throw new BundlingException(kernel.getValue().origin() + ": " + e.getMessage(), e);
            }
        }
    }
}
