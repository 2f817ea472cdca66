// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
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
        Set<String> names = new LinkedHashSet<>();
        Enumeration<URL> lists = loader.getResources(BundleResource.INDEX);
        while (lists.hasMoreElements()) {
            URL url = lists.nextElement();
            URLConnection connection = url.openConnection();
            // A cached jar would stay open, and would still be the old one after a redeployment.
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                read(in, url.toString(), names);
            }
        }
        return new ArrayList<>(names);
    }

    /**
     * Reads one list. The stream is read to its end and stays open.
     *
     * @param source what to name in messages
     * @param names where its names are added
     * @throws BundleFormatException when it holds something else than names
     */
    public static void read(InputStream in, String source, Set<String> names) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        int number = 1;
        for (int c; (c = reader.read()) >= 0; ) {
            if (c != '\n') {
                line.append((char) c);
            } else {
                add(line.toString(), source, number++, names);
                line.setLength(0);
            }
            if (line.length() > MAX_LINE || number > MAX_LINES) {
                throw new BundleFormatException(
                        source, "line " + number + ": over the limit of " + MAX_LINES + " lines of " + MAX_LINE);
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
            throw new BundleFormatException(
                    source, "line " + number + ": expected the name of a bundle, found \"" + name + "\"");
        }
        names.add(name);
    }
}
