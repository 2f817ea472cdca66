// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
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
        if (small.isPresent() && names.containsAll(roots.names())) {
            Optional<SourceBtf> found = parse(small.get(), kernel);
            if (found.isPresent()) {
                return found.get();
            }
        }
        RootNames all = roots.and(names);
        return read(kernel, key, all.names().size() > MAX_ROOTS ? roots : all);
    }

    /** @param asked the roots for the small form */
    private SourceBtf read(SourcedKernel kernel, String key, RootNames asked) throws IOException {
        Optional<SourceBtf> large = cache.get(key).flatMap(kept -> parse(kept, kernel));
        SourceBtf read = large.isPresent() ? large.get() : SourceBtf.whole(keys.read(kernel));
        if (large.isEmpty()) {
            cache.put(key, kept(read, Set.of(), ReducedKernel.forAll(read.btf())));
        }
        Optional<Kept> small = ReducedKernel.forRoots(read.btf(), asked).map(bytes -> kept(read, asked.names(), bytes));
        small.ifPresent(kept -> cache.put(key + SMALL, kept));
        // A whole BTF is what the bundle is proven against; otherwise the less there is to go through, the better.
        return large.isEmpty()
                ? read
                : small.flatMap(kept -> parse(kept, kernel)).orElse(read);
    }

    /** The name under which the larger form is kept. */
    static String key(String contents, String code) {
        return Sha256.hex(contents + " " + code);
    }

    @Override
    public SourceBtf readWhole(SourcedKernel kernel) throws IOException {
        return SourceBtf.whole(keys.read(kernel));
    }

    private static Kept kept(SourceBtf read, Set<String> roots, byte[] reduced) {
        return new Kept(new KeptFacts(read.btf().pointerSize(), read.wholeSize(), roots).bytes(), reduced);
    }

    private static Optional<SourceBtf> parse(Kept kept, SourcedKernel kernel) {
        KeptFacts facts = KeptFacts.of(kept);
        try {
            Btf btf = Btf.parse(kept.contents(), kernel.origin(), facts.pointerSize());
            return Optional.of(new SourceBtf(btf, facts.wholeSize()));
        } catch (BtfFormatException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
