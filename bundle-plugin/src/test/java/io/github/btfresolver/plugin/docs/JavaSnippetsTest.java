// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Native;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.plugin.docs.Page.Snippet;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testing.Jdk22;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java in the pages compiles: with Java 8 against the library and JNA, or with Java 22 where it uses foreign memory. */
class JavaSnippetsTest {
    private static final String IMPORTS = """
            import com.sun.jna.*;
            import io.github.btfresolver.*;
            import io.github.btfresolver.btf.*;
            import io.github.btfresolver.loader.*;
            import java.io.*;
            import java.nio.*;
            import java.util.*;
            """;

    private static final String FOREIGN = """
            import static java.lang.foreign.ValueLayout.ADDRESS;
            import io.github.btfresolver.*;
            import java.lang.foreign.*;
            import me.bechberger.ebpf.bpf.raw.*;
            """;

    /** The signatures that hello-ebpf's generated bindings have. */
    private static final Map<String, String> HELLO_EBPF = Map.of("Lib.java", """
            package me.bechberger.ebpf.bpf.raw;
            import java.lang.foreign.MemorySegment;
            public class Lib {
                public static MemorySegment bpf_object__open_file(MemorySegment path, MemorySegment options) { return path; }
                public static int bpf_object__load(MemorySegment object) { return 0; }
            }
            """, "bpf_object_open_opts.java", """
            package me.bechberger.ebpf.bpf.raw;
            import java.lang.foreign.*;
            public class bpf_object_open_opts {
                public static MemorySegment allocate(SegmentAllocator allocator) { return allocator.allocate(88, 8); }
                public static long sizeof() { return 88; }
                public static void sz(MemorySegment struct, long value) {}
                public static void btf_custom_path(MemorySegment struct, MemorySegment value) {}
            }
            """);

    @TempDir
    Path folder;

    static List<Page> pages() throws IOException {
        return Page.all().stream()
                .filter(page ->
                        !java(page, false).isEmpty() || !java(page, true).isEmpty())
                .toList();
    }

    private static List<Snippet> java(Page page, boolean foreign) {
        return page.snippets().stream()
                .filter(snippet ->
                        snippet.language().equals("java") && snippet.text().contains("MemorySegment") == foreign)
                .toList();
    }

    /** The snippets of a page belong together: an interface in one may be used in another. */
    @ParameterizedTest
    @MethodSource("pages")
    void a_pages_snippets_compile_against_the_library(Page page) throws IOException {
        String unit = unit(IMPORTS, "KernelBtf btf;", java(page, false));
        compile(List.of(Path.of(System.getProperty("java.home"), "bin", "javac").toString(), "--release", "8"), unit);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_pages_snippets_with_foreign_memory_compile(Page page) throws IOException {
        List<Snippet> snippets = java(page, true);
        if (!snippets.isEmpty()) {
            compile(Jdk22.javac(), unit(FOREIGN, "KernelBtf btf; Arena arena;", snippets));
        }
    }

    @Test
    void snippets_are_found() throws IOException {
        assertTrue(pages().stream().map(Page::toString).toList().contains("README.md"));
        assertEquals(2, java(Page.of("resolver/docs/loaders.md"), true).size());
    }

    /** A class with each snippet as a method or, when it declares a type, as it is; at the lines where the page has them. */
    private static String unit(String imports, String fields, List<Snippet> snippets) {
        StringBuilder unit = new StringBuilder(imports.replace('\n', ' ') + "class Snippets {" + fields);
        for (Snippet snippet : snippets) {
            while (unit.chars().filter(c -> c == '\n').count() < snippet.line()) {
                unit.append('\n');
            }
            boolean isType = snippet.text().startsWith("interface ");
            unit.append(isType ? "" : "void line" + snippet.line() + "() throws Exception {")
                    .append(snippet.text())
                    .append(isType ? "" : "}");
        }
        return unit.append('}').toString();
    }

    private void compile(List<String> compiler, String unit) throws IOException {
        List<String> command = new ArrayList<>(compiler);
        command.addAll(List.of("-d", folder.resolve("classes").toString(), "-cp", libraries()));
        command.add(write("Snippets.java", unit));
        if (unit.contains("me.bechberger")) {
            for (Map.Entry<String, String> stub : HELLO_EBPF.entrySet()) {
                command.add(write(stub.getKey(), stub.getValue()));
            }
        }
        Judges.Run run = Judges.run(command.toArray(new String[0]));
        assertEquals(0, run.status, run.output);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an application has: the library and JNA. */
    private static String libraries() {
        return place(BtfResolver.class) + File.pathSeparator + place(Native.class);
    }
}
