// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.github.btfresolver.loader.LibbpfOpenOptions;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The BPF program in the kernel, from loading to detaching. To be used by one thread at a time, and polled and closed by
 * one that outlives it: what arrives is handed to the receiver on the polling thread.
 */
final class ExecTracer implements AutoCloseable {
    private static final String PROGRAM = "on_exec";
    private static final String MAP = "events";
    private static final int EINTR = 4;

    private final LibbpfAccess access;
    private final Libbpf libbpf;
    private final Consumer<ExecEvent> receiver;
    /** Native code calls it: it must stay reachable for as long as the ring buffer is there. */
    private final Libbpf.Sample sample = this::receive;

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final LibbpfWarnings warnings;
    private final BpfCalls calls;
    private @Nullable Pointer ring;
    private @Nullable Throwable failure;

    private ExecTracer(LibbpfAccess access, Consumer<ExecEvent> receiver) {
        this.access = access;
        this.receiver = receiver;
        libbpf = access.calls();
        warnings = new LibbpfWarnings(access);
        calls = new BpfCalls(access.libc(), warnings);
        undo.push(warnings::close);
    }

    /**
     * Loads and attaches. From its return on no exec is missed, and {@code customPath} is not needed any more.
     *
     * @param customPath the BTF to relocate against; null for the kernel's own
     */
    static ExecTracer attach(
            LibbpfAccess access, byte[] object, @Nullable String customPath, Consumer<ExecEvent> receiver)
            throws TracingException {
        if (customPath != null && !access.takesCustomPath()) {
            throw BpfFailure.tooOld(access.version());
        }
        try {
            ExecTracer tracer = new ExecTracer(access, receiver);
            boolean attached = false;
            try {
                tracer.attach(object, customPath);
                attached = true;
                return tracer;
            } finally {
                if (!attached) {
                    tracer.undo();
                }
            }
        } catch (UnsatisfiedLinkError e) {
            throw BpfFailure.lacksFunction(access.version(), e);
        }
    }

    private void attach(byte[] bytes, @Nullable String customPath) throws TracingException {
        LibbpfOpenOptions options = new LibbpfOpenOptions(customPath);
        options.object_name = "exec";
        Pointer object = calls.check(
                "bpf_object__open_mem", libbpf.bpf_object__open_mem(bytes, new NativeLong(bytes.length), options));
        undo.push(() -> libbpf.bpf_object__close(object));
        calls.check("bpf_object__load", libbpf.bpf_object__load(object));
        int map = calls.check("bpf_object__find_map_fd_by_name", libbpf.bpf_object__find_map_fd_by_name(object, MAP));
        Pointer buffer = calls.check("ring_buffer__new", libbpf.ring_buffer__new(map, sample, null, null));
        undo.push(() -> libbpf.ring_buffer__free(buffer));
        ring = buffer;
        Pointer program = calls.check(
                "bpf_object__find_program_by_name", libbpf.bpf_object__find_program_by_name(object, PROGRAM));
        Pointer link = calls.check("bpf_program__attach", libbpf.bpf_program__attach(program));
        undo.push(() -> libbpf.bpf_link__destroy(link));
    }

    /** Hands over what has arrived, or else waits for something; not longer than that. */
    void poll(int timeoutMillis) throws TracingException {
        Pointer buffer = ring;
        if (buffer != null) {
            check("ring_buffer__poll", libbpf.ring_buffer__poll(buffer, timeoutMillis));
        }
    }

    /** An event that cannot be read makes libbpf stop with an error, of which the true one is then known. */
    private void check(String call, int result) throws TracingException {
        Throwable reason = failure;
        if (reason != null) {
            failure = null;
            throw reason instanceof TracingException
                    ? (TracingException) reason
                    : new TracingException("an event could not be handled: " + reason, reason);
        }
        if (result < 0 && result != -EINTR) {
            calls.check(call, result);
        }
    }

    private int receive(@Nullable Pointer context, Pointer data, NativeLong size) {
        try {
            int length = Math.min(size.intValue(), ExecEvent.SIZE);
            ExecEvent event = ExecEvent.decode(data.getByteBuffer(0, length).order(ByteOrder.nativeOrder()));
            if (!event.isCredible()) {
                throw new TracingException(
                        "the BTF is not this kernel's, and what it shows is wrong: " + event.contradiction());
            }
            receiver.accept(event);
            return 0;
        } catch (Throwable e) {
            failure = e; // nothing may be thrown through native code
            return -1;
        }
    }

    String version() {
        return access.version();
    }

    /** Detaches first, and then hands over what had arrived until then: nothing that was seen is lost. */
    @Override
    public void close() throws TracingException {
        Pointer buffer = ring;
        if (buffer == null) {
            return;
        }
        ring = null;
        try {
            undo.pop().run();
            check("ring_buffer__consume", libbpf.ring_buffer__consume(buffer));
        } finally {
            undo();
        }
    }

    private void undo() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
