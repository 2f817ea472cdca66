// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Keeps libbpf's last warnings, which it would print on stderr, so that an error can quote them. The way libbpf prints
 * is a setting of the whole process: {@link #close()} puts the former one back.
 */
final class LibbpfWarnings implements Libbpf.Print, AutoCloseable {
    private static final int WARNING = 0;
    private static final int KEPT = 3;

    private final Libbpf libbpf;
    private final LibC libc;
    private final @Nullable Pointer former;
    private final Deque<String> last = new ArrayDeque<>();

    LibbpfWarnings(LibbpfAccess access) {
        libbpf = access.calls();
        libc = access.libc();
        former = libbpf.libbpf_set_print(this);
    }

    @Override
    public int print(int level, Pointer format, Pointer arguments) {
        if (level == WARNING) {
            byte[] buffer = new byte[512];
            int length = libc.vsnprintf(buffer, new NativeLong(buffer.length), format, arguments);
            add(new String(buffer, 0, Math.max(0, Math.min(length, buffer.length - 1)), StandardCharsets.UTF_8));
        }
        return 0;
    }

    synchronized void add(String message) {
        String line = TracingException.firstLine(message);
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(line.startsWith("libbpf: ") ? line.substring("libbpf: ".length()) : line);
    }

    /** All in one line; empty when there were none. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        for (String line : last) {
            text.append(text.length() == 0 ? "" : "; ").append(line);
        }
        return text.toString();
    }

    @Override
    public void close() {
        libbpf.libbpf_set_print(former);
    }
}
