// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.libbpf;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.btfresolver.loader.LibbpfOpenOptions;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** The installed libbpf, and everything that it prints while it loads an object. For one thread at a time. */
final class Libbpf {
    /** The functions that are needed, by their names in C. */
    interface Functions extends Library {
        Pointer libbpf_set_print(Printer printer);

        Pointer bpf_object__open_file(String path, LibbpfOpenOptions options);

        Pointer bpf_object__next_map(Pointer object, Pointer map);

        int bpf_map__max_entries(Pointer map);

        int bpf_map__set_max_entries(Pointer map, int entries);

        int bpf_map__type(Pointer map);

        int bpf_map__set_value_size(Pointer map, int bytes);

        int bpf_object__load(Pointer object);

        void bpf_object__close(Pointer object);
    }

    interface Printer extends Callback {
        /**
         * Prints a line.
         *
         * @param arguments a {@code va_list}: on all 64-bit platforms of interest passed as a pointer
         */
        int print(int level, Pointer format, Pointer arguments);
    }

    private static final int LINE = 4096;
    private static final int STACK_TRACES = 7;

    private final Functions functions;
    private final Function vsnprintf = Function.getFunction("c", "vsnprintf");
    private final Memory buffer = new Memory(LINE);
    private final List<String> lines = new ArrayList<>();

    /** Kept, since libbpf keeps its address only. */
    private final Printer printer = this::print;

    private Libbpf() {
        functions = Native.load("bpf", Functions.class);
        functions.libbpf_set_print(printer);
    }

    /** Skips the test unless libbpf is there and may load BPF programs. */
    static Libbpf require(File someObject, File itsTarget) {
        Libbpf libbpf;
        try {
            libbpf = new Libbpf();
        } catch (UnsatisfiedLinkError e) {
            Judges.skip("libbpf.so is missing (Debian package libbpf-dev): " + e.getMessage());
            throw new AssertionError("not reached", e);
        }
        List<String> said = libbpf.load(someObject, itsTarget);
        if (said.stream().noneMatch(line -> line.contains("CO-RE relocations"))) {
            Judges.skip("libbpf does not get as far as relocating (is this root?): " + String.join("; ", said));
        }
        return libbpf;
    }

    /** What libbpf prints while it loads an object; whether the kernel takes the program does not matter. */
    List<String> load(File object, File target) {
        lines.clear();
        Pointer opened = functions.bpf_object__open_file(object.getPath(), new LibbpfOpenOptions(target.getPath()));
        if (opened != null) {
            sizeMaps(opened);
            functions.bpf_object__load(opened);
            functions.bpf_object__close(opened);
        }
        return List.copyOf(lines);
    }

    /** Maps whose size their program leaves to the application; without one, loading ends before the relocations. */
    private void sizeMaps(Pointer object) {
        Pointer map = functions.bpf_object__next_map(object, null);
        for (; map != null; map = functions.bpf_object__next_map(object, map)) {
            if (functions.bpf_map__max_entries(map) == 0) {
                functions.bpf_map__set_max_entries(map, 1);
            }
            if (functions.bpf_map__type(map) == STACK_TRACES) {
                functions.bpf_map__set_value_size(map, 8);
            }
        }
    }

    private int print(int level, Pointer format, Pointer arguments) {
        vsnprintf.invokeInt(new Object[] {buffer, (long) LINE, format, arguments});
        lines.add(buffer.getString(0, "ISO-8859-1").trim());
        return 0;
    }
}
