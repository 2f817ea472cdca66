// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.loader.HandOver;
import io.github.btfresolver.loader.HandOverMode;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The last step of a search: a path for a BTF that has none. */
final class FoundEntryHandOver {
    private final Settings settings;
    private final Search search;

    FoundEntryHandOver(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /** The BTF; null when it cannot be given a path. */
    @Nullable
    KernelBtf handOver(FoundEntry entry) {
        byte[] bytes = entry.bytes();
        if (bytes == null) {
            return KernelBtf.inFile(search.resolution(), entry.path(), entry.path(), entry.btf());
        }
        String word = settings.get(Setting.HAND_OVER);
        HandOverMode mode = word == null ? HandOverMode.AUTO : HandOverMode.valueOf(word.toUpperCase(Locale.ROOT));
        if (mode == HandOverMode.NONE) {
            return KernelBtf.inMemory(search.resolution(), entry.origin(), bytes, null);
        }
        try {
            HandOver handOver = HandOver.open(bytes, mode, settings.get(Setting.TEMP_DIR));
            search.add(Source.HAND_OVER, handOver.path(), Outcome.CHOSEN, handOver.description());
            return KernelBtf.inMemory(search.resolution(), entry.origin(), bytes, handOver);
        } catch (IOException e) {
            return search.fail(
                    Source.HAND_OVER,
                    mode.name().toLowerCase(Locale.ROOT),
                    "a BTF was found, but it cannot be given a path: " + e.getMessage()
                            + "; with handOver=none it can be used in memory");
        }
    }
}
