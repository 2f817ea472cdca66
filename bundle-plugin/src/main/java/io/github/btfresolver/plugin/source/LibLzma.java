// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.SeekableXZInputStream;

/**
 * Decodes xz by liblzma, which takes two thirds of the time that Java's decoder takes, where the machine has it. It only ever says what
 * an intact stream holds: for everything else Java's decoder is asked, and has the last word.
 */
final class LibLzma {
    /** The name of the interface since 5.0, of 2010. */
    private static final String LIBRARY = "liblzma.so.5";

    private static final int LZMA_OK = 0;

    private final Calls calls;

    private LibLzma(Calls calls) {
        this.calls = calls;
    }

    /** The C declarations; a {@code size_t} has the size of a {@code long} here. */
    interface Calls extends Library {
        int lzma_stream_buffer_decode(
                long[] memoryLimit,
                int flags,
                @Nullable Pointer allocator,
                byte[] in,
                long[] inPosition,
                long inSize,
                byte[] out,
                long[] outPosition,
                long outSize);
    }

    /** Loaded at the first use, by one thread; null where it is not there. */
    private static final class Loaded {
        static final @Nullable LibLzma INSTANCE = load(LIBRARY);
    }

    static @Nullable LibLzma get() {
        return Loaded.INSTANCE;
    }

    /** Null where there is no such library, or JNA does not work: no place to unpack itself to, an unknown platform. */
    static @Nullable LibLzma load(String library) {
        try {
            return Native.SIZE_T_SIZE == Long.BYTES ? new LibLzma(Native.load(library, Calls.class)) : null;
        } catch (LinkageError e) {
            return null;
        }
    }

    /**
     * What a stream holds.
     *
     * @param maxSize of what it holds, in bytes
     * @param memoryLimit of the decoder, in bytes
     * @return null when it holds more, or is anything but one intact stream
     */
    @Nullable
    InputStream decode(byte[] stream, int maxSize, long memoryLimit) {
        long size = size(stream);
        if (size < 0 || size > maxSize) {
            return null;
        }
        byte[] out = new byte[(int) size];
        long[] inPosition = {0};
        long[] outPosition = {0};
        int result = calls.lzma_stream_buffer_decode(
                new long[] {memoryLimit}, 0, null, stream, inPosition, stream.length, out, outPosition, size);
        boolean intact = result == LZMA_OK && inPosition[0] == stream.length && outPosition[0] == size;
        return intact ? new ByteArrayInputStream(out) : null;
    }

    /** As its index says, which is at its end; negative when it has none that is intact. */
    private static long size(byte[] stream) {
        try (SeekableXZInputStream in = new SeekableXZInputStream(new SeekableBytes(stream))) {
            return in.length();
        } catch (IOException e) {
            return -1;
        }
    }
}
