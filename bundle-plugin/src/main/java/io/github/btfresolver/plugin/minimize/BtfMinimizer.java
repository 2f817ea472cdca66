// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.RelocationException;
import io.github.btfresolver.core.Relocator;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reduces kernel BTFs to what a set of BPF objects needs: byte for byte what {@code bpftool gen min_core_btf} (7.7 and
 * older) writes, in the byte order asked for. The result serves the CO-RE relocations of these objects and nothing else.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class BtfMinimizer {
    private final List<BpfObject> objects;

    public BtfMinimizer(List<BpfObject> objects) {
        this.objects = List.copyOf(objects);
    }

    /**
     * Minimizes one BTF.
     *
     * @param target of a whole kernel
     * @param order of the result; bpftool uses the byte order of the machine on which it runs
     * @return a BTF blob, valid and without types when the objects need none
     * @throws MinimizationException when an object cannot be relocated against this kernel at all, or needs a type that
     *     a minimized BTF cannot hold
     */
    public byte[] minimize(Btf target, ByteOrder order) throws MinimizationException {
        CandidateIndex index = new CandidateIndex(target);
        TypeMarks marks = new TypeMarks();
        TypeMarker marker = new TypeMarker(target, marks);
        for (BpfObject object : objects) {
            mark(object, index, marker);
        }
        try {
            return MinimizedBtf.write(target, marks, order);
        } catch (MinimizationException e) {
            String sources = objects.stream().map(BpfObject::source).collect(Collectors.joining(", "));
            throw new MinimizationException(sources + ": " + e.getMessage(), e);
        }
    }

    private static void mark(BpfObject object, CandidateIndex index, TypeMarker marker) throws MinimizationException {
        Relocator relocator = new Relocator(object, index);
        for (CoreRelocation relocation : object.relocations()) {
            try {
                marker.mark(relocator.relocate(relocation));
            } catch (RelocationException e) {
                throw new MinimizationException(
                        object.source() + ": cannot be relocated against "
                                + index.target().source() + ": " + e.getMessage(),
                        e);
            } catch (MinimizationException | BtfFormatException e) {
                throw new MinimizationException(object.source() + ": " + relocation + " " + e.getMessage(), e);
            }
        }
    }
}
