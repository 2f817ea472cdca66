// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.source.RejectedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a build knows of its inputs and the bundle does not say.
 *
 * @param rejected inputs that were passed over
 * @param sizes of the kernels' BTFs, by {@link #key}
 * @param origins where these are, by the same; kernels with the same origin have one file
 */
public record BuildFacts(List<RejectedInput> rejected, Map<String, SourceSizes> sizes, Map<String, String> origins) {
    private static final String REJECTED = "rejected.";
    private static final String REASON = "reason.";
    private static final String SIZES = "sizes.";
    private static final String ORIGIN = "origin.";

    public BuildFacts {
        rejected = List.copyOf(rejected);
        sizes = new TreeMap<>(sizes); // in an order that is the same each time
        origins = new TreeMap<>(origins);
    }

    /** Empty when not known. */
    public Optional<SourceSizes> sizes(KernelId kernel) {
        return Optional.ofNullable(sizes.get(key(kernel)));
    }

    /** Where a kernel's BTF was read; empty when not known. */
    public Optional<String> origin(KernelId kernel) {
        return Optional.ofNullable(origins.get(key(kernel)));
    }

    /** A kernel and its build id. */
    static String key(KernelId kernel) {
        return kernel.buildId() == null ? kernel.toString() : kernel + " " + kernel.buildId();
    }

    /** @throws IllegalArgumentException or IndexOutOfBoundsException when it is damaged */
    static BuildFacts read(Properties kept) {
        List<String> inputs = list(kept, REJECTED);
        List<String> reasons = list(kept, REASON);
        Map<String, SourceSizes> sizes = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        for (String name : kept.stringPropertyNames()) {
            if (name.startsWith(SIZES)) {
                String[] words = kept.getProperty(name, "").split(" ", -1);
                sizes.put(
                        name.substring(SIZES.length()),
                        new SourceSizes(Long.parseLong(words[0]), Long.parseLong(words[1])));
            } else if (name.startsWith(ORIGIN)) {
                origins.put(name.substring(ORIGIN.length()), kept.getProperty(name, ""));
            }
        }
        return new BuildFacts(
                IntStream.range(0, inputs.size())
                        .mapToObj(i -> new RejectedInput(inputs.get(i), reasons.get(i)))
                        .toList(),
                sizes,
                origins);
    }

    static List<String> list(Properties kept, String prefix) {
        List<String> values = new ArrayList<>();
        for (String value; (value = kept.getProperty(prefix + values.size())) != null; ) {
            values.add(value);
        }
        return values;
    }

    void writeTo(Properties kept) {
        for (int i = 0; i < rejected.size(); i++) {
            kept.setProperty(REJECTED + i, rejected.get(i).input());
            kept.setProperty(REASON + i, rejected.get(i).reason());
        }
        sizes.forEach((kernel, size) -> kept.setProperty(SIZES + kernel, size.btf() + " " + size.file()));
        origins.forEach((kernel, origin) -> kept.setProperty(ORIGIN + kernel, origin));
    }
}
