// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
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
 * from {@code #} on are allowed. For use by one thread.
 */
public final class BundleIndex {
    private static final int MAX_LINES = 10_000;
    private static final int MAX_LINE = 1_000;
    static final int MAX_NAME = 100;

    private final ClassLoader loader;

    private final List<String> names = new ArrayList<>();

    /** By name the list that has it first. */
    private final Map<String, URL> lists = new HashMap<>();

    /** By name those bundles that were read with their list; each until somebody asks for it. */
    private final Map<String, byte[]> bundles = new HashMap<>();

    /** Of no list: enough for bundles that somebody names. */
    public BundleIndex(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * All lists that a class loader finds.
     *
     * @throws BundleFormatException when a list holds something else than names
     */
    public static BundleIndex find(ClassLoader loader) throws IOException {
        BundleIndex index = new BundleIndex(loader);
        index.addAll(loader.getResources(BundleResource.INDEX));
        return index;
    }

    /**
     * The lists on the class path alone. For everything else that a JVM's own loader might find it looks into the whole JDK, which
     * takes up to a sixth of a start.
     *
     * @return null where there is none, where {@link #find} takes no longer, or where it will say what is wrong
     */
    public static @Nullable BundleIndex onClassPath(ClassLoader loader) {
        try {
            BundleIndex index = new BundleIndex(loader);
            String kind = loader.getClass().getName();
            if (kind.equals("jdk.internal.loader.ClassLoaders$AppClassLoader")) {
                index.addAll(Collections.enumeration(ClassPathJars.lists()));
            } else if (kind.equals("sun.misc.Launcher$AppClassLoader")) { // Java 8
                index.addAll(((URLClassLoader) loader).findResources(BundleResource.INDEX));
            }
            return index.names.isEmpty() ? null : index;
        } catch (Exception e) { // by the names of what it may be, the verifier would load these
            return null;
        }
    }

    private void addAll(Enumeration<URL> urls) throws IOException {
        while (urls.hasMoreElements()) {
            URL url = urls.nextElement();
            String jar = plainJar(url);
            if (jar == null) {
                add(ResourceBytes.byConnection(url), url);
            } else {
                addFromJar(jar, url);
            }
        }
    }

    /** Reads the bundles on the same occasion, for opening a jar again takes time. */
    private void addFromJar(String path, URL url) throws IOException {
        String list = entry(url);
        String directory = list.substring(0, list.lastIndexOf('/') + 1);
        try (JarFile jar = new JarFile(path)) {
            for (String name : add(read(jar, list), url)) {
                try {
                    byte[] bundle = read(jar, directory + name + BundleResource.SUFFIX);
                    if (bundle != null) {
                        bundles.put(name, bundle);
                    }
                } catch (IOException | RuntimeException e) {
                    // to be said when it is asked for, which reads it again
                }
            }
        }
    }

    /** Adds the names of a list, null for none, and returns those that no list before had. */
    private List<String> add(byte @Nullable [] list, URL url) throws IOException {
        List<String> found = new ArrayList<>();
        if (list != null) {
            read(new ByteArrayInputStream(list), url.toString(), found);
        }
        List<String> added = new ArrayList<>();
        for (String name : found) {
            if (lists.putIfAbsent(name, url) == null) {
                names.add(name);
                added.add(name);
            }
        }
        return added;
    }

    /** The names in all lists, each once, in the order in which they were found; a new list. */
    public List<String> names() {
        return new ArrayList<>(names);
    }

    /**
     * Reads a bundle, that of the jar whose list names it before any other of this name.
     *
     * @return null when the class loader has none of this name
     */
    public byte @Nullable [] read(String name) throws IOException {
        byte[] bundle = bundles.remove(name);
        return bundle != null ? bundle : ResourceBytes.ofBundle(name, lists.get(name), loader);
    }

    /**
     * The path of the jar when a URL names an entry of a jar that is a file, and nothing in it needs to be decoded. What reads
     * it by this path does what a connection does as well, with a dozen classes more that no JVM has at hand.
     */
    static @Nullable String plainJar(URL url) {
        String place = url.getFile();
        int end = place.indexOf("!/");
        boolean isPlain = url.getProtocol().equals("jar")
                && place.startsWith("file:/")
                && !place.startsWith("file://")
                && end > 0
                && end == place.lastIndexOf("!/")
                && place.indexOf('%') < 0;
        return isPlain ? place.substring("file:".length(), end) : null;
    }

    /** The name of the entry that the URL of a {@link #plainJar} names. */
    static String entry(URL url) {
        String place = url.getFile();
        return place.substring(place.indexOf("!/") + 2);
    }

    /** An entry; null when there is none. */
    static byte @Nullable [] read(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return Bundle.bytes(in, entry.getSize(), null);
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
                    BundleFormatException.raiseTooLong(source, number, MAX_LINES, MAX_LINE);
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
        if (!isName(name)) {
            BundleFormatException.raiseNoName(source, number, name);
        }
        names.add(name);
    }

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

    /** The class loader, for messages. */
    @Override
    public String toString() {
        return loader.toString();
    }
}
