// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** A program in one jar: where its list of bundles is, is known without asking the class loader. */
final class OnlyJar {
    private OnlyJar() {}

    /**
     * The list in the jar that is the whole class path of the JVM and has this class. What an agent adds to the class path is
     * not in the property, so that this class may be somewhere else. Of several jars each would have to be opened once more.
     *
     * @return its URL, whether there is such a list or not; null where it is not so, or not known to be
     */
    static @Nullable URL list() {
        try {
            String path = new File(System.getProperty("java.class.path", "")).getCanonicalPath();
            CodeSource here = OnlyJar.class.getProtectionDomain().getCodeSource();
            return here != null && isFile(here.getLocation(), path) && isAlone(path)
                    ? new URL("jar:file:" + path + "!/" + BundleResource.INDEX)
                    : null;
        } catch (IOException | SecurityException e) {
            return null;
        }
    }

    private static boolean isFile(@Nullable URL url, String path) {
        return url != null && url.toString().equals("file:".concat(path));
    }

    /** Whether it adds no other jar to the class path. */
    private static boolean isAlone(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            Manifest manifest = jar.getManifest();
            return manifest == null || manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) == null;
        }
    }
}
