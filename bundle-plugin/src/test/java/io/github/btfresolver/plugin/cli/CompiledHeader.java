// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.CDump;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.testdata.Judges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The C header of a BTF, and the layouts that clang makes of it, next to those of the BTF. */
final class CompiledHeader {
    /** Some objects have none, and then the attribute for all of them is of no use. */
    private static final String NO_STRUCTS = "-Wno-pragma-clang-attribute";

    private final Btf original;
    private final Btf compiled;
    int composites;
    int members;
    int bitfields;
    final List<String> differences = new ArrayList<>();

    private CompiledHeader(Btf original, Btf compiled) {
        this.original = original;
        this.compiled = compiled;
    }

    /** Writes the header, compiles it in the byte order of the BTF and compares. */
    static CompiledHeader of(Btf btf, String clang, Path folder) throws IOException {
        Map<String, Integer> composites = namedComposites(btf);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        CDump.write(btf, header);
        // clang keeps only types that something uses
        StringBuilder uses = new StringBuilder("union every_struct {\n");
        int n = 0;
        for (String name : composites.keySet()) {
            uses.append('\t').append(name).append(" use_").append(n++).append(";\n");
        }
        uses.append("} every_struct;\n");
        header.write(uses.toString().getBytes(StandardCharsets.US_ASCII));
        Path source = folder.resolve("header.c");
        Path object = folder.resolve("header.o");
        Files.write(source, header.toByteArray());
        String target = btf.order() == ByteOrder.BIG_ENDIAN ? "bpfeb" : "bpfel";
        Judges.Run run = Judges.run(
                clang,
                "-target",
                target,
                "-g",
                "-c",
                "-Werror",
                NO_STRUCTS,
                source.toString(),
                "-o",
                object.toString());
        if (run.status != 0 || !run.output.isEmpty()) {
            throw new AssertionError(btf.source() + ": " + run.output);
        }
        CompiledHeader result = new CompiledHeader(btf, BtfFile.read(object.toFile()));
        result.compare(composites);
        return result;
    }

    /** Structs, unions and typedefs of unnamed ones, by their C names: the second of a name is {@code NAME___2}. */
    private static Map<String, Integer> namedComposites(Btf btf) {
        Map<String, Integer> tags = new HashMap<>();
        Map<String, Integer> typedefs = new HashMap<>();
        Map<String, Integer> composites = new TreeMap<>();
        for (int id = 1; id < btf.typeCount(); id++) {
            BtfKind kind = btf.kind(id);
            boolean defined = kind.isComposite() || (kind.isAnyEnum() && btf.vlen(id) != 0);
            if (btf.nameOffset(id) != 0 && (defined || kind == BtfKind.TYPEDEF)) {
                String name = btf.name(id);
                int count = (defined ? tags : typedefs).merge(name, 1, Integer::sum);
                String unique = count == 1 ? name : name + "___" + count;
                if (kind.isComposite()) {
                    composites.put((kind == BtfKind.STRUCT ? "struct " : "union ") + unique, id);
                } else if (kind == BtfKind.TYPEDEF && isUnnamedComposite(btf, btf.typeField(id))) {
                    composites.put(unique, btf.typeField(id));
                }
            }
        }
        return composites;
    }

    private static boolean isUnnamedComposite(Btf btf, int id) {
        return btf.kind(id).isComposite() && btf.nameOffset(id) == 0;
    }

    private void compare(Map<String, Integer> expected) throws IOException {
        Map<String, Integer> found = namedComposites(compiled);
        for (Map.Entry<String, Integer> each : expected.entrySet()) {
            Integer id = found.get(each.getKey());
            if (id == null) {
                differences.add(each.getKey() + " is missing");
                continue;
            }
            composites++;
            List<String> before = layout(original, each.getValue());
            List<String> after = layout(compiled, id);
            members += before.size() - 1;
            if (!before.equals(after)) {
                differences.add(firstDifference(each.getKey(), before, after));
            }
        }
    }

    private static String firstDifference(String name, List<String> before, List<String> after) {
        int i = 0;
        while (i < before.size() && i < after.size() && before.get(i).equals(after.get(i))) {
            i++;
        }
        return name + ": expected " + (i < before.size() ? before.get(i) : "no more") + ", found "
                + (i < after.size() ? after.get(i) : "no more");
    }

    private List<String> layout(Btf btf, int id) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("size " + btf.sizeOf(id));
        layout(btf, id, 0, "", lines);
        return lines;
    }

    /** A line for each member, and for each in the unnamed types that members consist of. */
    private void layout(Btf btf, int id, long base, String prefix, List<String> lines) throws IOException {
        for (int i = 0; i < btf.vlen(id); i++) {
            String name = btf.elementName(id, i);
            int type = btf.elementType(id, i);
            if (name.startsWith("__padding_")) {
                continue;
            }
            long offset = base + Integer.toUnsignedLong(btf.memberBitOffset(id, i));
            int bits = btf.memberBitfieldSize(id, i);
            bitfields += bits != 0 && btf == original ? 1 : 0;
            lines.add(prefix + name + " at bit " + offset + ", bits " + bits + ", size " + btf.sizeOf(type));
            int inner = btf.skipModifiers(type);
            if (btf.kind(inner).isComposite() && (name.isEmpty() || isUnnamedComposite(btf, inner))) {
                layout(btf, inner, offset, prefix + name + ".", lines);
            }
        }
    }
}
