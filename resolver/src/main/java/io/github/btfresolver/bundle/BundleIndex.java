// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list of the bundles of a jar, {@link BundleResource#INDEX}: one name a line, so that a merge of two jars that
 * appends one list to the other, or keeps both, is right. Blank lines, space around a name and comments from {@code #} on
 * are allowed.
 */
public final class BundleIndex {
    private static final int MAX_LINES = 10_000;
    private static final int MAX_LINE = 1_000;

    private BundleIndex() {}

    /**
     * The names in all lists that a class loader finds, each once, in the order of the class path.
     *
     * @throws BundleFormatException when a list holds something else than names
     */
    public static List<String> names(ClassLoader loader) throws IOException {
        return new ArrayList<>(find(loader).keySet());
    }

    /** The same, each with the first list that has it. */
    public static Map<String, URL> find(ClassLoader loader) throws IOException {
        Map<String, URL> found = new LinkedHashMap<>();
        Enumeration<URL> lists = loader.getResources(BundleResource.INDEX);
        while (lists.hasMoreElements()) {
            URL url = lists.nextElement();
            byte[] list = BundleResource.read(url);
            if (list != null) {
                Set<String> names = new LinkedHashSet<>();
                read(new ByteArrayInputStream(list), url.toString(), names);
                for (String name : names) {
                    found.putIfAbsent(name, url);
                }
            }
        }
        return found;
    }

    /**
     * Reads one list. The stream is read to its end and stays open.
     *
     * @param source what to name in messages
     * @param names where its names are added
     * @throws BundleFormatException when it holds something else than names
     */
    public static void read(InputStream in, String source, Set<String> names) throws IOException {
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

    private static void add(String line, String source, int number, Set<String> names) throws BundleFormatException {
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
}
