// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.report.SourcesJson;
import java.io.IOException;
import java.io.Writer;

/** What is in a bundle, as one JSON object. What is not known is null. */
final class BundleJson {
    private final Bundle bundle;
    private final JsonGenerator json;

    private BundleJson(Bundle bundle, JsonGenerator json) {
        this.bundle = bundle;
        this.json = json;
    }

    /** @param size of the whole bundle in bytes */
    static void write(Bundle bundle, int size, Writer out) throws IOException {
        Json.print(out, json -> new BundleJson(bundle, json).write(size));
    }

    private void write(int size) throws IOException {
        json.writeStringField("name", bundle.name());
        json.writeNumberField("size", size);
        json.writeArrayFieldStart("objects");
        for (BundledObject object : bundle.objects()) {
            json.writeStartObject();
            json.writeStringField("name", object.name());
            json.writeStringField("sha256", object.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
        SourcesJson.write(json, bundle);
        layouts();
        kernels();
    }

    private void layouts() throws IOException {
        json.writeArrayFieldStart("layouts");
        for (int i = 0; i < bundle.layoutCount(); i++) {
            json.writeStartObject();
            json.writeNumberField("layout", i);
            json.writeNumberField("size", bundle.layoutSize(i));
            json.writeStringField("sha256", bundle.layoutSha256(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void kernels() throws IOException {
        json.writeArrayFieldStart("kernels");
        for (int i = 0; i < bundle.kernelCount(); i++) {
            KernelId kernel = bundle.kernel(i);
            json.writeStartObject();
            known("id", kernel.id());
            known("version_id", kernel.versionId());
            json.writeStringField("arch", kernel.arch());
            json.writeStringField("release", kernel.release());
            json.writeStringField("build_id", kernel.buildId());
            json.writeNumberField("layout", bundle.layoutOf(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void known(String field, String value) throws IOException {
        json.writeStringField(field, value.isEmpty() ? null : value);
    }
}
