// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.loader.HandOver;
import io.github.btfresolver.loader.HandOverMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The last step of a search: gives a BTF that lies in memory a path, in the way that is set, which is not {@code none}. */
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
     * @param label of the bundle that it is from; null when it is from none
     * @return null when that is not possible, which ends the search
     */
    @Nullable
    KernelBtf run(byte[] btf, String source, byte @Nullable [] label) {
        HandOverMode mode = mode();
        try {
            HandOver handOver = HandOver.open(btf, mode, settings.get(Setting.TEMP_DIR));
            search.add(StepNote.HAND_OVER, handOver.path(), StepNote.CHOSEN, handOver.description());
            return KernelBtf.inMemory(search, source, btf, handOver).from(label);
        } catch (IOException e) {
            search.advise(advice(mode));
            return search.fail(
                    StepNote.HAND_OVER,
                    mode.name().toLowerCase(Locale.ROOT),
                    "a BTF was found, but it cannot be given a path: " + e.getMessage());
        }
    }

    /** Not {@code valueOf}, which looks constants up by reflection. */
    private HandOverMode mode() {
        for (HandOverMode mode : HandOverMode.values()) {
            if (settings.is(Setting.HAND_OVER, mode.name())) {
                return mode;
            }
        }
        return HandOverMode.AUTO;
    }

    private static List<String> advice(HandOverMode mode) {
        List<String> lines = new ArrayList<>();
        if (mode != HandOverMode.FILE) {
            lines.add("a memfd needs JNA (net.java.dev.jna:jna) on the class path and a mounted /proc");
        }
        if (mode == HandOverMode.MEMFD) {
            lines.add("with " + Setting.HAND_OVER + "=auto a temporary file does where no memfd can be had");
        } else {
            lines.add(
                    "a temporary file needs a directory that this user can write to and nobody can exchange: name it by "
                            + Setting.TEMP_DIR.property() + " or " + Setting.TEMP_DIR.variable());
        }
        lines.add("with " + Setting.HAND_OVER + "=none the BTF can be used in memory");
        return lines;
    }
}
