// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.bundling.BuildFacts;
import io.github.btfresolver.plugin.bundling.SourceSizes;
import io.github.btfresolver.plugin.source.RejectedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * A report as one JSON object. What is not known is null; kernels and layouts are numbers, as in {@code list --json}; sets of
 * kernels are numbers in {@code kernel_sets}.
 */
final class ReportJson {
    private final BundleReport report;
    private final Bundle bundle;
    private final JsonGenerator json;

    private ReportJson(BundleReport report, JsonGenerator json) {
        this.report = report;
        bundle = report.bundle();
        this.json = json;
    }

    /** In UTF-8; the same bytes on all systems. */
    static byte[] of(BundleReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            new ReportJson(report, json).write();
            json.writeRaw('\n');
        }
        return out.toByteArray();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("bundle", bundle.name());
        json.writeNumberField("size", bundle.fileSize());
        json.writeStringField("sha256", bundle.fileSha256());
        new ObjectsJson(json).write(report.objects());
        kernelSets();
        kernels();
        layouts();
        platforms();
        sizes();
        SourcesJson.write(json, bundle);
        rejected();
        json.writeEndObject();
    }

    private void kernelSets() throws IOException {
        json.writeArrayFieldStart("kernel_sets");
        for (KernelSet set : report.sets().all()) {
            json.writeStartObject();
            json.writeNumberField("set", set.number());
            json.writeNumberField("kernels", set.kernels());
            numbers("layouts", set.layouts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void numbers(String field, Iterable<Integer> numbers) throws IOException {
        json.writeArrayFieldStart(field);
        for (int number : numbers) {
            json.writeNumber(number);
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
            source(report.facts().flatMap(facts -> facts.sizes(kernel)));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void known(String field, String value) throws IOException {
        json.writeStringField(field, value.isEmpty() ? null : value);
    }

    private void source(Optional<SourceSizes> sizes) throws IOException {
        json.writeFieldName("btf_size");
        number(sizes.map(SourceSizes::btf));
        json.writeFieldName("file_size");
        number(sizes.map(SourceSizes::file));
    }

    private void number(Optional<Long> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumber(value.get());
        } else {
            json.writeNull();
        }
    }

    private void layouts() throws IOException {
        json.writeArrayFieldStart("layouts");
        for (int i = 0; i < bundle.layoutCount(); i++) {
            Verdict verdict = report.verdicts()[i];
            json.writeStartObject();
            json.writeNumberField("layout", i);
            json.writeNumberField("size", bundle.layoutSize(i));
            json.writeStringField("sha256", bundle.layoutSha256(i));
            json.writeNumberField("kernels", report.sets().kernels(i));
            json.writeStringField("outcome", verdict == null ? null : verdict.key());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void platforms() throws IOException {
        json.writeArrayFieldStart("platforms");
        for (KernelPlatform platform : report.platforms()) {
            json.writeStartObject();
            known("id", platform.id());
            known("version_id", platform.versionId());
            json.writeStringField("arch", platform.arch());
            json.writeArrayFieldStart("series");
            for (KernelSeries series : platform.series()) {
                json.writeStartObject();
                known("series", series.name());
                json.writeArrayFieldStart("runs");
                for (KernelRun run : series.runs()) {
                    json.writeStartObject();
                    json.writeNumberField("layout", run.layout());
                    numbers("kernels", run.kernels());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void sizes() throws IOException {
        json.writeArrayFieldStart("distributions");
        for (DistributionSize size : report.sizes()) {
            json.writeStartObject();
            known("id", size.id());
            known("version_id", size.versionId());
            json.writeNumberField("kernels", size.kernels());
            json.writeNumberField("layouts", size.layouts());
            json.writeNumberField("layout_size", size.layoutBytes());
            source(size.source());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rejected() throws IOException {
        Optional<BuildFacts> facts = report.facts();
        if (facts.isEmpty()) {
            json.writeNullField("rejected");
            return;
        }
        json.writeArrayFieldStart("rejected");
        for (RejectedInput input : facts.get().rejected()) {
            json.writeStartObject();
            json.writeStringField("input", input.input());
            json.writeStringField("reason", input.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
