// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Distributions and versions that mean a machine equally well, so that none of them may be preferred. */
final class PlatformTier {
    private final String why;
    private final List<String> ids = new ArrayList<>();
    private final List<@Nullable String> versions = new ArrayList<>();

    /** @param why for messages */
    PlatformTier(String why) {
        this.why = why;
    }

    /** @param version null for any */
    PlatformTier add(String id, @Nullable String version) {
        ids.add(id);
        versions.add(version);
        return this;
    }

    PlatformTier addAll(String id, List<String> of) {
        for (String version : of) {
            add(id, version);
        }
        return this;
    }

    String why() {
        return why;
    }

    /** Names are compared without case, and by what {@link DistributionAliases#canonicalId} makes of them. */
    boolean matches(KernelId kernel) {
        String id = DistributionAliases.canonicalId(kernel.id());
        for (int i = 0; i < ids.size(); i++) {
            String version = versions.get(i);
            if (id.equals(DistributionAliases.canonicalId(ids.get(i)))
                    && (version == null || version.equalsIgnoreCase(kernel.versionId()))) {
                return true;
            }
        }
        return false;
    }
}
