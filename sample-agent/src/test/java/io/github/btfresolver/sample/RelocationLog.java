// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import io.github.btfresolver.loader.LibbpfOpenOptions;
import java.io.File;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * Runs in a guest: loads each program with the kernel's full BTF, from the file of the first argument, and with the one
 * that the resolver chooses, and prints what libbpf logs of relocated instructions, as {@code full: } and {@code chosen: }.
 */
final class RelocationLog {
    private static final int BUFFER = 1024;

    private final LibbpfAccess access = LibbpfAccess.load();
    private final Libbpf libbpf = access.calls();
    /** Native code calls it. */
    private final Libbpf.Print print = this::print;

    private String prefix = "";

    private RelocationLog() throws TracingException {}

    public static void main(String[] arguments) throws Exception {
        try (KernelBtf btf = BtfResolver.forRunningKernel()) {
            System.out.println(btf.resolution().summary());
            RelocationLog log = new RelocationLog();
            log.libbpf.libbpf_set_print(log.print);
            log.load("full", arguments[0]);
            log.load("chosen", btf.customPath().get());
            log.libbpf.libbpf_set_print((Pointer) null);
        }
    }

    private void load(String name, String path) throws Exception {
        load(name + ": exec: ", path, ProbeObject.read(ByteOrder.nativeOrder()));
        for (String object : new String[] {"tracepoint", "kprobe"}) {
            byte[] bytes = Files.readAllBytes(new File("/kvm/objects/" + object + ".bpf.o").toPath());
            load(name + ": " + object + ": ", path, bytes);
        }
    }

    private void load(String name, String path, byte[] bytes) throws TracingException {
        prefix = name;
        Pointer object = libbpf.bpf_object__open_mem(bytes, new NativeLong(bytes.length), new LibbpfOpenOptions(path));
        int result = libbpf.bpf_object__load(object);
        System.out.println(name + "bpf_object__load " + result);
        libbpf.bpf_object__close(object);
    }

    private int print(int level, Pointer format, Pointer arguments) {
        byte[] buffer = new byte[BUFFER];
        int length = access.libc().vsnprintf(buffer, new NativeLong(BUFFER), format, arguments);
        String line = new String(buffer, 0, Math.min(length, BUFFER - 1), StandardCharsets.UTF_8).trim();
        if (line.contains(" insn #")) {
            System.out.println(prefix + line);
        }
        return 0;
    }
}
