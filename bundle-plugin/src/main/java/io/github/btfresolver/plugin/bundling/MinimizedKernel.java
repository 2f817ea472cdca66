// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.minimize.RelocationProof;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a kernel once it has been read: its layout, a few kilobytes of its megabytes; or why it is passed over.
 *
 * @param kernel which
 * @param layout its minimized BTF, proven; empty when it is rejected
 * @param warnings what the objects should not ask of it
 * @param sizes of what was read; zeros when it is rejected
 * @param rejected why it cannot be read; null when it can
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record MinimizedKernel(
        SourcedKernel kernel,
        byte[] layout,
        Set<String> warnings,
        SourceSizes sizes,
        @Nullable RejectedInput rejected) {

    /** Reads, minimizes and proves one kernel. Called by several threads, each for a kernel of its own. */
    static MinimizedKernel of(SourcedKernel kernel, BtfReader reader, BtfMinimizer minimizer, List<BpfObject> objects)
            throws BundlingException {
        try {
            SourceBtf read = reader.read(kernel);
            try {
                return of(kernel, read, minimizer, objects);
            } catch (MinimizationException e) {
                if (read.isWhole()) {
                    throw e;
                }
                // so that the message has the ids that the kernel's types have
                return of(kernel, reader.readWhole(kernel), minimizer, objects);
            }
        } catch (IOException e) {
            RejectedInput rejected = new RejectedInput(kernel.origin(), String.valueOf(e.getMessage()));
            return new MinimizedKernel(kernel, new byte[0], Set.of(), new SourceSizes(0, 0), rejected);
        } catch (MinimizationException e) {
            throw new BundlingException(e.getMessage() + remedy(kernel), e);
        }
    }

    private static MinimizedKernel of(
            SourcedKernel kernel, SourceBtf read, BtfMinimizer minimizer, List<BpfObject> objects)
            throws IOException, MinimizationException {
        CandidateIndex target = new CandidateIndex(read.btf());
        byte[] layout = canonical(minimizer.minimize(target, read.btf().order()), kernel);
        Set<String> warnings = RelocationProof.check(objects, target, layout);
        return new MinimizedKernel(
                kernel, layout, warnings, new SourceSizes(read.wholeSize(), kernel.fileSize()), null);
    }

    private static String remedy(SourcedKernel kernel) {
        return ". The kernel is " + kernel.id() + ": change the object, or leave the kernel out, by releases !"
                + kernel.id().release();
    }

    /** So that kernels that differ only in the numbering of their types share a layout. What it says is proven after it. */
    private static byte[] canonical(byte[] minimized, SourcedKernel kernel) throws MinimizationException {
        try {
            return CanonicalBtf.of(Btf.parse(minimized, kernel.origin()));
        } catch (BtfFormatException e) {
            throw new MinimizationException(kernel.origin() + ": the minimized BTF is malformed: " + e.getMessage(), e);
        }
    }
}
