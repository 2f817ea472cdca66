// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names an artifact in a Maven repository, as {@code groupId:artifactId:version[:classifier][@type]}.
 *
 * @param classifier empty when it has none
 * @param type its file's extension
 */
public record ArtifactCoordinates(String groupId, String artifactId, String version, String classifier, String type) {
    static final String FORM = "groupId:artifactId:version[:classifier][@type]";

    /** Fixed rather than tried out: which of two files is taken must not depend on what a repository has, or whether it answers. */
    private static final String DEFAULT_TYPE = "zip";

    private static final String PART = "(\\w[\\w.+~-]*)";
    private static final Pattern SHAPE =
            Pattern.compile(PART + ":" + PART + ":" + PART + "(?::" + PART + ")?(?:@" + PART + ")?");

    /**
     * Tells coordinates from a path by the shape of the text alone, never by which files there are: three or four parts
     * with colons between them, each a word of letters, digits and {@code ._+~-} that begins with none of {@code .+~-}, and
     * perhaps {@code @} and another.
     *
     * @return null for a path
     */
    static @Nullable ArtifactCoordinates parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        return new ArtifactCoordinates(
                parts.group(1),
                parts.group(2),
                parts.group(3),
                parts.group(4) == null ? "" : parts.group(4),
                parts.group(5) == null ? DEFAULT_TYPE : parts.group(5));
    }

    /** With its type, even if it was not written. */
    @Override
    public String toString() {
        return groupId + ":" + artifactId + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier) + "@" + type;
    }
}
