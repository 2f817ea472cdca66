// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledSource;
import java.io.IOException;

/** Where a bundle's kernels are from, as JSON. */
public final class SourcesJson {
    private SourcesJson() {}

    /** Writes the field {@code sources} of the object that is open. */
    public static void write(JsonGenerator json, Bundle bundle) throws IOException {
        json.writeArrayFieldStart("sources");
        for (BundledSource source : bundle.sources()) {
            json.writeStartObject();
            json.writeStringField("text", source.text());
            json.writeStringField("revision", source.revision());
            json.writeNumberField("kernels", source.kernels());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
