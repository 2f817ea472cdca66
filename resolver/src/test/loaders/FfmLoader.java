// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Loads a BPF object by libbpf through the foreign function interface, and prints what libbpf answers. JDK 22 and newer. */
class FfmLoader {
    private static final Linker LINKER = Linker.nativeLinker();

    public static void main(String[] arguments) throws Throwable {
        String object = arguments[0];
        boolean closeEarly = arguments.length > 1;
        try (KernelBtf btf = BtfResolver.forRunningKernel();
                Arena arena = Arena.ofConfined()) {
            SymbolLookup libbpf = SymbolLookup.libraryLookup("libbpf.so.1", arena);
            MemorySegment options = options(btf, arena);
            MemorySegment opened = (MemorySegment) function(libbpf, "bpf_object__open_file", ADDRESS, ADDRESS, ADDRESS)
                    .invokeExact(arena.allocateFrom(object), options);
            if (opened.equals(MemorySegment.NULL)) {
                throw new IOException("libbpf cannot open " + object);
            }
            if (closeEarly) {
                btf.close();
            }
            int error = (int) function(libbpf, "bpf_object__load", JAVA_INT, ADDRESS).invokeExact(opened);
            System.out.println(btf.resolution() + "\nload: " + error);
            LINKER.downcallHandle(libbpf.find("bpf_object__close").orElseThrow(), FunctionDescriptor.ofVoid(ADDRESS))
                    .invokeExact(opened);
        }
    }

    /** The beginning of libbpf's struct bpf_object_open_opts: its size, zeros, and the path. */
    private static MemorySegment options(KernelBtf btf, Arena arena) {
        MemorySegment options = arena.allocate(56, 8); // is zeroed
        options.set(ADDRESS, 0, MemorySegment.ofAddress(56));
        btf.customPath().ifPresent(path -> options.set(ADDRESS, 48, arena.allocateFrom(path)));
        return options;
    }

    private static MethodHandle function(SymbolLookup libbpf, String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(libbpf.find(name).orElseThrow(), FunctionDescriptor.of(result, arguments));
    }
}
