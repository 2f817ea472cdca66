// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.plugin.cache.FileHashes;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.cache.Sha256;
import io.github.btfresolver.plugin.minimize.ReducedKernel;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads the BTFs of kernels for a set of objects: from the cache what an earlier build has left of them, or else from the source, and
 * then leaves it for the next. Two forms are kept of each kernel: a small one for objects with the same roots, and a
 * larger one for any. Safe for use by many threads.
 */
final class KernelReader {
    private final KernelCache cache;
    private final FileHashes hashes;
    private final RootNames roots;
    private final String rootsKey;

    KernelReader(KernelCache cache, FileHashes hashes, List<BpfObject> objects) {
        this.cache = cache;
        this.hashes = hashes;
        roots = RootNames.of(objects);
        rootsKey = Sha256.hex(String.join("\0", roots.names()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The kernel's BTF, or what is left of it, in which these objects relocate the same. */
    Btf read(SourcedKernel kernel) throws IOException {
        if (!roots.isComplete()) {
            return kernel.read();
        }
        String key = kernel.contentKey(hashes);
        String rootedKey = key + "-" + rootsKey;
        Optional<Btf> rooted = cached(rootedKey, kernel);
        if (rooted.isPresent()) {
            return rooted.get();
        }
        Optional<Btf> reduced = cached(key, kernel);
        if (reduced.isPresent()) {
            putRooted(rootedKey, reduced.get());
            return reduced.get();
        }
        Btf whole = kernel.read();
        if (kernel.contentKey(hashes).equals(key)) {
            put(key, whole, ReducedKernel.forAll(whole));
            putRooted(rootedKey, whole);
        }
        return whole;
    }

    private void putRooted(String key, Btf btf) {
        ReducedKernel.forRoots(btf, roots).ifPresent(bytes -> put(key, btf, bytes));
    }

    /** With the size of a pointer in front, which the reduced one may not tell. */
    private void put(String key, Btf btf, byte[] reduced) {
        byte[] contents = new byte[1 + reduced.length];
        contents[0] = (byte) btf.pointerSize();
        System.arraycopy(reduced, 0, contents, 1, reduced.length);
        cache.put(key, contents);
    }

    private Optional<Btf> cached(String key, SourcedKernel kernel) {
        Optional<byte[]> contents = cache.get(key);
        if (contents.isEmpty() || contents.get().length == 0) {
            return Optional.empty();
        }
        byte[] bytes = contents.get();
        try {
            byte[] btf = java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
            return Optional.of(Btf.parse(btf, kernel.origin(), bytes[0]));
        } catch (BtfFormatException e) {
            return Optional.empty();
        }
    }
}
