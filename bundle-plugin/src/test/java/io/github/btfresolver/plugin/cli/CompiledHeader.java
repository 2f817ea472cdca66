// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.CDump;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import java.io.OutputStream;
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

    /** clang's BTF writer takes time quadratic in the number of structs, so it gets them in parts. */
    private static final int PART = 1000;

    private final Btf original;
    private final String clang;
    private final Path folder;
    int composites;
    int members;
    int bitfields;
    final List<String> differences = new ArrayList<>();

    private CompiledHeader(Btf original, String clang, Path folder) {
        this.original = original;
        this.clang = clang;
        this.folder = folder;
    }

    /** Writes the header, compiles it in the byte order of the BTF and compares. */
    static CompiledHeader of(Btf btf, String clang, Path folder) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("header.h"))) {
            CDump.write(btf, out);
        }
        CompiledHeader result = new CompiledHeader(btf, clang, folder);
        Map<String, Integer> all = namedComposites(btf);
        List<String> names = new ArrayList<>(all.keySet());
        for (int from = 0; from == 0 || from < names.size(); from += PART) {
            List<String> part = names.subList(from, Math.min(from + PART, names.size()));
            Btf compiled = result.compile(part);
            Map<String, Integer> compiledIds = namedComposites(compiled);
            for (String name : part) {
                result.compare(name, all.get(name), compiled, compiledIds.get(name));
            }
        }
        return result;
    }

    private Btf compile(List<String> names) throws IOException {
        // clang keeps only types that something uses
        StringBuilder source = new StringBuilder("#include \"header.h\"\nunion every_struct {\n");
        for (String name : names) {
            source.append('\t')
                    .append(name)
                    .append(" use_")
                    .append(source.length())
                    .append(";\n");
        }
        source.append("} every_struct;\n");
        Path file = folder.resolve("header.c");
        Path object = folder.resolve("header.o");
        Files.write(file, source.toString().getBytes(StandardCharsets.US_ASCII));
        String target = original.order() == ByteOrder.BIG_ENDIAN ? "bpfeb" : "bpfel";
        Judges.Run run = Judges.run(
                clang, "-target", target, "-g", "-c", "-Werror", NO_STRUCTS, file.toString(), "-o", object.toString());
        if (run.status != 0 || !run.output.isEmpty()) {
            throw new AssertionError(original.source() + ": " + run.output);
        }
        return BtfFile.read(object.toFile());
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

    private void compare(String name, int id, Btf compiled, Integer compiledId) throws IOException {
        if (compiledId == null) {
            differences.add(name + " is missing");
            return;
        }
        composites++;
        List<String> before = layout(original, id);
        List<String> after = layout(compiled, compiledId);
        members += before.size() - 1;
        if (!before.equals(after)) {
            differences.add(firstDifference(name, before, after));
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
