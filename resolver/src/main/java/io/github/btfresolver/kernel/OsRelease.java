// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an os-release file. Immutable. (Minimal; the parser comes with the kernel room.) */
public final class OsRelease {
    private final Map<String, String> fields;

    private OsRelease(Map<String, String> fields) {
        this.fields = fields;
    }

    public static OsRelease of(Map<String, String> fields) {
        return new OsRelease(Collections.unmodifiableMap(new HashMap<>(fields)));
    }

    /** {@code ID}; empty when missing. */
    public String id() {
        return fields.getOrDefault("ID", "");
    }

    /** {@code VERSION_ID}; empty when missing. */
    public String versionId() {
        return fields.getOrDefault("VERSION_ID", "");
    }

    /** Any field, without quotes; null when missing. */
    public @Nullable String field(String key) {
        return fields.get(key);
    }
}
