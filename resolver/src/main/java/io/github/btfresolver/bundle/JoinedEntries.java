// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.kernel.KernelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of several bundles and directories, numbered through, those of the first place first. Two of different places have
 * one layout only where it is the same types, whatever their order: bundles are minimized for different objects. For use by
 * one thread.
 */
public final class JoinedEntries extends KernelEntries {
    private final List<KernelEntries> places;

    /** By place the number of its first entry, and behind the last the number of all. */
    private final int[] starts;

    /** Entries whose layouts differ. */
    private final List<Integer> layouts = new ArrayList<>();

    /** @param places the first goes before, where several have one kernel */
    public JoinedEntries(List<KernelEntries> places) {
        this.places = new ArrayList<>(places);
        starts = new int[places.size() + 1];
        for (int i = 0; i < places.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], places.get(i).count());
        }
    }

    @Override
    public int count() {
        return starts[places.size()];
    }

    @Override
    public int placeOf(int entry) {
        int place = 0;
        while (entry >= starts[place + 1]) {
            place++;
        }
        return place;
    }

    /** The number that an entry has in its place. */
    public int numberInPlace(int entry) {
        return entry - starts[placeOf(entry)];
    }

    private KernelEntries entriesOf(int entry) {
        return places.get(placeOf(entry));
    }

    @Override
    public KernelId get(int entry) {
        return entriesOf(entry).get(numberInPlace(entry));
    }

    @Override
    protected int[] withRelease(String release) {
        int[] found = new int[0];
        for (int place = 0; place < places.size(); place++) {
            found = append(found, places.get(place).withRelease(release), starts[place]);
        }
        return found;
    }

    @Override
    Candidates withoutRepeated(Candidates candidates) {
        return RepeatedKernels.leftOut(this, candidates);
    }

    /** Those of the first place that has any: by its build id it is one kernel, whatever it is called. */
    @Override
    protected int[] withBuildId(String buildId, int[] sameRelease) {
        int[] found = new int[0];
        for (int place = 0; place < places.size() && found.length == 0; place++) {
            found = append(found, places.get(place).withBuildId(buildId, inPlace(sameRelease, place)), starts[place]);
        }
        return found;
    }

    /** Those of some entries that a place has, by their numbers there. */
    private int[] inPlace(int[] entries, int place) {
        int[] kept = new int[entries.length];
        int n = 0;
        for (int entry : entries) {
            if (placeOf(entry) == place) {
                kept[n++] = numberInPlace(entry);
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static int[] append(int[] found, int[] numbersInPlace, int start) {
        int[] all = Arrays.copyOf(found, found.length + numbersInPlace.length);
        for (int i = 0; i < numbersInPlace.length; i++) {
            all[found.length + i] = start + numbersInPlace[i];
        }
        return all;
    }

    @Override
    protected @Nullable String buildId(int entry) {
        return entriesOf(entry).buildId(numberInPlace(entry));
    }

    /** The first that was asked for of those with the same. */
    @Override
    protected int layoutOf(int entry) {
        for (int known : layouts) {
            if (haveOneLayout(known, entry)) {
                return known;
            }
        }
        layouts.add(entry);
        return entry;
    }

    private boolean haveOneLayout(int one, int other) {
        if (placeOf(one) != placeOf(other)) {
            return haveSameTypes(bytes(one), bytes(other));
        }
        KernelEntries entries = entriesOf(one);
        return entries.layoutOf(numberInPlace(one)) == entries.layoutOf(numberInPlace(other));
    }

    /** What cannot be read is equal to nothing. */
    private static boolean haveSameTypes(byte @Nullable [] one, byte @Nullable [] other) {
        if (one == null || other == null || Arrays.equals(one, other)) {
            return one != null && other != null;
        }
        try {
            return Arrays.equals(canonical(one), canonical(other));
        } catch (BtfFormatException e) {
            return false;
        }
    }

    private static byte[] canonical(byte[] btf) throws BtfFormatException {
        return CanonicalBtf.of(Btf.parse(btf, "an entry"));
    }

    @Override
    protected byte @Nullable [] bytes(int entry) {
        return entriesOf(entry).bytes(numberInPlace(entry));
    }
}
