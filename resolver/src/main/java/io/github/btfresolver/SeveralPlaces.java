// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.JoinedEntries;
import io.github.btfresolver.bundle.KernelEntries;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the entries of several places as if one place had them all, for which kernel this is does not depend on how
 * entries are spread. One place alone is asked without this class.
 */
final class SeveralPlaces {
    private final HostKernel host;
    private final boolean infer;

    /** In the order of their precedence. */
    private final List<EntryPlace> places = new ArrayList<>();

    /** What each would choose alone, for the report. */
    private final List<KernelMatch> alone = new ArrayList<>();

    private SeveralPlaces(HostKernel host, boolean infer) {
        this.host = host;
        this.infer = infer;
    }

    /**
     * Chooses, and tells each place how it went there.
     *
     * @return the place that has it, of which it was taken; null when none has
     */
    static @Nullable EntryPlace choose(List<EntryPlace> opened, HostKernel host, boolean infer, Search search) {
        SeveralPlaces several = new SeveralPlaces(host, infer);
        for (EntryPlace place : opened) {
            several.ask(place);
            place.took(search.lap());
        }
        EntryPlace found = several.choose();
        (found == null ? opened.get(opened.size() - 1) : found).took(search.lap());
        return found;
    }

    /** An index that was written wrong shows here, and its place is asked no more. */
    private void ask(EntryPlace place) {
        try {
            alone.add(place.match(host, infer));
            places.add(place);
        } catch (RuntimeException e) {
            PassedOver.failed(place, e);
        }
    }

    /**
     * A place of which the chosen entry cannot be read goes behind the others: its entries are as good a sign of which kernels
     * there are as before, and the same kernel may be had of another place.
     */
    private @Nullable EntryPlace choose() {
        List<EntryPlace> order = new ArrayList<>(places);
        List<EntryPlace> tried = new ArrayList<>();
        while (true) {
            JoinedEntries entries = join(order);
            KernelMatch match = infer ? entries.infer(host) : entries.match(host);
            KernelId kernel = match.kernel();
            EntryPlace place = kernel == null ? null : order.get(entries.placeOf(match.entry()));
            if (place == null || kernel == null || tried.contains(place)) {
                passOverAllBut(tried, match);
                return null;
            }
            tried.add(place);
            try {
                place.choose(entries.numberInPlace(match.entry()), kernel, match.reason(), infer);
                passOverAllBut(tried, match);
                return place;
            } catch (IOException | RuntimeException e) {
                PassedOver.failed(place, e);
                order.remove(place);
                order.add(place);
            }
        }
    }

    private static JoinedEntries join(List<EntryPlace> places) {
        List<KernelEntries> entries = new ArrayList<>();
        for (EntryPlace place : places) {
            entries.add(place.entries());
        }
        return new JoinedEntries(entries);
    }

    private void passOverAllBut(List<EntryPlace> tried, KernelMatch together) {
        for (int i = 0; i < places.size(); i++) {
            if (!tried.contains(places.get(i))) {
                PassedOver.note(places.get(i), alone.get(i), together);
            }
        }
    }
}
