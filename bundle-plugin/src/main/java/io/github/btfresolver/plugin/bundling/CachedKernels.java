// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.IndexedBtf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.plugin.cache.Kept;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.minimize.ReducedKernel;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the BTFs of kernels for a set of objects: from the cache what an earlier build has left of them, or else from the source, and
 * then leaves it for the next. Two forms are kept of each kernel: a small one for objects whose roots have been asked for
 * before, and a larger one for any. Safe for use by many threads.
 */
final class CachedKernels implements BtfReader {
    /** What many builds have asked for; of more, the small form would be no smaller than the other. */
    private static final int MAX_ROOTS = 1000;

    private static final String SMALL = "-roots";

    private final KernelCache cache;
    private final ContentKeys keys;
    private final String code;
    private final RootNames roots;

    /** @param code a hash of the code that makes what is kept: that of another is not used */
    CachedKernels(KernelCache cache, ContentKeys keys, String code, List<BpfObject> objects) {
        this.cache = cache;
        this.keys = keys;
        this.code = code;
        roots = RootNames.of(objects);
    }

    @Override
    public SourceBtf read(SourcedKernel kernel) throws IOException {
        Optional<String> known = keys.of(kernel);
        if (known.isEmpty() || !roots.isComplete()) {
            return SourceBtf.whole(keys.read(kernel));
        }
        String key = key(known.get(), code);
        Optional<Kept> small = cache.get(key + SMALL);
        Set<String> names = small.map(kept -> KeptFacts.of(kept).roots()).orElse(Set.of());
        if (names.containsAll(roots.names())) {
            Optional<SourceBtf> read = small.flatMap(kept -> parse(kept, kernel));
            if (read.isPresent()) {
                return read.get();
            }
        }
        RootNames all = roots.and(names);
        return read(kernel, key, all.names().size() > MAX_ROOTS ? roots : all);
    }

    /** @param asked the roots for the small form */
    private SourceBtf read(SourcedKernel kernel, String key, RootNames asked) throws IOException {
        Optional<Kept> small = cache.lend(key, large -> tryReduce(large, kernel, asked));
        Optional<SourceBtf> read = small.flatMap(kept -> parse(kept, kernel));
        if (read.isEmpty()) {
            return readAndKeep(kernel, key, asked);
        }
        cache.put(key + SMALL, small.get());
        return read.get(); // the less there is to go through, the better
    }

    /** A whole BTF is what the bundle is proven against. */
    private SourceBtf readAndKeep(SourcedKernel kernel, String key, RootNames asked) throws IOException {
        SourceBtf whole = SourceBtf.whole(keys.read(kernel));
        KeptFacts facts = new KeptFacts(whole.btf().pointerSize(), whole.wholeSize(), Set.of());
        Kept large = new Kept(facts.bytes(), ReducedKernel.forAll(whole.btf()));
        cache.put(key, large);
        cache.put(key + SMALL, reduce(large, kernel, asked));
        return whole;
    }

    private static Kept reduce(Kept large, SourcedKernel kernel, RootNames asked) throws BtfFormatException {
        KeptFacts facts = KeptFacts.of(large);
        IndexedBtf all = IndexedBtf.open(large.contents(), large.size(), kernel.origin(), facts.pointerSize());
        KeptFacts small = new KeptFacts(facts.pointerSize(), facts.wholeSize(), asked.names());
        return new Kept(small.bytes(), ReducedKernel.forRoots(all, asked));
    }

    /** Makes the small form of a larger one that was kept; empty when somebody else has made that, and made it wrong. */
    private static Optional<Kept> tryReduce(Kept large, SourcedKernel kernel, RootNames asked) {
        try {
            return Optional.of(reduce(large, kernel, asked));
        } catch (BtfFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The name under which the larger form is kept. */
    static String key(String contents, String code) {
        return Sha256.hex(contents + " " + code);
    }

    @Override
    public SourceBtf readWhole(SourcedKernel kernel) throws IOException {
        return SourceBtf.whole(keys.read(kernel));
    }

    private static Optional<SourceBtf> parse(Kept kept, SourcedKernel kernel) {
        KeptFacts facts = KeptFacts.of(kept);
        try {
            Btf btf = Btf.parse(kept.contents(), kernel.origin(), facts.pointerSize());
            return Optional.of(new SourceBtf(btf, facts.wholeSize()));
        } catch (BtfFormatException e) {
            return Optional.empty();
        }
    }
}
