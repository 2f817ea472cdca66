// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.file.BtfFile;
import io.github.btfresolver.loader.HandOver;
import io.github.btfresolver.loader.LibbpfAnswer;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The BTF of the running kernel. Keep it open until the BPF object is <em>loaded</em>: libbpf reads the path then, not when
 * the object is opened. What is never closed stays until the process ends; a temporary file until the next process of this
 * user hands one over in the same directory, for there is no shutdown hook. Safe for use by many threads.
 */
public final class KernelBtf implements Closeable {
    private final Search search;
    private final String source;
    private final @Nullable String customPath;
    private final @Nullable HandOver handOver;
    private final boolean inMemoryOnly;
    private byte @Nullable [] bytes;
    private @Nullable Btf btf;
    private byte @Nullable [] label;
    private @Nullable Resolution resolution;
    private boolean closed;

    private KernelBtf(
            Search search,
            String source,
            @Nullable String customPath,
            @Nullable HandOver handOver,
            byte @Nullable [] bytes,
            @Nullable Btf btf) {
        this.search = search;
        this.source = source;
        this.customPath = customPath;
        this.handOver = handOver;
        this.inMemoryOnly = bytes != null && handOver == null;
        this.bytes = bytes;
        this.btf = btf;
    }

    /** A BTF that lies in a file; {@code customPath} is null when a loader finds that file by itself. */
    static KernelBtf inFile(Search search, String file, @Nullable String customPath, @Nullable Btf btf) {
        Btf sized = btf == null ? null : btf.withPointersUnlessTold(search.pointerSize());
        return new KernelBtf(search, file, customPath, null, null, sized);
    }

    /** A BTF that lies in memory, and under a path when it is handed over. */
    static KernelBtf inMemory(Search search, String source, byte[] bytes, @Nullable HandOver handOver) {
        String path = handOver == null ? null : handOver.path();
        return new KernelBtf(search, source, path, handOver, bytes, null);
    }

    String source() {
        return source;
    }

    /** Of the bundle that it is from; null when it is from none. */
    byte @Nullable [] label() {
        return label;
    }

    /** Notes the {@linkplain io.github.btfresolver.bundle.Bundle#encodedLabel label} of its bundle; before anybody else has it. */
    KernelBtf from(byte @Nullable [] label) {
        this.label = label;
        return this;
    }

    /** This, with a path if it lies in memory and is to get one; null when it cannot have one, which ends the search. */
    @Nullable
    KernelBtf handedOver(Settings settings) {
        byte[] inMemory = bytes;
        return inMemory == null || settings.is(Setting.HAND_OVER, "none")
                ? this
                : new HandOverStep(settings, search).run(inMemory, source, label);
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
            Misuse.refuse("the BTF of " + source + " is in memory only: handOver is none");
        }
        return Optional.ofNullable(customPath);
    }

    /**
     * The same BTF in memory; read at the first call.
     *
     * @throws IOException when it cannot be read or is malformed behind its header
     * @throws IllegalStateException when this is closed
     */
    public Btf spec() throws IOException {
        byte[] inMemory;
        synchronized (this) {
            requireOpen();
            if (btf != null) {
                return btf;
            }
            inMemory = bytes;
        }
        // without the lock: a disk that does not answer holds nobody up who does not want the BTF
        Btf read = inMemory == null ? BtfFile.read(new File(source)) : BtfFile.parse(inMemory, source);
        return keep(read.withPointersUnlessTold(search.pointerSize()));
    }

    /** Of several threads that have read it, all get what the first has. */
    private synchronized Btf keep(Btf read) {
        requireOpen();
        Btf known = btf == null ? read : btf;
        btf = known;
        bytes = null;
        return known;
    }

    /**
     * The BTF, raw whatever it lay in, for a loader that takes it from memory: a view that cannot be written to, in the BTF's
     * byte order. It outlives this.
     *
     * @throws IOException when it cannot be read or is malformed behind its header
     * @throws IllegalStateException when this is closed
     */
    public ByteBuffer asByteBuffer() throws IOException {
        return spec().asByteBuffer();
    }

    /**
     * Writes the BTF, raw whatever it lay in. The stream stays open.
     *
     * @throws IOException when it cannot be read, is malformed behind its header, or cannot be written
     * @throws IllegalStateException when this is closed
     */
    public void writeTo(OutputStream out) throws IOException {
        spec().writeTo(out);
    }

    /**
     * Looks at a BPF object before it is loaded: whether its programs need more than this BTF gives, whether its relocations
     * can be carried out, whether the bundle that the BTF is from was made for it, and whether the libbpf of this machine is
     * new enough. It reads the whole BTF and, through JNA, asks libbpf its version; where libbpf would take the kernel's own BTF,
     * and a type is not in it, also the BTFs of all modules that are loaded: nothing for the way of every start.
     *
     * @throws IOException when the object or the BTF cannot be read or is malformed; the message names which
     * @throws IllegalStateException when this is closed
     */
    public ObjectCheck check(File object) throws IOException {
        return check(BtfFile.readAll(object), object.getPath());
    }

    /** The same, of the file with this path. */
    public ObjectCheck check(String object) throws IOException {
        return check(new File(object));
    }

    /**
     * The same, of an object in memory.
     *
     * @param name what to call it in the answer
     */
    public ObjectCheck check(byte[] object, String name) throws IOException {
        return check(object, name, LibbpfAnswer.ofThisMachine());
    }

    /**
     * The same, for another libbpf than this machine's: one that the application brings along.
     *
     * @param libbpfVersion such as {@code 0.8.1} or {@code 1.4}
     * @throws IllegalArgumentException when this is no version
     */
    public ObjectCheck check(byte[] object, String name, String libbpfVersion) throws IOException {
        return check(object, name, LibbpfAnswer.given(libbpfVersion));
    }

    private ObjectCheck check(byte[] object, String name, LibbpfAnswer libbpf) throws IOException {
        return ObjectChecker.check(object, name, libbpf, this, search.root(), customPath != null, inMemoryOnly);
    }

    /** How it was found; also when this is closed. Written down at the first call: on the way of every start nobody asks. */
    public synchronized Resolution resolution() {
        Resolution known = resolution;
        if (known == null) {
            known = search.resolution();
            resolution = known;
        }
        return known;
    }

    private void requireOpen() {
        if (closed) {
            Misuse.refuse("this BTF is closed: keep it open until the BPF object is loaded");
        }
    }

    /** Removes the memfd or temporary file, if there is one. Does nothing the second time. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            btf = null;
            bytes = null;
        }
        if (handOver != null) {
            handOver.close();
        }
    }
}
