// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.plugin.bundling.Count;
import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Show what a BPF object's CO-RE relocations come to.",
            "Prints one JSON object a line for each relocation, with the fields",
            "section, insn_off (bytes), kind, type, access, status (ok, poisoned, error), orig and new (the value",
            "before and after; null where there is none), insn (the patched instruction, hex), message."
        },
        footer = {"", "Exit status 1 when a relocation is an error: libbpf would not load the object."})
final class RelocateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OBJECT", description = "A compiled BPF object.")
    private File object;

    @Parameters(index = "1", paramLabel = "BTF", description = "The kernel's BTF: raw, or an ELF file such as vmlinux.")
    private File btf;

    @Override
    public Integer call() throws IOException {
        BpfObject parsed = BpfObject.read(object);
        CandidateIndex index = new CandidateIndex(BtfFile.read(btf), List.of(), RootNames.of(List.of(parsed)));
        List<ObjectRelocation.Outcome> outcomes = ObjectRelocation.of(parsed, index);
        int errors = 0;
        try (JsonGenerator json = new JsonFactory().createGenerator(new StandardOutput())) {
            json.setRootValueSeparator(null);
            for (ObjectRelocation.Outcome outcome : outcomes) {
                write(json, outcome);
                errors += outcome.status() == ObjectRelocation.Status.ERROR ? 1 : 0;
            }
        }
        if (errors > 0) {
            throw new IOException(object + ": " + errors + " of " + Count.of(outcomes.size(), "relocation")
                    + " cannot be carried out against " + btf);
        }
        return 0;
    }

    private static void write(JsonGenerator json, ObjectRelocation.Outcome outcome) throws IOException {
        CoreRelocation relocation = outcome.relocation();
        RelocationKind kind = relocation.kind();
        json.writeStartObject();
        json.writeStringField("section", relocation.section());
        json.writeNumberField("insn_off", relocation.instructionOffset() & 0xFFFFFFFFL);
        json.writeStringField("kind", kind == null ? String.valueOf(relocation.kindNumber()) : kind.text());
        json.writeStringField("type", relocation.typeName());
        json.writeStringField("access", relocation.access());
        json.writeStringField("status", outcome.status().text());
        writeUnsigned(json, "orig", outcome.originalValue());
        writeUnsigned(json, "new", outcome.newValue());
        byte[] instruction = outcome.instruction();
        json.writeStringField(
                "insn", instruction == null ? null : HexFormat.of().formatHex(instruction));
        json.writeStringField("message", outcome.message());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void writeUnsigned(JsonGenerator json, String field, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeFieldName(field);
            json.writeNumber(new BigInteger(Long.toUnsignedString(value)));
        }
    }
}
