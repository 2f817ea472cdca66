// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle: the minimized BTFs, here called layouts, of many kernels, made at build time for certain BPF objects.
 *
 * <p>Opening one unpacks its index; a layout is decoded when it is asked for, one block at a
 * time, and its CRC-32 verified. Whatever the bytes, what is not a sound bundle is answered by a {@link
 * BundleFormatException}.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Bundle {
    /** Bytes of magic and version. */
    static final int START = 8;

    /** With which a bundle of any version begins: not text, so that nothing on the way converts line ends in it. */
    private static final byte[] MAGIC = {(byte) 0x89, 'B', 'T', 'F', 'B', '\r', '\n'};

    /** Bytes to allocate for what nobody knows the size of, and at most for what says its size. */
    private static final int FIRST_ROOM = 1 << 13;

    private static final int MOST_BELIEVED = 1 << 20;

    private final String source;
    private final byte[] file;
    private final byte[] label;
    private final LayoutTable layouts;
    private final KernelTable kernels;

    /** What a reader of any version makes of a file. */
    Bundle(String source, byte[] file, byte[] label, LayoutTable layouts, KernelTable kernels) {
        this.source = source;
        this.file = file;
        this.label = label;
        this.layouts = layouts;
        this.kernels = kernels;
    }

    /**
     * Reads a bundle and checks all of its index. The stream is read to its end and stays open.
     *
     * @param source what to name in messages
     * @throws BundleFormatException when it is not a bundle of a version that this library knows
     */
    public static Bundle read(InputStream in, String source) throws IOException {
        Bundle bundle = open(in, source);
        bundle.layouts.check();
        bundle.kernels.check();
        return bundle;
    }

    /**
     * The same for one lookup: the rows of kernels and layouts are only checked when they are read. Damage is noticed here all
     * the same, by the checksum of the index; an index that was written wrong makes methods without a checked exception
     * throw an {@link UncheckedIOException}.
     */
    public static Bundle open(InputStream in, String source) throws IOException {
        return open(bytes(in, -1, source), source);
    }

    /**
     * The same of bytes in memory.
     *
     * @param file is kept, and not to be changed
     */
    public static Bundle open(byte[] file, String source) throws BundleFormatException {
        int version = version(file, source);
        switch (version) {
            case BundleReaderV1.VERSION:
                return BundleReaderV1.read(file, source);
            default:
                return BundleFormatException.raise(
                        source,
                        "format version " + version + ": this library reads version 1;"
                                + " the library and the plugin that made the bundle must be of matching versions");
        }
    }

    private static int version(byte[] file, String source) throws BundleFormatException {
        for (int i = 0; i < MAGIC.length; i++) {
            if (file.length == 0 || (i < file.length && file[i] != MAGIC[i])) {
                BundleFormatException.raise(
                        source,
                        "not a BTF bundle: expected magic " + Hex.of(MAGIC, 0, MAGIC.length) + " at offset 0, found "
                                + (file.length == 0
                                        ? "an empty file"
                                        : Hex.of(file, 0, Math.min(file.length, MAGIC.length))));
            }
        }
        if (file.length < START) {
            BundleFormatException.raise(
                    source, "truncated bundle: expected a version at offset " + MAGIC.length + ", found the end");
        }
        return file[MAGIC.length] & 0xFF;
    }

    /** Writes what {@link #version} reads. */
    static void putStart(ByteBuffer file, int version) {
        file.put(MAGIC).put((byte) version);
    }

    /**
     * All bytes of a stream, up to one more than a bundle may have.
     *
     * @param size that somebody says that there is, -1 for nobody; whatever it or the stream says, not much more is allocated
     *     than there is
     * @param bundle what to call it in messages if it has to begin as a bundle before more of it is read; else null
     */
    static byte[] bytes(InputStream in, long size, @Nullable String bundle) throws IOException {
        long room = size > 0 ? size : Math.max(in.available(), FIRST_ROOM);
        byte[] bytes = new byte[(int) Math.min(room, MOST_BELIEVED)];
        int done = 0;
        for (int n; done != size && (n = in.read(bytes, done, bytes.length - done)) > 0; ) {
            done += n;
            if (done == bytes.length && done != size) {
                int more = in.read(); // mostly the end
                if (more < 0) {
                    return bytes;
                }
                if (bundle != null) {
                    version(bytes, bundle);
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(BundleLimits.FILE_SIZE + 1, 2L * done));
                if (done < bytes.length) {
                    bytes[done++] = (byte) more;
                }
            }
        }
        return done == bytes.length ? bytes : Arrays.copyOf(bytes, done);
    }

    /** The name that it was made under. */
    public String name() {
        return label().name();
    }

    /** The file or resource that it was read from, for messages. */
    public String source() {
        return source;
    }

    /** Size of its file in bytes. */
    public int fileSize() {
        return file.length;
    }

    /** The SHA-256 of its file, in lower-case hex digits. It is calculated anew each time. */
    public String fileSha256() {
        return BundledObject.sha256(file);
    }

    /** What it says about itself; does not keep the bundle in memory. */
    public BundleLabel label() {
        return BundleLabel.of(label, source);
    }

    /** The same for {@link BundleLabel#of}, when somebody asks for it who does not keep the bundle. Not to be changed. */
    public byte[] encodedLabel() {
        return label;
    }

    /** The BPF objects that it was made for; immutable, and built anew each time. */
    public List<BundledObject> objects() {
        return label().objects();
    }

    /** Where its kernels are from, sorted by text; immutable, and built anew each time. Empty when it does not say. */
    public List<BundledSource> sources() {
        return label().sources();
    }

    /** Number of kernels. */
    public int kernelCount() {
        return kernels.count();
    }

    /** A kernel by number: they are sorted by release, architecture, {@code ID}, {@code VERSION_ID} and build id. */
    public KernelId kernel(int kernel) {
        return kernels.get(kernel);
    }

    /** The number of a kernel's layout. */
    public int layoutOf(int kernel) {
        return kernels.layoutOf(kernel);
    }

    /** Number of distinct layouts. */
    public int layoutCount() {
        return layouts.count();
    }

    /** Size of a layout in bytes. */
    public int layoutSize(int layout) {
        return layouts.size(layout);
    }

    /**
     * The SHA-256 of a layout's bytes, in lower-case hex digits. It is calculated anew each time.
     *
     * @throws UncheckedIOException when the bundle is damaged
     */
    public String layoutSha256(int layout) {
        try {
            return BundledObject.sha256(layout(layout));
        } catch (IOException e) {
            throw BundleFormatException.unchecked(e);
        }
    }

    /** Its kernels, to choose among them and others. */
    public KernelEntries entries() {
        return kernels;
    }

    /** Chooses the entry for a machine, or says why there is none: exact or not at all, never a guess. */
    public KernelMatch match(HostKernel host) {
        return kernels.match(host);
    }

    /** The layout that the neighbours of a machine's kernel share, see {@link KernelEntries#infer}. */
    public KernelMatch infer(HostKernel host) {
        return kernels.infer(host);
    }

    /**
     * The minimized BTF that a match has found.
     *
     * @throws BundleFormatException when the bundle is damaged
     * @throws IllegalArgumentException when it has found none
     */
    public byte[] layout(KernelMatch match) throws IOException {
        if (!match.isFound()) {
            throw new IllegalArgumentException("no match: " + match.reason());
        }
        return layout(layoutOf(match.entry()));
    }

    /**
     * The minimized BTF of a layout, as a new array.
     *
     * @throws BundleFormatException when the bundle is damaged
     */
    public byte[] layout(int layout) throws BundleFormatException {
        return layouts.read(layout);
    }
}
