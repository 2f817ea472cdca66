// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.minimize.RelocationProof;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one bundle: every kernel that the sources hold, minimized, in the byte order of the kernel, and proven to relocate
 * the objects as the whole BTF does.
 */
public final class BundleBuilder {
    private final BundleRequest request;
    private final BundledObjects objects;
    private final BundleWriter writer;
    private final List<RejectedInput> rejected = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Map<String, String> origins = new TreeMap<>();

    private BundleBuilder(BundleRequest request) throws IOException, BundlingException {
        this.request = request;
        writer = writer(request.name());
        objects = BundledObjects.read(request.objects());
    }

    /**
     * Makes a bundle.
     *
     * @throws BundlingException when an input is not what it must be; the message names it and says what to do
     * @throws IOException when an object or a source cannot be read
     */
    public static BuiltBundle build(BundleRequest request) throws IOException, BundlingException {
        return new BundleBuilder(request).build();
    }

    private BuiltBundle build() throws IOException, BundlingException {
        objects.addTo(writer);
        BtfMinimizer minimizer = new BtfMinimizer(objects.parsed());
        FoundKernels found = KernelSource.find(request.sources(), request.base());
        rejected.addAll(found.rejected());
        for (SourcedKernel kernel : found.kernels()) {
            add(kernel, minimizer);
        }
        if (!rejected.isEmpty() && request.failOnBadSource()) {
            throw new BundlingException(rejectedInputs());
        }
        if (origins.isEmpty()) {
            throw new BundlingException("no kernel to bundle in the sources " + request.sources());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return finished(out.toByteArray());
    }

    private void add(SourcedKernel kernel, BtfMinimizer minimizer) throws BundlingException {
        Btf btf;
        try {
            btf = kernel.read();
        } catch (IOException e) {
            rejected.add(new RejectedInput(kernel.origin(), String.valueOf(e.getMessage())));
            return;
        }
        try {
            CandidateIndex target = new CandidateIndex(btf);
            byte[] layout = canonical(minimizer.minimize(target, btf.order()), kernel);
            warnings.addAll(RelocationProof.check(objects.parsed(), target, layout));
            writer.addKernel(kernel.id(), layout);
        } catch (MinimizationException e) {
            throw new BundlingException(String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new BundlingException(kernel.origin() + ": " + e.getMessage() + otherOrigin(kernel.id()), e);
        }
        origins.put(kernel.id().toString(), kernel.origin());
    }

    /** So that kernels that differ only in the numbering of their types share a layout. What it says is proven after it. */
    private static byte[] canonical(byte[] minimized, SourcedKernel kernel) throws MinimizationException {
        try {
            return CanonicalBtf.of(Btf.parse(minimized, kernel.origin()));
        } catch (BtfFormatException e) {
            throw new MinimizationException(kernel.origin() + ": the minimized BTF is malformed: " + e.getMessage(), e);
        }
    }

    private String otherOrigin(KernelId id) {
        String other = origins.get(id.toString());
        return other == null ? "" : "; the other is from " + other;
    }

    /** One line an input. */
    private String rejectedInputs() {
        StringBuilder s = new StringBuilder();
        for (RejectedInput input : rejected) {
            s.append(s.length() == 0 ? "" : "\n").append(input);
        }
        return s.toString();
    }

    /** Read back, so that what is counted is what is there, and nothing is shipped that cannot be read. */
    private BuiltBundle finished(byte[] bytes) throws IOException {
        Bundle bundle = Bundle.read(new ByteArrayInputStream(bytes), request.name());
        for (int i = 0; i < bundle.layoutCount(); i++) {
            bundle.layout(i);
        }
        return new BuiltBundle(
                bytes, bundle.kernelCount(), bundle.layoutCount(), List.copyOf(warnings), List.copyOf(rejected));
    }

    private static BundleWriter writer(String name) throws BundlingException {
        try {
            return new BundleWriter(name);
        } catch (IllegalArgumentException e) {
            throw new BundlingException(String.valueOf(e.getMessage()), e);
        }
    }
}
