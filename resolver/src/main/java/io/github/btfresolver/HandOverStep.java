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

/** The last step of a search: gives a BTF that lies in memory a path, in the way that is set. */
final class HandOverStep {
    private final Settings settings;
    private final Search search;

    HandOverStep(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /**
     * Hands it over.
     *
     * @param source where it is from, for messages
     * @param origin the bundle that it is from; null when it is from none
     * @return null when that is not possible, which ends the search
     */
    @Nullable
    KernelBtf run(byte[] btf, String source, @Nullable BundleOrigin origin) {
        String word = settings.get(Setting.HAND_OVER);
        HandOverMode mode = word == null ? HandOverMode.AUTO : HandOverMode.valueOf(word.toUpperCase(Locale.ROOT));
        if (mode == HandOverMode.NONE) {
            return KernelBtf.inMemory(search, source, btf, null).from(origin);
        }
        try {
            HandOver handOver = HandOver.open(btf, mode, settings.get(Setting.TEMP_DIR));
            search.add(Source.HAND_OVER, handOver.path(), Outcome.CHOSEN, handOver.description());
            return KernelBtf.inMemory(search, source, btf, handOver).from(origin);
        } catch (IOException e) {
            return search.fail(
                    Source.HAND_OVER,
                    mode.name().toLowerCase(Locale.ROOT),
                    "a BTF was found, but it cannot be given a path: " + e.getMessage()
                            + "; with handOver=none it can be used in memory");
        }
    }
}
