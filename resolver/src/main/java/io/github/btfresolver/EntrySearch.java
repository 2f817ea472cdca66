// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a search that chooses between entries: of bundles that the class loader has, of those in files, of directories. All
 * are opened, and what is chosen is chosen among the entries of all; only what a class loader has beside the class path is
 * left out at first, where that saves time. Only when none has this kernel, and it is wanted, they are asked once more what can
 * be inferred.
 */
final class EntrySearch {
    private final Settings settings;
    private final Search search;
    private final List<EntryPlace> places = new ArrayList<>();
    private final List<EntryPlace> opened = new ArrayList<>();

    /** What was spent on places that are forgotten, for the next one's step. */
    private long nanosBefore;

    EntrySearch(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /** The BTF; null when no place has it. */
    @Nullable
    KernelBtf run() {
        boolean named = settings.isSet(Setting.BUNDLES);
        BundleIndex classPath = named ? null : BundleIndex.onClassPath(settings.classLoader());
        EntryPlace place = null;
        if (classPath != null) {
            openAll(classPath, classPath.names());
            place = choose(false);
        }
        if (place == null) {
            forgetAll();
            BundleIndex index = named ? new BundleIndex(settings.classLoader()) : find();
            openAll(index, named ? settings.list(Setting.BUNDLES, ',') : index.names());
            place = choose(false);
        }
        record();
        if (place == null && settings.is(Setting.MATCH_POLICY, "bracketed")) {
            place = choose(true);
            record();
        }
        return place == null ? null : place.taken().handedOver(settings);
    }

    /** With all that the class loader has. */
    private BundleIndex find() {
        try {
            return BundleIndex.find(settings.classLoader());
        } catch (IOException | RuntimeException e) {
            search.add(StepNote.BUNDLE, BundleResource.DIRECTORY, StepNote.FAILED, e.toString());
            return new BundleIndex(settings.classLoader());
        }
    }

    private void openAll(BundleIndex index, List<String> names) {
        for (String name : names) {
            open(EntryPlace.resource(search, name, index));
        }
        for (String path : settings.list(Setting.BUNDLE_FILES, File.pathSeparatorChar)) {
            open(EntryPlace.file(search, path));
        }
        for (String path : settings.list(Setting.DIRECTORIES, File.pathSeparatorChar)) {
            open(DirectoryPlace.at(search, path));
        }
    }

    private void forgetAll() {
        for (EntryPlace place : places) {
            nanosBefore += place.nanos();
        }
        places.clear();
        opened.clear();
    }

    private void open(EntryPlace place) {
        places.add(place);
        try {
            String absent = place.open();
            if (absent == null) {
                opened.add(place);
            } else {
                place.end(StepNote.ABSENT, absent);
            }
        } catch (IOException | RuntimeException e) {
            PassedOver.failed(place, e);
        }
        place.took(search.lap() + nanosBefore);
        nanosBefore = 0;
    }

    /** The place that has it, of which it was taken; null when none has. */
    private @Nullable EntryPlace choose(boolean infer) {
        HostKernel host = search.running();
        if (opened.size() == 1) {
            return chooseFrom(opened.get(0), host, infer);
        }
        return opened.isEmpty() ? null : SeveralPlaces.choose(opened, host, infer, search);
    }

    private void record() {
        for (EntryPlace place : places) {
            place.record();
        }
    }

    private @Nullable EntryPlace chooseFrom(EntryPlace place, HostKernel host, boolean infer) {
        EntryPlace found = null;
        try {
            KernelMatch match = place.match(host, infer);
            KernelId kernel = match.kernel();
            if (kernel == null) {
                PassedOver.note(place, match);
            } else {
                place.choose(match.entry(), kernel, match.reason(), infer);
                found = place;
            }
        } catch (IOException | RuntimeException e) {
            PassedOver.failed(place, e);
        }
        place.took(search.lap());
        return found;
    }
}
