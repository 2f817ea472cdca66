// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an os-release file; no field is required. Immutable. */
public final class OsRelease {
    private final Map<String, String> fields;

    private OsRelease(Map<String, String> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** An os-release with these fields, for who knows them from elsewhere. */
    public static OsRelease of(Map<String, String> fields) {
        return new OsRelease(new LinkedHashMap<>(fields));
    }

    /** Reads the text of an os-release file; lines that are no assignment are skipped. */
    public static OsRelease parse(String text) {
        return new OsRelease(OsReleaseParser.parse(text));
    }

    /** All fields, in the order of the file. */
    public Map<String, String> fields() {
        return fields;
    }

    /** A field's value; null when the file does not have it. */
    public @Nullable String field(String name) {
        return fields.get(name);
    }

    /** {@code ID} as it is written, for example {@code ubuntu}; empty when there is none. */
    public String id() {
        return getOrEmpty("ID");
    }

    /** {@code VERSION_ID}, for example {@code 20.04}; empty when there is none, as on Debian testing. */
    public String versionId() {
        return getOrEmpty("VERSION_ID");
    }

    /** {@code ID_LIKE}: the systems that this one derives from, the nearest first. */
    public List<String> idLike() {
        List<String> ids = new ArrayList<>();
        String value = getOrEmpty("ID_LIKE");
        for (int at = 0; at < value.length(); ) {
            int end = value.indexOf(' ', at);
            end = end < 0 ? value.length() : end;
            if (end > at) {
                ids.add(value.substring(at, end));
            }
            at = end + 1;
        }
        return ids;
    }

    /** {@code VERSION_CODENAME}, for example {@code bullseye}; empty when there is none. */
    public String versionCodename() {
        return getOrEmpty("VERSION_CODENAME");
    }

    /** {@code PLATFORM_ID}, for example {@code platform:el8}; empty when there is none. */
    public String platformId() {
        return getOrEmpty("PLATFORM_ID");
    }

    /** {@code RHEL_VERSION}, which Red Hat CoreOS has beside a {@code VERSION_ID} of its own; empty when there is none. */
    public String rhelVersion() {
        return getOrEmpty("RHEL_VERSION");
    }

    private String getOrEmpty(String field) {
        String value = fields.get(field);
        return value == null ? "" : value;
    }

    /** {@code ID VERSION_ID}, for messages. */
    @Override
    public String toString() {
        String s = id() + " " + (versionId().isEmpty() ? versionCodename() : versionId());
        return s.trim().isEmpty() ? "an os-release without ID" : s.trim();
    }
}
