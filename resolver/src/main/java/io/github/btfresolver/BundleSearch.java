// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.bundle.BundleMatch;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a search that looks into bundles: those on the class path, then those in files; the first match is taken. */
final class BundleSearch {
    private static final int MAX_CANDIDATES_SHOWN = 10;

    private final Settings settings;
    private final Search search;
    private byte @Nullable [] layout;
    private String layoutSource = "";
    private @Nullable BundleOrigin origin;

    BundleSearch(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /** The BTF; null when no bundle has it. */
    @Nullable
    KernelBtf run() {
        for (String name : names()) {
            look(Source.BUNDLE, name);
        }
        for (String path : settings.list(Setting.BUNDLE_FILES, File.pathSeparatorChar)) {
            look(Source.BUNDLE_FILE, path);
        }
        byte[] found = layout;
        return found == null ? null : new HandOverStep(settings, search).run(found, layoutSource, origin);
    }

    private List<String> names() {
        List<String> chosen = settings.list(Setting.BUNDLES, ',');
        if (!chosen.isEmpty()) {
            return chosen;
        }
        try {
            return BundleIndex.names(settings.classLoader());
        } catch (IOException | RuntimeException e) {
            search.add(Source.BUNDLE, BundleResource.DIRECTORY, Outcome.FAILED, e.toString());
            return new ArrayList<>();
        }
    }

    private void look(Source source, String place) {
        if (layout != null) {
            search.add(source, place, Outcome.NOT_TRIED, "found already");
            return;
        }
        try (InputStream in = open(source, place)) {
            if (in == null) {
                String reason = source == Source.BUNDLE
                        ? "no resource " + BundleResource.DIRECTORY + place + ".btfb in " + settings.classLoader()
                        : "no such file";
                search.add(source, place, Outcome.ABSENT, reason);
            } else {
                take(source, place, Bundle.read(in, place));
            }
        } catch (IOException | RuntimeException e) {
            search.add(source, place, Outcome.FAILED, e instanceof IOException ? message(e) : e.toString());
        }
    }

    private @Nullable InputStream open(Source source, String place) throws IOException {
        if (source == Source.BUNDLE) {
            return BundleResource.open(settings.classLoader(), place);
        }
        File file = new File(place);
        try {
            return file.exists() ? new FileInputStream(file) : null;
        } catch (FileNotFoundException e) {
            throw new IOException(message(e), e);
        }
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private void take(Source source, String place, Bundle bundle) throws IOException {
        BundleMatch match = bundle.match(search.running().host());
        KernelId kernel = match.kernel();
        if (!match.isFound() || kernel == null) {
            search.add(source, place, Outcome.PASSED_OVER, match.reason() + candidates(match));
            return;
        }
        layout = bundle.layout(match);
        layoutSource = place + "!" + kernel;
        origin = new BundleOrigin(bundle);
        search.add(source, place, Outcome.CHOSEN, kernel + ", " + match.reason());
    }

    private static String candidates(BundleMatch match) {
        StringBuilder s = new StringBuilder();
        List<KernelId> candidates = match.candidates();
        for (int i = 0; i < Math.min(candidates.size(), MAX_CANDIDATES_SHOWN); i++) {
            s.append(i == 0 ? "; candidates: " : ", ").append(candidates.get(i));
        }
        int more = candidates.size() - MAX_CANDIDATES_SHOWN;
        return s + (more > 0 ? " and " + more + " more" : "");
    }
}
