// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where bundles are in a jar. Not below a package: a shading tool that relocates packages must not move them, and two
 * agents in one process must not shadow each other's.
 */
public final class BundleResource {
    /** The folder of all bundles. */
    public static final String DIRECTORY = "META-INF/btf-bundle/";

    /** The list of the bundles of a jar, see {@link BundleIndex}. */
    public static final String INDEX = DIRECTORY + "bundles";

    /** The suffix of a bundle's file. */
    public static final String SUFFIX = ".btfb";

    private static final int MAX_NAME = 100;

    private BundleResource() {}

    /** Whether a name is one that a bundle may have: up to 100 letters and digits of ASCII, {@code .}, {@code _}, {@code -}. */
    public static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!allowed && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME;
    }

    /**
     * The resource of a bundle.
     *
     * @throws IllegalArgumentException when no bundle can have this name
     */
    public static String path(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "bundle name \"" + name + "\": expected up to " + MAX_NAME + " of [A-Za-z0-9._-]");
        }
        return DIRECTORY + name + SUFFIX;
    }

    /** Opens a bundle; null when the class loader has none of this name. */
    public static @Nullable InputStream open(ClassLoader loader, String name) {
        return loader.getResourceAsStream(path(name));
    }

    /** The same; looks first where the list lies that names it, since a jar's list names the jar's bundles. */
    public static @Nullable InputStream open(ClassLoader loader, String name, URL list) throws IOException {
        byte[] bundle = read(new URL(list, name + SUFFIX));
        return bundle == null ? open(loader, name) : new ByteArrayInputStream(bundle);
    }

    /** The bytes of a resource; null when there is none. Nothing of it is cached: a redeployed jar is another one. */
    static byte @Nullable [] read(URL url) throws IOException {
        String place = url.getFile();
        int end = place.indexOf("!/");
        boolean isInPlainJar = url.getProtocol().equals("jar")
                && place.startsWith("file:/")
                && !place.startsWith("file://")
                && end == place.lastIndexOf("!/")
                && place.indexOf('%') < 0;
        return isInPlainJar && end > 0
                ? readFromJar(place.substring("file:".length(), end), place.substring(end + 2))
                : readByConnection(url);
    }

    /** What a connection does as well, with a dozen classes more that no JVM has at hand. */
    private static byte @Nullable [] readFromJar(String jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            ZipEntry entry = file.getEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = file.getInputStream(entry)) {
                return new BundleInput(in).upTo((int) Math.min(entry.getSize(), BundleLimits.FILE_SIZE + 1));
            }
        }
    }

    private static byte @Nullable [] readByConnection(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return new BundleInput(in).upTo(BundleLimits.FILE_SIZE + 1);
        } catch (FileNotFoundException e) {
            return null;
        }
    }
}
