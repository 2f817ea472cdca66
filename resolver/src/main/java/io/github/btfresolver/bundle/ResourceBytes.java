// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a resource by the ways that there are to it where it is not in a jar that is a file, beside its list: there {@link
 * BundleIndex} has read it already, and does without this class.
 */
final class ResourceBytes {
    private ResourceBytes() {}

    /**
     * Those of a bundle.
     *
     * @param list that names it, beside which it is looked for first; null when none does
     * @return null when there is none
     */
    static byte @Nullable [] ofBundle(String name, @Nullable URL list, ClassLoader loader) throws IOException {
        String path = BundleResource.path(name);
        byte[] bundle = list == null ? null : beside(list, name + BundleResource.SUFFIX);
        return bundle == null ? byLoader(loader, path) : bundle;
    }

    /** What is beside a list; null when that is nothing, or this kind of URL does not lead there. */
    private static byte @Nullable [] beside(URL list, String file) {
        try {
            return ifPossible(new URL(list, file));
        } catch (IOException e) {
            return null;
        }
    }

    /** What a class loader has; null when it has nothing. */
    private static byte @Nullable [] byLoader(ClassLoader loader, String path) throws IOException {
        URL url = loader.getResource(path);
        byte[] bytes = url == null ? null : ifPossible(url);
        if (bytes != null) {
            return bytes;
        }
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null ? null : Bundle.bytes(in, -1, null);
        }
    }

    /** Null also where this kind of URL does not lead to its resource: the class loader knows the way. */
    private static byte @Nullable [] ifPossible(URL url) {
        try {
            String path = BundleIndex.plainJar(url);
            if (path == null) {
                return byConnection(url);
            }
            try (JarFile jar = new JarFile(path)) {
                return BundleIndex.read(jar, BundleIndex.entry(url));
            }
        } catch (IOException e) {
            return null;
        }
    }

    /** Null when there is none. Nothing of it is cached: a redeployed jar is another one. */
    static byte @Nullable [] byConnection(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return Bundle.bytes(in, -1, null);
        } catch (FileNotFoundException e) {
            return null;
        }
    }
}
