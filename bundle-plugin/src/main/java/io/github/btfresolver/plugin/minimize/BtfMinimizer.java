// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.RelocationException;
import io.github.btfresolver.core.RelocationResult;
import io.github.btfresolver.core.Relocator;
import io.github.btfresolver.core.RootNames;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
     * @param kernel the BTF of a whole kernel
     * @param order of the result; bpftool uses the byte order of the machine on which it runs
     * @return a BTF blob, valid and without types when the objects need none
     * @throws MinimizationException when an object cannot be relocated against this kernel at all, or needs a type that
     *     a minimized BTF cannot hold
     */
    public byte[] minimize(Btf kernel, ByteOrder order) throws MinimizationException {
        return minimize(new CandidateIndex(kernel, List.of(), RootNames.of(objects)), order);
    }

    /** Minimizes the BTF of a kernel with modules to one BTF that needs no base. */
    public byte[] minimize(CandidateIndex target, ByteOrder order) throws MinimizationException {
        Marking marking = new Marking(target);
        for (BpfObject object : objects) {
            marking.add(object);
        }
        try {
            return MinimizedBtf.write(marking.marks, order);
        } catch (MinimizationException e) {
            String sources = objects.stream().map(BpfObject::source).collect(Collectors.joining(", "));
            throw new MinimizationException(sources + ": " + e.getMessage(), e);
        }
    }

    /** What all objects need of one target. */
    private static final class Marking {
        private final CandidateIndex target;
        private final List<TypeMarks> marks = new ArrayList<>();
        private final IdentityHashMap<Btf, TypeMarker> markers = new IdentityHashMap<>();

        Marking(CandidateIndex target) {
            this.target = target;
            TypeMarks kernel = new TypeMarks(target.kernel(), null);
            add(kernel);
            for (Btf module : target.modules()) {
                add(new TypeMarks(module, kernel));
            }
        }

        private void add(TypeMarks added) {
            marks.add(added);
            markers.put(added.btf(), new TypeMarker(added));
        }

        void add(BpfObject object) throws MinimizationException {
            Relocator relocator = new Relocator(object, target);
            for (CoreRelocation relocation : object.relocations()) {
                try {
                    mark(relocator.relocate(relocation));
                } catch (RelocationException e) {
                    throw new MinimizationException(
                            object.source() + ": cannot be relocated against "
                                    + target.kernel().source() + ": " + e.getMessage(),
                            e);
                } catch (MinimizationException | BtfFormatException e) {
                    throw new MinimizationException(object.source() + ": " + relocation + " " + e.getMessage(), e);
                }
            }
        }

        private void mark(RelocationResult result) throws MinimizationException, BtfFormatException {
            // what is absent is represented by its absence, and a local type id needs nothing from the target
            TypeMarker marker = result.target() == null ? null : markers.get(result.target());
            if (marker != null) {
                marker.mark(result);
            }
        }
    }
}
