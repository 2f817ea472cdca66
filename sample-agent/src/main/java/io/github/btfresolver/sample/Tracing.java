// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import io.github.btfresolver.BtfNotFoundException;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import io.github.btfresolver.Resolution;
import java.io.IOException;
import java.nio.ByteOrder;

/** From nothing to a running tracer. */
final class Tracing {
    /** System property: true to print the whole search for a BTF when it finds none, and not only its outcome. */
    static final String EXPLAIN = "btf.sample.explain";

    private Tracing() {}

    /** Starts, and says with which BTF and why. */
    static TracerThread start(AgentOptions options) throws TracingException, IOException {
        LibbpfAccess libbpf = LibbpfAccess.load();
        // libbpf reads the path when it loads the object: the BTF stays open until then, and is not needed any longer
        try (KernelBtf btf = resolve()) {
            ExecPrinter printer = ExecPrinter.open(options.out(), new BootClock(libbpf.libc()));
            TracerThread thread = new TracerThread(attach(libbpf, btf, printer), printer, options.seconds());
            Stderr.say("tracing execs through " + libbpf.version() + "; " + found(btf.resolution()));
            thread.start();
            return thread;
        }
    }

    private static ExecTracer attach(LibbpfAccess libbpf, KernelBtf btf, ExecPrinter printer)
            throws TracingException, IOException {
        boolean attached = false;
        try {
            byte[] object = ProbeObject.read(ByteOrder.nativeOrder());
            ExecTracer tracer =
                    ExecTracer.attach(libbpf, object, btf.customPath().orElse(null), printer);
            attached = true;
            return tracer;
        } catch (TracingException e) {
            throw new TracingException(e.getMessage() + " [" + found(btf.resolution()) + "]", e);
        } finally {
            if (!attached) {
                printer.close();
            }
        }
    }

    private static String found(Resolution resolution) {
        StringBuilder text = new StringBuilder(resolution.summary());
        for (String warning : resolution.warnings()) {
            text.append("; warning: ").append(warning);
        }
        return text.toString();
    }

    private static KernelBtf resolve() throws TracingException {
        try {
            return BtfResolver.forRunningKernel();
        } catch (BtfNotFoundException e) {
            if (Boolean.getBoolean(EXPLAIN)) {
                System.err.println(e.getMessage());
            }
            throw new TracingException(
                    e.resolution().summary() + "; -D" + EXPLAIN + "=true prints what was tried and what would help", e);
        }
    }
}
