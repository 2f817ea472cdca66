// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecTracerTest {
    /** Of the C library. */
    interface Ids extends Library {
        int getuid();

        int getpid();
    }

    private final Ids ids = Native.load(Ids.class);

    private static LibbpfAccess libbpf() {
        try {
            return LibbpfAccess.load();
        } catch (TracingException e) {
            Judges.skip(e.getMessage());
            throw new AssertionError(e);
        }
    }

    private List<ExecEvent> trace(Runnable action) throws Exception {
        Judges.assume(ids.getuid() == 0, "only root may load BPF programs");
        Judges.assume(new File("/sys/kernel/btf/vmlinux").canRead(), "this kernel has no BTF");
        List<ExecEvent> events = new ArrayList<>();
        byte[] object = ProbeObject.read(ByteOrder.nativeOrder());
        try (ExecTracer tracer = ExecTracer.attach(libbpf(), object, null, events::add)) {
            assertTrue(tracer.version().startsWith("libbpf "), tracer.version());
            action.run();
        }
        return events;
    }

    private static void run(String... command) {
        try {
            assertEquals(0, new ProcessBuilder(command).start().waitFor());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingHandsOverWhatNobodyPolled() throws Exception {
        List<String> found = new ArrayList<>();
        for (ExecEvent event : trace(() -> run("/bin/true", "closing"))) {
            if (event.ppid() == ids.getpid()) {
                assertEquals(0, event.uid());
                found.add(new String(event.filename(), StandardCharsets.UTF_8));
            }
        }
        assertTrue(found.contains("/bin/true"), found.toString());
    }

    @Test
    void timesAreOfTheBootClock() throws Exception {
        BootClock clock = new BootClock(libbpf().libc());
        long before = clock.now();
        List<ExecEvent> events = trace(() -> run("/bin/true"));
        long after = clock.now();
        assertTrue(!events.isEmpty());
        for (ExecEvent event : events) {
            assertTrue(before <= event.timestamp() && event.timestamp() <= after);
            long millis = clock.toEpochMillis(event.timestamp());
            assertTrue(Math.abs(System.currentTimeMillis() - millis) < 60_000);
        }
    }

    @Test
    void closingLeavesNothingOpen() throws Exception {
        trace(() -> assertFalse(openBpf().isEmpty()));
        assertEquals(new ArrayList<>(), openBpf());
    }

    /** This process's descriptors of programs, maps and links. */
    private static List<String> openBpf() {
        List<String> found = new ArrayList<>();
        for (File fd : new File("/proc/self/fd").listFiles()) {
            try {
                String target = Files.readSymbolicLink(fd.toPath()).toString();
                if (target.startsWith("anon_inode:bpf")) {
                    found.add(target);
                }
            } catch (IOException e) {
                // the one that listed the folder
            }
        }
        return found;
    }

    @Test
    void libbpfsOwnWordsComeWithTheError() {
        LibbpfAccess access = libbpf();
        byte[] garbage = {1, 2, 3, 4};
        TracingException e =
                assertThrows(TracingException.class, () -> ExecTracer.attach(access, garbage, null, event -> {}));
        assertTrue(e.getMessage().startsWith("bpf_object__open_mem: "), e.getMessage());
        assertTrue(e.getMessage().contains("; libbpf said: elf: "), e.getMessage());
    }

    @Test
    void aPathThatIsNoBtfIsAnErrorOfLoading() throws Exception {
        Judges.assume(ids.getuid() == 0, "only root may load BPF programs");
        byte[] object = ProbeObject.read(ByteOrder.nativeOrder());
        LibbpfAccess access = libbpf();
        TracingException e = assertThrows(
                TracingException.class, () -> ExecTracer.attach(access, object, "/nonexistent.btf", event -> {}));
        assertTrue(e.getMessage().startsWith("bpf_object__load: No such file"), e.getMessage());
        assertTrue(e.getMessage().contains("failed to parse target BTF: -"), e.getMessage());
    }
}
