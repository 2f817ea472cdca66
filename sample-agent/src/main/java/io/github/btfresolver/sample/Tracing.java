// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import io.github.btfresolver.BtfNotFoundException;
import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
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
            byte[] object = ProbeObject.read(ByteOrder.nativeOrder());
            String path = btf.customPath().orElse(null);
            ExecTracer tracer;
            try {
                tracer = ExecTracer.attach(libbpf, object, path, printer);
            } catch (TracingException e) {
                printer.close();
                throw new TracingException(
                        e.getMessage() + " [" + btf.resolution().summary() + "]", e);
            }
            TracerThread thread = new TracerThread(tracer, printer, options.seconds());
            thread.start();
            Stderr.say("tracing execs through " + libbpf.version() + "; "
                    + btf.resolution().summary());
            return thread;
        }
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
