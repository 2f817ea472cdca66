// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.minimize.ReducedKernel;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the BTFs of kernels for a set of objects: from the cache what an earlier build has left of them, or else from the source, and
 * then leaves it for the next. Two forms are kept of each kernel: a small one for objects with the same roots, and a
 * larger one for any. Safe for use by many threads.
 */
final class CachedKernels implements BtfReader {
    /** Bytes in front of what is kept of a kernel. */
    private static final int START = 1 + Integer.BYTES;

    private final KernelCache cache;
    private final ContentKeys keys;
    private final String code;
    private final RootNames roots;
    private final String rootsKey;

    /** @param code a hash of the code that makes what is kept: that of another is not used */
    CachedKernels(KernelCache cache, ContentKeys keys, String code, List<BpfObject> objects) {
        this.cache = cache;
        this.keys = keys;
        this.code = code;
        roots = RootNames.of(objects);
        rootsKey = Sha256.hex(String.join("\0", roots.names()).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public SourceBtf read(SourcedKernel kernel) throws IOException {
        Optional<String> known = keys.of(kernel);
        if (known.isEmpty() || !roots.isComplete()) {
            return SourceBtf.whole(keys.read(kernel));
        }
        String key = key(known.get(), code);
        String rootedKey = key + "-" + rootsKey;
        Optional<SourceBtf> rooted = cached(rootedKey, kernel);
        if (rooted.isPresent()) {
            return rooted.get();
        }
        Optional<SourceBtf> reduced = cached(key, kernel);
        SourceBtf read = reduced.isPresent() ? reduced.get() : SourceBtf.whole(keys.read(kernel));
        if (reduced.isEmpty()) {
            put(key, read, ReducedKernel.forAll(read.btf()));
        }
        ReducedKernel.forRoots(read.btf(), roots).ifPresent(bytes -> put(rootedKey, read, bytes));
        return read;
    }

    /** The name under which the larger form is kept. */
    static String key(String contents, String code) {
        return Sha256.hex(contents + " " + code);
    }

    @Override
    public SourceBtf readWhole(SourcedKernel kernel) throws IOException {
        return SourceBtf.whole(keys.read(kernel));
    }

    /** With the size of a pointer and that of the whole BTF in front, which what is left may not tell. */
    private void put(String key, SourceBtf read, byte[] reduced) {
        ByteBuffer contents = ByteBuffer.allocate(START + reduced.length);
        contents.put((byte) read.btf().pointerSize()).putInt(read.wholeSize()).put(reduced);
        cache.put(key, contents.array());
    }

    private Optional<SourceBtf> cached(String key, SourcedKernel kernel) {
        Optional<byte[]> contents = cache.get(key);
        if (contents.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = contents.get();
        try {
            int wholeSize = ByteBuffer.wrap(bytes).getInt(1);
            byte[] reduced = Arrays.copyOfRange(bytes, START, bytes.length);
            return Optional.of(new SourceBtf(Btf.parse(reduced, kernel.origin(), bytes[0]), wholeSize));
        } catch (BtfFormatException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
