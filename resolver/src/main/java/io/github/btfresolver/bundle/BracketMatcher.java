// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.kernel.OsRelease;
import io.github.btfresolver.kernel.ReleaseOrder;
import io.github.btfresolver.kernel.ReleaseSeries;
import java.util.List;

/**
 * The rule by which a layout is inferred for a machine whose kernel has no entry: the nearest older and the nearest newer
 * kernel of its series are both there, in one place, and share one layout. A series is what has the distribution and version
 * that the machine's own os-release names, by any of that version's own names, the same architecture, and the same {@link
 * ReleaseSeries}. Which are the nearest is asked of all places together. Never beyond the newest or the oldest; and not when
 * any place has an entry with this release, which by its build id, or because several differ, is not the machine's.
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
        Candidates known = new Candidates(entries, entries.ofArch(host, entries.ofRelease(host)));
        if (!known.isEmpty()) {
            String release = known.id(known.first()).release();
            return known.none("not inferred: there is an entry with release " + release);
        }
        if (series == null) {
            return known.none("not inferred: release " + host.release() + " is of no series that is understood");
        }
        if (host.isOsReleaseHint()) {
            return known.none("not inferred: the distribution is not known, for os-release is a container's");
        }
        Candidates of = entriesOf(series);
        if (of.isEmpty()) {
            return known.none("not inferred: no entry of series " + series + " on " + host.arch()
                    + " is of the distribution and version that os-release names"
                    + (host.osRelease() == null ? ", for there is none" : ": " + host.osRelease()));
        }
        return between(series, of);
    }

    /** Those of the machine's own distribution and version, by whatever name of that version. */
    private Candidates entriesOf(ReleaseSeries series) {
        OsRelease osRelease = host.osRelease();
        Candidates found = new Candidates(entries);
        if (osRelease == null) {
            return found;
        }
        List<PlatformTier> names = DistributionAliases.ownTiers(osRelease);
        for (int i = 0; i < entries.count(); i++) {
            KernelId id = entries.get(i);
            ReleaseSeries other = id.arch().equals(host.arch()) ? ReleaseSeries.of(id.release()) : null;
            if (other != null && other.isSame(series) && isNamed(id, names)) {
                found.add(i);
            }
        }
        return found;
    }

    private static boolean isNamed(KernelId id, List<PlatformTier> names) {
        for (PlatformTier name : names) {
            if (name.matches(id)) {
                return true;
            }
        }
        return false;
    }

    private KernelMatch between(ReleaseSeries series, Candidates of) {
        Candidates older = new Candidates(entries);
        Candidates newer = new Candidates(entries);
        Candidates sameBuild = new Candidates(entries); // under another name
        for (int number : of.numbers()) {
            int order = ORDER.compare(build(number), series.build());
            if (order == 0) {
                sameBuild.add(number);
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
        return inOnePlace(series, older, sameBuild, newer);
    }

    /** Layouts of two places are not minimized for the same objects: the neighbours must be in one, if in no matter which. */
    private KernelMatch inOnePlace(ReleaseSeries series, Candidates older, Candidates sameBuild, Candidates newer) {
        Candidates neighbours = new Candidates(entries);
        for (int place = 0; place <= entries.placeOf(older.numbers().get(older.count() - 1)); place++) {
            Candidates olderHere = ofPlace(older, place);
            Candidates newerHere = ofPlace(newer, place);
            if (olderHere.isEmpty() || newerHere.isEmpty()) {
                continue;
            }
            neighbours = new Candidates(entries);
            neighbours.addAll(sameBuild);
            neighbours.addAll(olderHere);
            neighbours.addAll(newerHere);
            if (neighbours.haveOneLayout()) {
                return neighbours.found(
                        olderHere.first(),
                        "inferred for release " + host.release()
                                + ", which has no entry: the nearest older and newer entries of series " + series
                                + " share one layout, this one and " + entries.get(newerHere.first()));
            }
        }
        if (!neighbours.isEmpty()) {
            return neighbours.none("not inferred: the nearest entries of series " + series + " differ");
        }
        neighbours.addAll(older);
        neighbours.addAll(newer);
        return neighbours.none("not inferred: the nearest older and newer entries of series " + series
                + " are not in one bundle or directory");
    }

    private Candidates ofPlace(Candidates candidates, int place) {
        Candidates kept = new Candidates(entries);
        for (int number : candidates.numbers()) {
            if (entries.placeOf(number) == place) {
                kept.add(number);
            }
        }
        return kept;
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
