// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import io.github.btfresolver.bundle.BundleResource;
import java.io.File;
import java.nio.charset.StandardCharsets;

/**
 * Tells GraalVM's native-image to keep a bundle and the list that names it, which it would leave out: resources are looked
 * up by names that it cannot know. In the older of its two formats, which old and new versions read. Each bundle has a
 * folder of its own, so that the files of several stay apart, in one project and in jars that are merged; none is that
 * of {@code groupId/artifactId}, where a project may have a file by hand.
 */
final class NativeImageConfig {
    private static final String DIRECTORY = "META-INF/native-image/btf-bundle/";
    private static final String FILE = "/resource-config.json";

    private NativeImageConfig() {}

    /** Where the file for a bundle is below a directory. */
    static File file(File directory, String bundle) {
        return new File(directory, DIRECTORY + bundle + FILE);
    }

    /** The file's contents. */
    static byte[] of(String bundle) {
        String text = "{\"resources\": {\"includes\": [\n"
                + pattern(BundleResource.INDEX) + ",\n"
                + pattern(BundleResource.path(bundle)) + "\n"
                + "]}}\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A regular expression that is quoted as a whole; the names of bundles have nothing that JSON would escape. */
    private static String pattern(String resource) {
        return "  {\"pattern\": \"\\\\Q" + resource + "\\\\E\"}";
    }
}
