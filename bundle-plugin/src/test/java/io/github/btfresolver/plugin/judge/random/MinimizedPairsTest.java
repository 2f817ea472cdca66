// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.CoreRelocation;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.core.ObjectRelocation.Outcome;
import io.github.btfresolver.core.RelocationKind;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A minimized BTF serves its object as the whole one does; needs no judge. */
class MinimizedPairsTest {
    private static final int PAIRS = Integer.getInteger("btf.random.pairs", 4000);
    private static final long SEED = Long.getLong("btf.random.seed", 1);

    @Test
    void relocating_against_the_minimized_btf_comes_to_the_same() throws Exception {
        int same = 0;
        int known = 0;
        for (long seed = SEED; seed < SEED + PAIRS; seed++) {
            RandomPair pair = RandomPair.of(seed);
            BpfObject object = BpfObject.parse(pair.objects().get(0), "made-up object " + seed);
            Btf target = Btf.parse(pair.target(), "made-up target " + seed);
            Btf minimized = minimize(object, target);
            if (minimized == null) {
                continue;
            }
            List<Outcome> whole = ObjectRelocation.of(object, new CandidateIndex(target));
            List<Outcome> small = ObjectRelocation.of(object, new CandidateIndex(minimized));
            for (int i = 0; i < whole.size(); i++) {
                CoreRelocation relocation = whole.get(i).relocation();
                if (text(whole.get(i)).equals(text(small.get(i)))) {
                    same++;
                } else if (hasTwins(relocation, target) || relocation.access().split(":", -1).length > 2) {
                    known++;
                } else {
                    assertEquals(text(whole.get(i)), text(small.get(i)), object.source() + " " + relocation);
                }
            }
        }
        System.out.println(same + " made-up relocations come to the same against a minimized BTF; " + known
                + " do not, for known limits of minimizing");
        assertTrue(same > PAIRS && known * 1000 < same, same + " and " + known);
    }

    private static @Nullable Btf minimize(BpfObject object, Btf target) throws Exception {
        byte[] bytes;
        try {
            bytes = new BtfMinimizer(List.of(object)).minimize(target, ByteOrder.LITTLE_ENDIAN);
        } catch (MinimizationException e) {
            return null;
        }
        Btf minimized = Btf.parse(bytes, "minimized", target.pointerSize());
        byte[] again = new BtfMinimizer(List.of(object)).minimize(minimized, ByteOrder.LITTLE_ENDIAN);
        assertTrue(again.length <= bytes.length, "minimizing twice makes more of it");
        byte[] big = new BtfMinimizer(List.of(object)).minimize(target, ByteOrder.BIG_ENDIAN);
        Btf turned = Btf.parse(big, "minimized, big-endian", target.pointerSize());
        byte[] back = new BtfMinimizer(List.of(object)).minimize(turned, ByteOrder.LITTLE_ENDIAN);
        assertArrayEquals(again, back, () -> "by way of the other byte order: " + target.source());
        return minimized;
    }

    /** An outcome but for the ids of target types, which are others in a minimized BTF. */
    private static String text(Outcome outcome) {
        boolean id = outcome.relocation().kind() == RelocationKind.TYPE_ID_TARGET;
        return outcome.status() + " " + outcome.originalValue() + " " + (id ? "" : outcome.newValue());
    }

    /**
     * Two types of one name: only the first of those that a relocation fits is kept for it, which may be not the one that
     * a later relocation fits. (The other limit: a zero-length array in the midst of a struct, when nothing behind it is
     * kept, becomes a flexible one, of which every element exists.)
     */
    private static boolean hasTwins(CoreRelocation relocation, Btf target) {
        String name = relocation.typeName().replaceAll("^[a-z0-9]+ ", "").replaceAll("___.*", "");
        int count = 0;
        for (int id = 1; id < target.typeCount(); id++) {
            count += target.name(id).replaceAll("___.*", "").equals(name) ? 1 : 0;
        }
        return count > 1;
    }
}
