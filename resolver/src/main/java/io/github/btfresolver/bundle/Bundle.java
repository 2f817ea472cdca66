// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A bundle: the minimized BTFs, here called layouts, of many kernels, made at build time for certain BPF objects.
 *
 * <p>Opening one reads the resource and checks its index; a layout is decoded when it is asked for, one block at a
 * time, and its CRC-32 verified. Whatever the bytes, what is not a sound bundle is answered by a {@link
 * BundleFormatException}.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Bundle {
    private final String source;
    private final BundleContents contents;

    private Bundle(String source, BundleContents contents) {
        this.source = source;
        this.contents = contents;
    }

    /**
     * Reads a bundle. The stream is read to its end and stays open.
     *
     * @param source what to name in messages
     * @throws BundleFormatException when it is not a bundle of a version that this library knows
     */
    public static Bundle read(InputStream in, String source) throws IOException {
        return new Bundle(source, read(new BundleInput(in), source));
    }

    private static BundleContents read(BundleInput in, String source) throws IOException {
        int version = BundleHeader.version(in.upTo(BundleHeader.SIZE), source);
        switch (version) {
            case BundleReaderV1.VERSION:
                return BundleReaderV1.read(in, source);
            default:
                throw new BundleFormatException(
                        source,
                        "format version " + version + ": this library reads version 1;"
                                + " the library and the plugin that made the bundle must be of matching versions");
        }
    }

    /** The name that it was made under. */
    public String name() {
        return contents.name;
    }

    /** The file or resource that it was read from, for messages. */
    public String source() {
        return source;
    }

    /** The BPF objects that it was made for; immutable. */
    public List<BundledObject> objects() {
        return contents.objects;
    }

    /** Where its kernels are from, sorted by text; immutable, and built anew each time. Empty when it does not say. */
    public List<BundledSource> sources() {
        return contents.sources.list();
    }

    /** Number of kernels. */
    public int kernelCount() {
        return contents.kernels.count();
    }

    /** A kernel by number: they are sorted by release, architecture, {@code ID}, {@code VERSION_ID} and build id. */
    public KernelId kernel(int kernel) {
        return contents.kernels.get(kernel);
    }

    /** The number of a kernel's layout. */
    public int layoutOf(int kernel) {
        return contents.kernels.layoutOf(kernel);
    }

    /** Number of distinct layouts. */
    public int layoutCount() {
        return contents.layouts.count();
    }

    /** Size of a layout in bytes. */
    public int layoutSize(int layout) {
        return contents.layouts.size(layout);
    }

    /**
     * The SHA-256 of a layout's bytes, in lower-case hex digits. It is calculated anew each time.
     *
     * @throws BundleFormatException when the bundle is damaged
     */
    public String layoutSha256(int layout) throws IOException {
        return BundledObject.sha256(layout(layout));
    }

    /** Chooses the entry for a machine, or says why there is none: exact or not at all, never a guess. */
    public KernelMatch match(HostKernel host) {
        return contents.kernels.match(host);
    }

    /** The layout that the neighbours of a machine's kernel share, see {@link KernelEntries#infer}. */
    public KernelMatch infer(HostKernel host) {
        return contents.kernels.infer(host);
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
    public byte[] layout(int layout) throws IOException {
        LayoutTable layouts = contents.layouts;
        byte[] block = contents.blocks.decode(layouts.block(layout), contents.blockBytes, source);
        int place = layouts.placeInBlock(layout);
        byte[] bytes = contents.blocks.isGrouped(layouts.block(layout))
                ? LayoutGroupReader.read(source, block, place, layouts.size(layout))
                : Arrays.copyOfRange(block, place, place + layouts.size(layout));
        int checksum = Checksum.of(bytes);
        if (checksum != layouts.checksum(layout)) {
            throw new BundleFormatException(
                    source,
                    "damaged bundle: layout " + layout + " in block " + layouts.block(layout) + ": expected CRC-32 "
                            + Checksum.text(layouts.checksum(layout)) + ", found " + Checksum.text(checksum));
        }
        return bytes;
    }
}
