// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.OlderBtf;
import io.github.btfresolver.loader.LibbpfAnswer;
import io.github.btfresolver.loader.LibbpfKinds;
import io.github.btfresolver.loader.LibbpfVersion;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link Setting#REWRITE_FOR_LIBBPF} asks for: the BTF that was found, in kinds that an old libbpf knows. */
final class LibbpfRewrite {
    static final String AUTO = "auto";

    private final Settings settings;
    private final Search search;

    LibbpfRewrite(Settings settings, Search search) {
        this.settings = settings;
        this.search = search;
    }

    /** Searches, and rewrites what is found when it has to be; null when there is nothing, or that cannot be. */
    @Nullable
    KernelBtf run() {
        LibbpfAnswer libbpf = libbpf();
        LibbpfVersion version = libbpf.version();
        if (version == null) {
            search.warn(SettingsCheck.mistake(
                    settings, Setting.REWRITE_FOR_LIBBPF, libbpf + "; the BTF is as it was found"));
        }
        KernelBtf found = search.find();
        return found == null || version == null ? found : apply(found, libbpf, version);
    }

    private @Nullable KernelBtf apply(KernelBtf found, LibbpfAnswer libbpf, LibbpfVersion version) {
        KernelBtf result = null;
        try {
            result = rewrite(found, libbpf, version);
        } catch (IOException e) {
            return fail(String.valueOf(e.getMessage()));
        } finally {
            if (result != found) {
                found.close();
            }
        }
        return result;
    }

    private LibbpfAnswer libbpf() {
        String value = String.valueOf(settings.get(Setting.REWRITE_FOR_LIBBPF));
        return value.equalsIgnoreCase(AUTO) ? LibbpfAnswer.ofThisMachine() : LibbpfAnswer.given(value);
    }

    private @Nullable KernelBtf rewrite(KernelBtf found, LibbpfAnswer libbpf, LibbpfVersion version)
            throws IOException {
        Btf btf = found.spec();
        Set<BtfKind> unknown = LibbpfKinds.unknownTo(version, btf);
        if (unknown.isEmpty()) {
            return found;
        }
        if (version.isBefore(LibbpfVersion.WITH_CUSTOM_PATH)) {
            return fail(libbpf + " does not know the kinds " + unknown + " in " + btf.source()
                    + ", and takes no BTF from a path: " + LibbpfVersion.WITH_CUSTOM_PATH + " or newer is needed");
        }
        byte[] rewritten = OlderBtf.without(btf, unknown);
        search.warn(btf.source() + " is rewritten without the kinds " + unknown + ", for " + libbpf);
        return KernelBtf.inMemory(search, found.source() + " (rewritten)", rewritten, null)
                .from(found.label())
                .handedOver(settings);
    }

    private @Nullable KernelBtf fail(String problem) {
        String setting = Setting.REWRITE_FOR_LIBBPF.toString();
        return search.fail(
                StepNote.SETTING, setting, SettingsCheck.mistake(settings, Setting.REWRITE_FOR_LIBBPF, problem));
    }
}
