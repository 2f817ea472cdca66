// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.loader.HandOver;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The BTF of the running kernel. Keep it open until the BPF object is <em>loaded</em>: libbpf reads the path then, not when
 * the object is opened. What is never closed stays until the process ends, a temporary file even longer: there is no
 * shutdown hook. Safe for use by many threads.
 */
public final class KernelBtf implements Closeable {
    private final Resolution resolution;
    private final String source;
    private final @Nullable String customPath;
    private final @Nullable HandOver handOver;
    private final boolean inMemoryOnly;
    private byte @Nullable [] bytes;
    private @Nullable Btf btf;
    private boolean closed;

    private KernelBtf(
            Resolution resolution,
            String source,
            @Nullable String customPath,
            @Nullable HandOver handOver,
            byte @Nullable [] bytes,
            @Nullable Btf btf) {
        this.resolution = resolution;
        this.source = source;
        this.customPath = customPath;
        this.handOver = handOver;
        this.inMemoryOnly = bytes != null && handOver == null;
        this.bytes = bytes;
        this.btf = btf;
    }

    /** A BTF that lies in a file; {@code customPath} is null when a loader finds that file by itself. */
    static KernelBtf inFile(Resolution resolution, String file, @Nullable String customPath, @Nullable Btf btf) {
        return new KernelBtf(resolution, file, customPath, null, null, btf);
    }

    /** A BTF that lies in memory, and under a path when it is handed over. */
    static KernelBtf inMemory(Resolution resolution, String source, byte[] bytes, @Nullable HandOver handOver) {
        return new KernelBtf(resolution, source, handOver == null ? null : handOver.path(), handOver, bytes, null);
    }

    /**
     * What to set as libbpf's {@code btf_custom_path}: empty when the loader should use the kernel's own BTF. A path below
     * {@code /proc/self} is of use in this process only.
     *
     * @throws IllegalStateException when this is closed, or the hand-over was set to {@code none}
     */
    public synchronized Optional<String> customPath() {
        requireOpen();
        if (inMemoryOnly) {
            throw new IllegalStateException("the BTF of " + source + " is in memory only: handOver is none");
        }
        return Optional.ofNullable(customPath);
    }

    /**
     * The same BTF in memory; read at the first call.
     *
     * @throws IOException when it cannot be read or is malformed behind its header
     * @throws IllegalStateException when this is closed
     */
    public synchronized Btf spec() throws IOException {
        requireOpen();
        Btf known = btf;
        if (known == null) {
            byte[] inMemory = bytes;
            known = inMemory == null ? BtfFile.read(new File(source)) : BtfFile.parse(inMemory, source);
            btf = known;
            bytes = null;
        }
        return known;
    }

    /** Writes the BTF, raw whatever it lay in. The stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        spec().writeTo(out);
    }

    /** How it was found; also when this is closed. */
    public Resolution resolution() {
        return resolution;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this BTF is closed: keep it open until the BPF object is loaded");
        }
    }

    /** Removes the memfd or temporary file, if there is one. Does nothing the second time. */
    @Override
    public synchronized void close() {
        closed = true;
        btf = null;
        bytes = null;
        if (handOver != null) {
            handOver.close();
        }
    }
}
