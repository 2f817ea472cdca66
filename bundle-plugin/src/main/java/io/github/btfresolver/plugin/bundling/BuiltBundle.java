// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.source.RejectedInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished bundle.
 *
 * @param bytes of the resource
 * @param kernels how many it covers
 * @param layouts how many different layouts they have
 * @param warnings what the objects should not ask of an external BTF, and what is wrong with the cache
 * @param facts what is known of the inputs
 * @param time that it took
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record BuiltBundle(
        byte[] bytes, int kernels, int layouts, List<String> warnings, BuildFacts facts, Duration time) {
    /** The same with one more warning. */
    BuiltBundle withWarning(String warning) {
        List<String> all = new ArrayList<>(warnings);
        all.add(warning);
        return new BuiltBundle(bytes, kernels, layouts, List.copyOf(all), facts, time);
    }

    /** Inputs that were passed over. */
    public List<RejectedInput> rejected() {
        return facts.rejected();
    }

    /** One line that says what is in it, and what it took. */
    public String summary() {
        return String.join(
                ", ",
                Count.of(kernels, "kernel"),
                Count.of(layouts, "layout"),
                Count.of(bytes.length, "byte"),
                Count.of(rejected().size(), "rejected input"),
                BigDecimal.valueOf(time.toMillis(), 3).setScale(1, RoundingMode.HALF_UP) + " s");
    }
}
