// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a search that chooses between entries: of bundles on the class path, of those in files, of directories; the
 * first that has this kernel is taken. Only when none has, and it is wanted, they are asked once more what can be inferred.
 */
final class EntrySearch {
    private static final int MAX_CANDIDATES_SHOWN = 10;

    private final Settings settings;
    private final Search search;
    private final List<EntryPlace> opened = new ArrayList<>();
    private @Nullable EntryPlace found;

    EntrySearch(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /** The BTF; null when no place has it. */
    @Nullable
    KernelBtf run() {
        lookAtResources();
        for (String path : settings.list(Setting.BUNDLE_FILES, File.pathSeparatorChar)) {
            look(BundlePlace.file(path));
        }
        for (String path : settings.list(Setting.DIRECTORIES, File.pathSeparatorChar)) {
            look(DirectoryPlace.at(path));
        }
        if (settings.is(Setting.MATCH_POLICY, "bracketed")) {
            for (EntryPlace place : opened) {
                choose(place, true);
            }
        }
        EntryPlace place = found;
        return place == null ? null : place.handOver(settings, search);
    }

    private void lookAtResources() {
        boolean named = settings.isSet(Setting.BUNDLES);
        BundleIndex index = BundleIndex.none(settings.classLoader());
        try {
            index = named ? index : BundleIndex.find(settings.classLoader());
        } catch (IOException | RuntimeException e) {
            search.add(Source.BUNDLE, BundleResource.DIRECTORY, Outcome.FAILED, e.toString());
        }
        for (String name : named ? settings.list(Setting.BUNDLES, ',') : index.names()) {
            look(BundlePlace.resource(name, index));
        }
    }

    private void look(EntryPlace place) {
        if (found != null) {
            search.add(place.source(), place.name(), Outcome.NOT_TRIED, "found already");
            return;
        }
        try {
            String absent = place.open();
            if (absent != null) {
                search.add(place.source(), place.name(), Outcome.ABSENT, absent);
                return;
            }
        } catch (IOException | RuntimeException e) {
            failed(place, e);
            return;
        }
        opened.add(place);
        choose(place, false);
    }

    private void choose(EntryPlace place, boolean infer) {
        if (found != null) {
            return;
        }
        try {
            KernelMatch match = place.match(search.running().host(), infer);
            KernelId kernel = match.kernel();
            if (kernel == null) {
                search.add(
                        place.source(),
                        place.name(),
                        Outcome.PASSED_OVER,
                        match.reason() + candidates(match) + place.problems());
                return;
            }
            String path = place.take(match);
            found = place;
            search.add(place.source(), path, infer ? Outcome.INFERRED : Outcome.CHOSEN, kernel + ", " + match.reason());
        } catch (IOException | RuntimeException e) {
            failed(place, e);
        }
    }

    private void failed(EntryPlace place, Exception e) {
        String reason = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
        search.add(place.source(), place.name(), Outcome.FAILED, reason);
    }

    private static String candidates(KernelMatch match) {
        StringBuilder s = new StringBuilder();
        List<KernelId> candidates = match.candidates();
        for (int i = 0; i < Math.min(candidates.size(), MAX_CANDIDATES_SHOWN); i++) {
            s.append(i == 0 ? "; candidates: " : ", ").append(candidates.get(i));
        }
        int more = candidates.size() - MAX_CANDIDATES_SHOWN;
        return s + (more > 0 ? " and " + more + " more" : "");
    }
}
