// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes version 1 of the format, see {@code FORMAT.md}. */
final class BundleWriterV1 {
    private final String name;
    private final SortedMap<String, byte[]> objects;
    private final List<BundledSource> sources;
    private final SortedMap<KernelKey, byte[]> kernels;
    private final List<Platform> platforms;
    private final LayoutPacker packer = new LayoutPacker();

    /** @param objects names and SHA-256 */
    BundleWriterV1(
            String name,
            SortedMap<String, byte[]> objects,
            List<BundledSource> sources,
            SortedMap<KernelKey, byte[]> kernels) {
        this.name = name;
        this.objects = objects;
        this.sources = sorted(sources);
        this.kernels = kernels;
        platforms = platforms(kernels);
        for (byte[] layout : byPlatform().values()) {
            packer.add(layout);
        }
    }

    /** By text, then as they are written for people. */
    private static List<BundledSource> sorted(List<BundledSource> sources) {
        List<BundledSource> sorted = new ArrayList<>(sources);
        Collections.sort(sorted, (a, b) -> {
            int order = a.text().compareTo(b.text());
            return order != 0 ? order : a.toString().compareTo(b.toString());
        });
        return sorted;
    }

    private static List<Platform> platforms(SortedMap<KernelKey, byte[]> kernels) {
        TreeSet<Platform> distinct = new TreeSet<>();
        for (KernelKey key : kernels.keySet()) {
            distinct.add(key.platform());
        }
        return new ArrayList<>(distinct);
    }

    /** Layouts of one distribution resemble each other most, so they shall be neighbours. */
    private SortedMap<KernelKey, byte[]> byPlatform() {
        SortedMap<KernelKey, byte[]> sorted = new TreeMap<>((a, b) -> {
            int order = a.platform().compareTo(b.platform());
            return order != 0 ? order : a.compareTo(b);
        });
        sorted.putAll(kernels);
        return sorted;
    }

    void writeTo(OutputStream out) throws IOException {
        packer.pack();
        BundleWriter.checkCount("platforms", platforms.size(), BundleLimits.PLATFORMS);
        BundleWriter.checkCount("layouts", packer.layouts().size(), BundleLimits.LAYOUTS);
        BundleWriter.checkCount("blocks", packer.blocks().size(), BundleLimits.BLOCKS);
        byte[] index = index();
        BundleWriter.checkCount("bytes of index", index.length, BundleLimits.INDEX_SIZE);
        byte[] encodedIndex = BytePacker.pack(index);
        long size = BundleReaderV1.HEADER_SIZE + (long) encodedIndex.length;
        for (LayoutPacker.Block block : packer.blocks()) {
            size += block.encoded.length;
        }
        BundleWriter.checkCount("bytes", size, BundleLimits.FILE_SIZE);
        out.write(header(encodedIndex, index.length));
        out.write(encodedIndex);
        for (LayoutPacker.Block block : packer.blocks()) {
            out.write(block.encoded);
        }
    }

    private static byte[] header(byte[] encodedIndex, int decodedSize) {
        byte[] header = new byte[BundleReaderV1.HEADER_SIZE];
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        Bundle.putStart(fields, BundleReaderV1.VERSION);
        fields.putInt(encodedIndex.length).putInt(decodedSize).putInt(PackedBytes.checksum(encodedIndex));
        return header;
    }

    private byte[] index() {
        IndexOutput out = new IndexOutput();
        out.string(name).number(objects.size());
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            out.string(object.getKey()).bytes(object.getValue());
        }
        out.number(sources.size());
        for (BundledSource from : sources) {
            String revision = from.revision();
            out.string(from.text()).string(revision == null ? "" : revision).number(from.kernels());
        }
        out.number(platforms.size());
        for (Platform platform : platforms) {
            out.string(platform.arch()).string(platform.id()).string(platform.versionId());
        }
        addBlocks(out);
        addLayouts(out);
        addKernels(out);
        return out.toByteArray();
    }

    private void addBlocks(IndexOutput out) {
        out.number(packer.blocks().size());
        for (LayoutPacker.Block block : packer.blocks()) {
            out.number(block.encoded.length).fixed(PackedBytes.checksum(block.encoded));
            out.number(block.decodedSize);
            out.number(block.layouts).number(block.grouped ? 1 : 0);
        }
    }

    private void addLayouts(IndexOutput out) {
        out.number(packer.layouts().size());
        for (byte[] layout : packer.layouts()) {
            out.fixed(layout.length);
        }
        for (byte[] layout : packer.layouts()) {
            out.fixed(PackedBytes.checksum(layout));
        }
    }

    private void addKernels(IndexOutput out) {
        boolean withBuildIds = false;
        for (KernelKey key : kernels.keySet()) {
            withBuildIds |= key.buildId().length > 0;
        }
        IndexOutput rows = new IndexOutput();
        List<Integer> starts = new ArrayList<>();
        addRows(rows, starts);
        starts.add(rows.size());
        out.number(kernels.size()).number(withBuildIds ? 1 : 0);
        for (int i = 1; i < starts.size(); i++) {
            out.number(starts.get(i) - starts.get(i - 1));
        }
        out.bytes(rows.toByteArray());
    }

    /** @param starts takes where each group begins */
    private void addRows(IndexOutput out, List<Integer> starts) {
        byte[] before = new byte[0];
        int row = 0;
        for (Map.Entry<KernelKey, byte[]> kernel : kernels.entrySet()) {
            KernelKey key = kernel.getKey();
            byte[] release = key.release();
            boolean first = row++ % KernelTable.GROUP == 0;
            if (first) {
                starts.add(out.size());
            }
            int shared = first ? 0 : sharedPrefix(before, release);
            out.number(shared).number(release.length - shared).bytes(release, shared, release.length - shared);
            out.number(Collections.binarySearch(platforms, key.platform()));
            out.number(packer.number(kernel.getValue()));
            out.number(key.buildId().length).bytes(key.buildId());
            before = release;
        }
    }

    private static int sharedPrefix(byte[] a, byte[] b) {
        int shared = 0;
        while (shared < a.length && shared < b.length && a[shared] == b[shared]) {
            shared++;
        }
        return shared;
    }
}
