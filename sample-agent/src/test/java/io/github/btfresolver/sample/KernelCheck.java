// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import io.github.btfresolver.BtfResolver;
import io.github.btfresolver.KernelBtf;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs in a guest: loads a raw tracepoint, a tracepoint and a kprobe with the BTF that the resolver chooses, and prints
 * of each every value as {@code /proc} has it and as the event has it. Judges nothing but whether there is an event.
 */
final class KernelCheck {
    private static final File OBJECTS = new File("/kvm/objects");
    private static final String[] OTHER_USER = {"/usr/bin/setpriv", "--reuid=65534", "--clear-groups", "/bin/cat"};
    private static final int POLLS = 100;
    private static final int POLL_MILLIS = 100;

    private final LibbpfAccess access = LibbpfAccess.load();
    private final KernelBtf btf;

    private KernelCheck(KernelBtf btf) throws TracingException {
        this.btf = btf;
    }

    public static void main(String[] arguments) throws Exception {
        try (KernelBtf btf = BtfResolver.forRunningKernel()) {
            System.out.println(btf.resolution().summary());
            KernelCheck check = new KernelCheck(btf);
            check.printBtf();
            check.exec("raw_tp", ProbeObject.read(ByteOrder.nativeOrder()));
            System.out.println("first event: uptime " + uptime());
            check.exec("tp", Files.readAllBytes(new File(OBJECTS, "tracepoint.bpf.o").toPath()));
            check.unlink("kprobe", Files.readAllBytes(new File(OBJECTS, "kprobe.bpf.o").toPath()));
        }
    }

    private static String uptime() throws IOException {
        byte[] text = Files.readAllBytes(new File("/proc/uptime").toPath());
        return new String(text, StandardCharsets.US_ASCII).split(" ", -1)[0];
    }

    /** What is handed over: its size, and its first bytes, which tell its byte order. */
    private void printBtf() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        btf.writeTo(bytes);
        byte[] start = bytes.toByteArray();
        System.out.printf("btf: %d bytes, %02x%02x%n", start.length, start[0], start[1]);
    }

    /** A child of another user, that waits on its stdin until it was looked at. */
    private void exec(String program, byte[] object) throws Exception {
        List<ExecEvent> events = new ArrayList<>();
        try (ExecTracer tracer = attach(object, events)) {
            Process child = new ProcessBuilder(OTHER_USER).start();
            try (OutputStream stdin = child.getOutputStream()) {
                stdin.write('\n');
                stdin.flush();
                int echo = child.getInputStream().read();
                if (echo != '\n') {
                    throw new IOException("the child answered " + echo);
                }
                ExecEvent event = await(tracer, events, "/bin/cat");
                print(program, ProcTask.read("/proc/" + event.helperPid(), "/bin/cat"), event);
            }
            child.waitFor();
        }
    }

    /** This thread itself, whose id is not that of the process. */
    private void unlink(String program, byte[] object) throws Exception {
        List<ExecEvent> events = new ArrayList<>();
        File file = File.createTempFile("kernel-check", null);
        try (ExecTracer tracer = attach(object, events)) {
            Files.delete(file.toPath());
            ExecEvent event = await(tracer, events, file.getPath());
            print(program, ProcTask.read("/proc/thread-self", file.getPath()), event);
        }
    }

    private ExecTracer attach(byte[] object, List<ExecEvent> events) throws TracingException {
        return ExecTracer.attach(access, object, btf.customPath().orElse(null), events::add);
    }

    private static ExecEvent await(ExecTracer tracer, List<ExecEvent> events, String filename) throws Exception {
        byte[] wanted = filename.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < POLLS; i++) {
            for (ExecEvent event : events) {
                if (Arrays.equals(event.filename(), wanted)) {
                    return event;
                }
            }
            tracer.poll(POLL_MILLIS);
        }
        throw new IOException("no event of " + filename + " among " + events.size());
    }

    private static void print(String program, Map<String, String> proc, ExecEvent event) {
        Map<String, String> values = ProcTask.of(event);
        for (Map.Entry<String, String> entry : proc.entrySet()) {
            System.out.println("value: " + program + " " + entry.getKey() + " " + entry.getValue() + " "
                    + values.get(entry.getKey()));
        }
    }
}
