// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.minimize.RelocationProof;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Minimizes kernels for a set of objects, and proves what comes of each. Of kernels of which the cache has left the same, as it mostly has
 * of one release and the next, that is done once. Safe for use by many threads.
 */
final class ProvenLayouts {
    /** So many are remembered, mostly a hundred kilobytes or so each; a larger one is not, so that memory stays bounded. */
    private static final int REMEMBERED = 64;

    private static final int REMEMBERED_SIZE = 1 << 20;

    /**
     * What comes of a kernel.
     *
     * @param layout its minimized BTF, with its types in canonical order
     * @param warnings what the objects should not ask of it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Proven(byte[] layout, Set<String> warnings) {}

    /** All that minimizing and relocating sees of a kernel; hashed by its checksum, compared as a whole. */
    private record Seen(int checksum, int pointerSize, ByteBuffer bytes) {
        static Seen of(Btf btf) {
            CRC32C crc = new CRC32C();
            crc.update(btf.asByteBuffer());
            return new Seen((int) crc.getValue(), btf.pointerSize(), btf.asByteBuffer());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Seen that
                    && checksum == that.checksum
                    && pointerSize == that.pointerSize
                    && bytes.equals(that.bytes);
        }

        @Override
        public int hashCode() {
            return checksum;
        }
    }

    private final List<BpfObject> objects;
    private final RootNames roots;
    private final BtfMinimizer minimizer;
    private final Map<Seen, Proven> known = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, Proven> eldest) {
            return size() > REMEMBERED;
        }
    };

    ProvenLayouts(List<BpfObject> objects) {
        this.objects = objects;
        roots = RootNames.of(objects);
        minimizer = new BtfMinimizer(objects);
    }

    /** A kernel's. */
    Proven of(SourceBtf read) throws MinimizationException {
        if (read.isWhole() || read.btf().size() > REMEMBERED_SIZE) {
            return prove(read.btf());
        }
        Seen seen = Seen.of(read.btf());
        Proven proven;
        synchronized (known) {
            proven = known.get(seen);
        }
        if (proven == null) { // two threads may do the same
            proven = prove(read.btf());
            synchronized (known) {
                known.put(seen, proven);
            }
        }
        return proven;
    }

    private Proven prove(Btf btf) throws MinimizationException {
        CandidateIndex target = new CandidateIndex(btf, List.of(), roots);
        byte[] layout = canonical(minimizer.minimize(target, btf.order()), btf.source());
        return new Proven(layout, RelocationProof.check(objects, target, layout));
    }

    /** So that kernels that differ only in the numbering of their types share a layout. What it says is proven after it. */
    private static byte[] canonical(byte[] minimized, String source) throws MinimizationException {
        try {
            return CanonicalBtf.of(Btf.parse(minimized, source));
        } catch (BtfFormatException e) {
            throw new MinimizationException(source + ": the minimized BTF is malformed: " + e.getMessage(), e);
        }
    }
}
