// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.kernel.OsRelease;
import io.github.btfresolver.kernel.ReleaseOrder;
import io.github.btfresolver.kernel.ReleaseSeries;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which a layout is inferred for a machine whose kernel has no entry: the nearest older and the nearest newer
 * kernel of its series are both there, and share one layout. A series is what has the distribution and version that
 * the machine's own os-release names, by one of that version's own names, the same architecture, and the same {@link ReleaseSeries}. Never
 * beyond the newest or the oldest; and not when there is an entry with this release, which by its build id, or because
 * several differ, is not the machine's.
 */
final class BracketMatcher {
    private static final ReleaseOrder ORDER = new ReleaseOrder();

    private final KernelEntries entries;
    private final HostKernel host;

    BracketMatcher(KernelEntries entries, HostKernel host) {
        this.entries = entries;
        this.host = host;
    }

    KernelMatch match() {
        ReleaseSeries series = ReleaseSeries.of(host.release());
        String release = entries.releaseOf(host);
        Candidates known = new Candidates(entries, entries.withRelease(release)).ofArch(host);
        if (!known.isEmpty()) {
            return known.none("not inferred: there is an entry with release " + release);
        }
        if (series == null) {
            return known.none("not inferred: release " + host.release() + " is of no series that is understood");
        }
        if (host.isOsReleaseHint()) {
            return known.none("not inferred: the distribution is not known, for os-release is a container's");
        }
        Candidates of = entriesOf(series);
        if (of == null) {
            return known.none("not inferred: no entry of series " + series + " on " + host.arch()
                    + " is of the distribution and version that os-release names"
                    + (host.osRelease() == null ? ", for there is none" : ": " + host.osRelease()));
        }
        return between(series, of);
    }

    /** Those of the closest name of the machine's own distribution and version that has any; else null. */
    private @Nullable Candidates entriesOf(ReleaseSeries series) {
        OsRelease osRelease = host.osRelease();
        if (osRelease == null) {
            return null;
        }
        Candidates all = new Candidates(entries);
        for (int i = 0; i < entries.count(); i++) {
            KernelId id = entries.get(i);
            ReleaseSeries other = id.arch().equals(host.arch()) ? ReleaseSeries.of(id.release()) : null;
            if (other != null && other.isSame(series)) {
                all.add(i);
            }
        }
        for (PlatformTier tier : DistributionAliases.ownTiers(osRelease)) {
            Candidates named = all.of(tier);
            if (!named.isEmpty()) {
                return named;
            }
        }
        return null;
    }

    private KernelMatch between(ReleaseSeries series, Candidates of) {
        Candidates older = new Candidates(entries);
        Candidates newer = new Candidates(entries);
        Candidates neighbours = new Candidates(entries); // at first the same build under another name
        for (int number : of.numbers()) {
            int order = ORDER.compare(build(number), series.build());
            if (order == 0) {
                neighbours.add(number);
            } else if (order < 0) {
                older = nearest(older, number, 1);
            } else {
                newer = nearest(newer, number, -1);
            }
        }
        if (older.isEmpty() || newer.isEmpty()) {
            return of.none("not inferred: there is no " + (older.isEmpty() ? "older" : "newer") + " entry of series "
                    + series + ", and nothing is inferred beyond the last one");
        }
        neighbours.addAll(older);
        neighbours.addAll(newer);
        if (!neighbours.haveOneLayout()) {
            return neighbours.none("not inferred: the nearest entries of series " + series + " differ");
        }
        return neighbours.found(
                older.first(),
                "inferred for release " + host.release()
                        + ", which has no entry: the nearest older and newer entries of" + " series " + series
                        + " share one layout, this one and " + entries.get(newer.first()));
    }

    /** The nearest entries so far, one more looked at; several when the same build is there more than once. */
    private Candidates nearest(Candidates soFar, int number, int direction) {
        int order = soFar.isEmpty() ? 1 : direction * ORDER.compare(build(number), build(soFar.first()));
        if (order == 0) {
            soFar.add(number);
        }
        return order > 0 ? new Candidates(entries, number) : soFar;
    }

    /** Of an entry that is known to be of a series. */
    private String build(int number) {
        ReleaseSeries series = ReleaseSeries.of(entries.get(number).release());
        return series == null ? "" : series.build();
    }
}
