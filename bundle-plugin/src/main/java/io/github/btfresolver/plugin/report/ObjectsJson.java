// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The part of a report's JSON that is about objects. */
final class ObjectsJson {
    private final JsonGenerator json;

    ObjectsJson(JsonGenerator json) {
        this.json = json;
    }

    void write(List<ExaminedObject> objects) throws IOException {
        json.writeArrayFieldStart("objects");
        for (ExaminedObject object : objects) {
            json.writeStartObject();
            json.writeStringField("name", object.name());
            json.writeStringField("sha256", object.sha256());
            json.writeBooleanField("examined", object.isExamined());
            if (object.isExamined()) {
                json.writeNumberField("relocations", object.relocations());
                verdicts(object.verdicts());
                json.writeNumberField("other_byte_order", object.otherOrder().number());
                programs(object);
                findings(object);
                needs(object);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void verdicts(Map<Verdict, KernelSet> verdicts) throws IOException {
        json.writeObjectFieldStart("outcomes");
        for (Map.Entry<Verdict, KernelSet> verdict : verdicts.entrySet()) {
            json.writeNumberField(verdict.getKey().key(), verdict.getValue().number());
        }
        json.writeEndObject();
    }

    private void programs(ExaminedObject object) throws IOException {
        json.writeArrayFieldStart("programs");
        for (ExaminedObject.Program program : object.programs()) {
            json.writeStartObject();
            json.writeStringField("section", program.section());
            json.writeStringField("program", program.name());
            json.writeBooleanField("optional", program.isOptional());
            json.writeNumberField("relocations", program.relocations());
            verdicts(program.verdicts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void findings(ExaminedObject object) throws IOException {
        json.writeArrayFieldStart("findings");
        for (ExaminedObject.Finding finding : object.findings()) {
            json.writeStartObject();
            json.writeStringField("section", finding.section());
            json.writeStringField("program", finding.program());
            json.writeStringField("relocation", finding.relocation());
            json.writeStringField("outcome", finding.verdict().key());
            json.writeStringField("reason", finding.reason());
            json.writeNumberField("kernel_set", finding.kernels().number());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void needs(ExaminedObject object) throws IOException {
        json.writeArrayFieldStart("needs");
        for (ExaminedObject.Need need : object.needs()) {
            json.writeStartObject();
            json.writeStringField("section", need.section());
            json.writeStringField("program", need.program());
            json.writeBooleanField("kernel_btf", need.isKernelBtf());
            json.writeStringField("severity", need.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("reason", need.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
