// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;
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
    static MinimizedKernel of(SourcedKernel kernel, BtfReader reader, ProvenLayouts layouts) throws BundlingException {
        try {
            SourceBtf read = reader.read(kernel);
            try {
                return of(kernel, read, layouts);
            } catch (MinimizationException e) {
                if (read.isWhole()) {
                    throw e;
                }
                // so that the message has the ids that the kernel's types have
                return of(kernel, reader.readWhole(kernel), layouts);
            }
        } catch (IOException e) {
            RejectedInput rejected = new RejectedInput(kernel.origin(), String.valueOf(e.getMessage()));
            return new MinimizedKernel(kernel, new byte[0], Set.of(), new SourceSizes(0, 0), rejected);
        } catch (MinimizationException e) {
            throw new BundlingException(e.getMessage() + remedy(kernel), e);
        }
    }

    private static MinimizedKernel of(SourcedKernel kernel, SourceBtf read, ProvenLayouts layouts)
            throws IOException, MinimizationException {
        ProvenLayouts.Proven proven = layouts.of(read);
        SourceSizes sizes = new SourceSizes(read.wholeSize(), kernel.fileSize());
        return new MinimizedKernel(kernel, proven.layout(), proven.warnings(), sizes, null);
    }

    private static String remedy(SourcedKernel kernel) {
        return ". The kernel is " + kernel.id() + ": change the object, or leave the kernel out, by releases !"
                + kernel.id().release();
    }
}
