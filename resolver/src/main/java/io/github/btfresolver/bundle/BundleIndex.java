// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The bundles that a class loader has. Each jar has a list of its own, {@link BundleResource#INDEX}: one name a line, so that a
 * merge of two jars that appends one list to the other, or keeps both, is right. Blank lines, space around a name and comments
 * from {@code #} on are allowed.
 */
public final class BundleIndex {
    private static final int MAX_LINES = 10_000;
    private static final int MAX_LINE = 1_000;

    private final ClassLoader loader;

    private final List<String> names = new ArrayList<>();

    /** By name the list that has it first. */
    private final Map<String, URL> lists = new HashMap<>();

    private BundleIndex(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * All lists that a class loader finds.
     *
     * @throws BundleFormatException when a list holds something else than names
     */
    public static BundleIndex find(ClassLoader loader) throws IOException {
        BundleIndex index = new BundleIndex(loader);
        Enumeration<URL> urls = loader.getResources(BundleResource.INDEX);
        while (urls.hasMoreElements()) {
            URL url = urls.nextElement();
            byte[] list = read(url);
            if (list != null) {
                index.add(list, url);
            }
        }
        return index;
    }

    private void add(byte[] list, URL url) throws IOException {
        List<String> found = new ArrayList<>();
        read(new ByteArrayInputStream(list), url.toString(), found);
        for (String name : found) {
            if (lists.putIfAbsent(name, url) == null) {
                names.add(name);
            }
        }
    }

    /** No list: what is opened is there or not. */
    public static BundleIndex none(ClassLoader loader) {
        return new BundleIndex(loader);
    }

    /** The names in all lists, each once, in the order of the class path. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /**
     * Opens a bundle, that of the jar whose list names it before any other of this name.
     *
     * @return null when the class loader has none of this name
     */
    public @Nullable InputStream open(String name) {
        String path = BundleResource.path(name);
        URL list = lists.get(name);
        byte[] bundle = list == null ? null : readBeside(list, name + BundleResource.SUFFIX);
        if (bundle == null) {
            URL url = loader.getResource(path);
            bundle = url == null ? null : readIfPossible(url);
        }
        return bundle == null ? loader.getResourceAsStream(path) : new ByteArrayInputStream(bundle);
    }

    private static byte @Nullable [] readBeside(URL list, String file) {
        try {
            return readIfPossible(new URL(list, file));
        } catch (IOException e) {
            return null;
        }
    }

    /** Null also where this kind of URL does not lead to its resource: the class loader knows the way. */
    private static byte @Nullable [] readIfPossible(URL url) {
        try {
            return read(url);
        } catch (IOException e) {
            return null;
        }
    }

    /** The bytes of a resource; null when there is none. Nothing of it is cached: a redeployed jar is another one. */
    private static byte @Nullable [] read(URL url) throws IOException {
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
            return new BundleInput(in).all(BundleLimits.FILE_SIZE + 1);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    /**
     * Reads one list. The stream is read to its end and stays open.
     *
     * @param source what to name in messages
     * @param names where its names are added, in their order
     * @throws BundleFormatException when it holds something else than names
     */
    public static void read(InputStream in, String source, Collection<String> names) throws IOException {
        byte[] part = new byte[512];
        StringBuilder line = new StringBuilder(); // of bytes: names are ASCII, and comments need not be understood
        int number = 1;
        for (int n; (n = in.read(part)) > 0; ) {
            for (int i = 0; i < n; i++) {
                if (part[i] != '\n') {
                    line.append((char) (part[i] & 0xFF));
                } else {
                    add(line.toString(), source, number++, names);
                    line.setLength(0);
                }
                if (line.length() > MAX_LINE || number > MAX_LINES) {
                    throw new BundleFormatException(
                            source,
                            "line " + number + ": over the limit of " + MAX_LINES + " lines of " + MAX_LINE + " bytes");
                }
            }
        }
        add(line.toString(), source, number, names);
    }

    private static void add(String line, String source, int number, Collection<String> names)
            throws BundleFormatException {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).trim();
        if (name.isEmpty()) {
            return;
        }
        if (!BundleResource.isName(name)) {
            String found = new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            throw new BundleFormatException(
                    source, "line " + number + ": expected the name of a bundle, found \"" + found + "\"");
        }
        names.add(name);
    }

    /** The class loader, for messages. */
    @Override
    public String toString() {
        return loader.toString();
    }
}
