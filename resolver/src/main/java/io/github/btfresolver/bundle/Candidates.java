// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some entries of several, by number. */
final class Candidates {
    private final KernelEntries entries;
    private final List<Integer> numbers = new ArrayList<>();

    /** Which kernels they are for, as far as somebody has asked; shared by all that are some of the same. */
    private final Map<Integer, KernelId> ids;

    Candidates(KernelEntries entries, int... numbers) {
        this.entries = entries;
        ids = new HashMap<>();
        for (int number : numbers) {
            this.numbers.add(number);
        }
    }

    /** None of others, to which some of them are to be added. */
    Candidates(Candidates others) {
        entries = others.entries;
        ids = others.ids;
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    int count() {
        return numbers.size();
    }

    List<Integer> numbers() {
        return numbers;
    }

    int first() {
        return numbers.get(0);
    }

    KernelId id(int number) {
        KernelId id = ids.get(number);
        if (id == null) {
            id = entries.get(number);
            ids.put(number, id);
        }
        return id;
    }

    void add(int number) {
        numbers.add(number);
    }

    void addAll(Candidates others) {
        numbers.addAll(others.numbers);
    }

    /** A kernel that a place has by its whole release and without the architecture at its end is the one with the whole. */
    Candidates withoutShortNames(String release) {
        Candidates kept = new Candidates(this);
        for (int number : numbers) {
            if (id(number).release().equals(release) || !hasByName(release, number)) {
                kept.add(number);
            }
        }
        return kept;
    }

    private boolean hasByName(String release, int number) {
        KernelId id = id(number);
        for (int other : numbers) {
            KernelId that = id(other);
            if (entries.placeOf(other) == entries.placeOf(number)
                    && that.release().equals(release)
                    && that.id().equals(id.id())
                    && that.versionId().equals(id.versionId())
                    && that.arch().equals(id.arch())) {
                return true;
            }
        }
        return false;
    }

    Candidates of(PlatformTier tier) {
        Candidates kept = new Candidates(this);
        for (int number : numbers) {
            if (tier.matches(id(number))) {
                kept.add(number);
            }
        }
        return kept;
    }

    /** Looks at the layouts only when there are several. */
    boolean haveOneLayout() {
        for (int i = 1; i < numbers.size(); i++) {
            if (entries.layoutOf(numbers.get(i)) != entries.layoutOf(first())) {
                return false;
            }
        }
        return true;
    }

    KernelMatch found(int number, String reason) {
        return KernelMatch.found(number, id(number), reason, ids());
    }

    KernelMatch none(String reason) {
        return KernelMatch.none(reason, ids());
    }

    private List<KernelId> ids() {
        List<KernelId> ids = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            ids.add(id(number));
        }
        return ids;
    }
}
