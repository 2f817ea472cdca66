// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.jspecify.annotations.Nullable;

/** The functions of libbpf that a tracer with one program and one ring buffer needs: 0.0.9 has them, and so has 1.x. */
interface Libbpf extends Library {
    /** Receives what libbpf has to say. */
    interface Print extends Callback {
        int print(int level, Pointer format, Pointer arguments);
    }

    /** Receives what lies in a ring buffer; a negative answer ends the polling. */
    interface Sample extends Callback {
        int sample(@Nullable Pointer context, Pointer data, NativeLong size);
    }

    @Nullable
    Pointer libbpf_set_print(@Nullable Print print);

    @Nullable
    Pointer libbpf_set_print(@Nullable Pointer print);

    @Nullable
    Pointer bpf_object__open_mem(byte[] object, NativeLong size, @Nullable Structure options);

    int bpf_object__load(Pointer object);

    void bpf_object__close(Pointer object);

    @Nullable
    Pointer bpf_object__find_program_by_name(Pointer object, String name);

    int bpf_object__find_map_fd_by_name(Pointer object, String name);

    @Nullable
    Pointer bpf_program__attach(Pointer program);

    int bpf_link__destroy(Pointer link);

    @Nullable
    Pointer ring_buffer__new(int map, Sample sample, @Nullable Pointer context, @Nullable Pointer options);

    int ring_buffer__poll(Pointer ring, int timeoutMillis);

    int ring_buffer__consume(Pointer ring);

    void ring_buffer__free(Pointer ring);
}
