// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.plugin.cache.FileHashes;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.jdk.TrustedFolder;
import io.github.btfresolver.plugin.source.FoundKernels;
import io.github.btfresolver.plugin.source.KernelSource;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one bundle: every kernel that the sources hold, minimized, in the byte order of the kernel, and proven to relocate
 * the objects as the whole BTF does.
 */
public final class BundleBuilder {
    private final BundleRequest request;
    private final Progress progress;
    private final BundledObjects objects;
    private final BundleWriter writer;
    private final List<RejectedInput> rejected = new ArrayList<>();
    private final Map<String, SourceSizes> sizes = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Layouts layouts = new Layouts();

    private BundleBuilder(BundleRequest request, Progress progress) throws IOException, BundlingException {
        this.request = request;
        this.progress = progress;
        request.check();
        if (request.threads() < 1) {
            throw new BundlingException("threads: expected at least 1, found " + request.threads());
        }
        writer = writer(request.name());
        objects = BundledObjects.read(request.objects());
    }

    /**
     * Makes a bundle.
     *
     * @param progress is told of each download and each kernel that is done
     * @throws BundlingException when an input is not what it must be; the message names it and says what to do
     * @throws IOException when an object or a source cannot be read
     */
    public static BuiltBundle build(BundleRequest request, Progress progress) throws IOException, BundlingException {
        return new BundleBuilder(request, progress).build(Optional.empty());
    }

    /**
     * The same; does nothing when the inputs are those of the last build.
     *
     * @param request that has a cache
     * @param previous where the last build's outcome is, and this one's is to be kept
     */
    public static BuiltBundle build(BundleRequest request, Progress progress, PreviousBuild previous)
            throws IOException, BundlingException {
        return new BundleBuilder(request, progress).build(Optional.of(previous));
    }

    /** The same of kernels that are found already, for as many as no machine has files of. */
    static BuiltBundle build(BundleRequest request, Progress progress, FoundKernels found)
            throws IOException, BundlingException {
        BundleBuilder builder = new BundleBuilder(request, progress);
        builder.objects.addTo(builder.writer);
        return builder.build(found, kernel -> SourceBtf.whole(kernel.read()));
    }

    private BuiltBundle build(Optional<PreviousBuild> previous) throws IOException, BundlingException {
        objects.addTo(writer);
        try (FoundKernels found = KernelSource.find(
                request.sources(), request.base(), request.filter(), request.sourceSettings(), progress)) {
            warnings.addAll(request.filter().unmatched());
            Optional<BuildCache> cache = request.cache();
            Optional<String> code = cache.flatMap(this::open);
            return cache.isPresent() && code.isPresent()
                    ? build(found, cache.get(), code.get(), previous)
                    : buildAnew(found);
        }
    }

    /** The hash of this code, by which the cache knows what it made; empty when the cache must not be used. */
    private Optional<String> open(BuildCache cache) {
        try {
            TrustedFolder.make(cache.folder(), request.base());
            return Optional.of(RunningCode.sha256());
        } catch (IOException e) {
            warnings.add("The cache " + cache.folder() + " cannot be used: " + e);
            return Optional.empty();
        }
    }

    private BuiltBundle buildAnew(FoundKernels found) throws IOException, BundlingException {
        ContentKeys keys = ContentKeys.of(found.kernels(), FileHashes.forThisBuild(), request.threads());
        return build(found, kernel -> SourceBtf.whole(keys.read(kernel)));
    }

    private BuiltBundle build(FoundKernels found, BuildCache cache, String code, Optional<PreviousBuild> previous)
            throws IOException, BundlingException {
        FileHashes hashes = FileHashes.load(cache.hashes());
        ContentKeys keys = ContentKeys.of(found.kernels(), hashes, request.threads());
        hashes.save();
        String inputs = BuildInputs.hash(code, request, objects, found, keys);
        Optional<BuiltBundle> unchanged = previous.flatMap(last -> last.find(inputs, progress.elapsed()));
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        KernelCache kernels = new KernelCache(cache.kernels(), cache.maxSize());
        BuiltBundle built = build(found, new CachedKernels(kernels, keys, code, objects.parsed()));
        kernels.trim();
        if (previous.isPresent()) {
            // What could not be read may have been so for a reason that passes: too many open files, a disk's error.
            boolean complete = built.rejected().size() == found.rejected().size();
            previous.get().write(complete ? inputs : PreviousBuild.UNFINISHED, built);
        }
        String problem = kernels.problem();
        return problem == null
                ? built
                : built.withWarning("The cache " + cache.folder() + " is not of full use: " + problem);
    }

    private BuiltBundle build(FoundKernels found, BtfReader reader) throws IOException, BundlingException {
        rejected.addAll(found.rejected());
        SourceCounts sources = new SourceCounts(found.sources());
        minimize(found.kernels(), reader, sources);
        if (!rejected.isEmpty() && request.failOnBadSource()) {
            throw new BundlingException(lines(rejected));
        }
        if (!layouts.conflicts().isEmpty()) {
            throw new BundlingException(lines(layouts.conflicts()));
        }
        if (layouts.isEmpty()) {
            throw new BundlingException("no kernel to bundle in the sources " + KernelSource.shown(request.sources()));
        }
        sources.addTo(writer);
        layouts.addTo(writer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        layouts.budget().check(request.name(), out.size(), request.maxSizeName(), request.maxSize());
        return finished(out.toByteArray());
    }

    private void minimize(List<SourcedKernel> kernels, BtfReader reader, SourceCounts sources)
            throws BundlingException {
        ProvenLayouts proven = new ProvenLayouts(objects.parsed());
        progress.beginKernels(kernels.size());
        new OrderedWork<SourcedKernel, MinimizedKernel>(
                        request.threads(),
                        kernel -> MinimizedKernel.of(kernel, reader, proven),
                        minimized -> sources.next(take(minimized)))
                .run(kernels);
    }

    /** Whether it is one for the bundle. */
    private boolean take(MinimizedKernel minimized) {
        progress.kernelDone();
        RejectedInput problem = minimized.rejected();
        if (problem != null) {
            rejected.add(problem);
            return false;
        }
        layouts.add(
                minimized.kernel().id(), minimized.layout(), minimized.kernel().origin());
        String key = BuildFacts.key(minimized.kernel().id());
        sizes.putIfAbsent(key, minimized.sizes());
        origins.putIfAbsent(key, minimized.kernel().origin());
        warnings.addAll(minimized.warnings());
        return true;
    }

    private static String lines(List<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    /** Read back, so that what is counted is what is there, and nothing is shipped that cannot be read. */
    private BuiltBundle finished(byte[] bytes) throws IOException {
        Bundle bundle = Bundle.read(new ByteArrayInputStream(bytes), request.name());
        for (int i = 0; i < bundle.layoutCount(); i++) {
            bundle.layout(i);
        }
        return new BuiltBundle(
                bytes,
                bundle.kernelCount(),
                bundle.layoutCount(),
                List.copyOf(warnings),
                new BuildFacts(rejected, sizes, origins),
                progress.elapsed());
    }

    private static BundleWriter writer(String name) throws BundlingException {
        try {
            return new BundleWriter(name);
        } catch (IllegalArgumentException e) {
            throw new BundlingException(String.valueOf(e.getMessage()), e);
        }
    }
}
