// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.cache.Sha256;
import io.github.btfresolver.plugin.minimize.ReducedKernel;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;
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
    private final KernelCache cache;
    private final ContentKeys keys;
    private final RootNames roots;
    private final String rootsKey;

    CachedKernels(KernelCache cache, ContentKeys keys, List<BpfObject> objects) {
        this.cache = cache;
        this.keys = keys;
        roots = RootNames.of(objects);
        rootsKey = Sha256.hex(String.join("\0", roots.names()).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Btf read(SourcedKernel kernel) throws IOException {
        Optional<String> known = keys.of(kernel);
        if (known.isEmpty() || !roots.isComplete()) {
            return unchanged(kernel);
        }
        String key = known.get();
        String rootedKey = key + "-" + rootsKey;
        Optional<Btf> rooted = cached(rootedKey, kernel);
        if (rooted.isPresent()) {
            return rooted.get();
        }
        Optional<Btf> reduced = cached(key, kernel);
        Btf btf = reduced.isPresent() ? reduced.get() : unchanged(kernel);
        if (reduced.isEmpty()) {
            put(key, btf, ReducedKernel.forAll(btf));
        }
        ReducedKernel.forRoots(btf, roots).ifPresent(bytes -> put(rootedKey, btf, bytes));
        return btf;
    }

    private Btf unchanged(SourcedKernel kernel) throws IOException {
        Btf btf = kernel.read();
        keys.checkUnchanged(kernel);
        return btf;
    }

    /** With the size of a pointer in front, which what is left may not tell. */
    private void put(String key, Btf btf, byte[] reduced) {
        byte[] contents = new byte[1 + reduced.length];
        contents[0] = (byte) btf.pointerSize();
        System.arraycopy(reduced, 0, contents, 1, reduced.length);
        cache.put(key, contents);
    }

    private Optional<Btf> cached(String key, SourcedKernel kernel) {
        Optional<byte[]> contents = cache.get(key);
        if (contents.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = contents.get();
        try {
            return Optional.of(Btf.parse(Arrays.copyOfRange(bytes, 1, bytes.length), kernel.origin(), bytes[0]));
        } catch (BtfFormatException e) {
            return Optional.empty();
        }
    }
}
