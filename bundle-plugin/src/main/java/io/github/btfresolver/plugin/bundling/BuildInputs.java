// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.source.FoundKernels;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.plugin.source.SourceRecord;
import io.github.btfresolver.plugin.source.SourcedKernel;
import org.jspecify.annotations.Nullable;

/** All that the outcome of a build depends on, as one hash. */
final class BuildInputs {
    private final StringBuilder text = new StringBuilder();

    private BuildInputs() {}

    /** @param code {@link RunningCode#sha256()} */
    static String hash(
            String code, BundleRequest request, BundledObjects objects, FoundKernels found, ContentKeys keys) {
        BuildInputs inputs = new BuildInputs();
        inputs.add("code", code);
        inputs.add("name", request.name());
        inputs.add("sources", request.sources());
        for (SourceRecord source : found.sources()) {
            inputs.add("of", source.text());
            inputs.add("revision", source.revision());
            inputs.add("kernels", source.kernels());
        }
        inputs.add("bad sources", request.failOnBadSource());
        inputs.add("size", request.maxSize());
        objects.describe().forEach(object -> inputs.add("object", object));
        for (SourcedKernel kernel : found.kernels()) {
            inputs.add("kernel", kernel.id() + " " + kernel.id().buildId());
            inputs.add("from", kernel.origin());
            inputs.add("contents", keys.of(kernel).orElse("unreadable"));
        }
        request.filter().unmatched().forEach(warning -> inputs.add("warning", warning));
        for (RejectedInput rejected : found.rejected()) {
            inputs.add("rejected", rejected.toString());
        }
        return Sha256.hex(inputs.text.toString());
    }

    /** With its length, so that no two lists of values are the same text. */
    private void add(String what, @Nullable Object value) {
        String string = String.valueOf(value);
        text.append(what)
                .append(' ')
                .append(string.length())
                .append(' ')
                .append(string)
                .append('\n');
    }
}
