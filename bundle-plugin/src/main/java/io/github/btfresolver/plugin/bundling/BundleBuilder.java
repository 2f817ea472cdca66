// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.source.FoundKernels;
import io.github.btfresolver.plugin.source.KernelSource;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Layouts layouts = new Layouts();

    private BundleBuilder(BundleRequest request, Progress progress) throws IOException, BundlingException {
        this.request = request;
        this.progress = progress;
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
        return new BundleBuilder(request, progress).build();
    }

    private BuiltBundle build() throws IOException, BundlingException {
        objects.addTo(writer);
        FoundKernels found = KernelSource.find(
                request.sources(), request.base(), request.filter(), request.sourceSettings(), progress);
        rejected.addAll(found.rejected());
        minimize(found.kernels());
        if (!rejected.isEmpty() && request.failOnBadSource()) {
            throw new BundlingException(lines(rejected));
        }
        if (!layouts.conflicts().isEmpty()) {
            throw new BundlingException(lines(layouts.conflicts()));
        }
        if (layouts.isEmpty()) {
            throw new BundlingException("no kernel to bundle in the sources " + KernelSource.shown(request.sources()));
        }
        layouts.addTo(writer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        layouts.budget().check(request.name(), out.size(), request.maxSize());
        return finished(out.toByteArray());
    }

    private void minimize(List<SourcedKernel> kernels) throws BundlingException {
        List<BpfObject> parsed = objects.parsed();
        BtfMinimizer minimizer = new BtfMinimizer(parsed);
        progress.beginKernels(kernels.size());
        new OrderedWork<SourcedKernel, MinimizedKernel>(
                        request.threads(), kernel -> MinimizedKernel.of(kernel, minimizer, parsed), this::take)
                .run(kernels);
    }

    private void take(MinimizedKernel minimized) {
        progress.kernelDone();
        RejectedInput problem = minimized.rejected();
        if (problem != null) {
            rejected.add(problem);
            return;
        }
        layouts.add(
                minimized.kernel().id(), minimized.layout(), minimized.kernel().origin());
        warnings.addAll(minimized.warnings());
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
                List.copyOf(rejected),
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
