// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** A class path of a jar, or few: which of them have a list of bundles is found out sooner than by the class loader. */
final class ClassPathJars {
    /** Each is opened once more than by the class loader: of more, that would take longer on some JVMs. */
    private static final int MAX_JARS = 8;

    private static final String JAR_INDEX = "META-INF/INDEX.LIST";

    private ClassPathJars() {}

    /**
     * The lists on the class path that the JVM was started with, in its order.
     *
     * @return none where this class is not on it, for what an agent adds, be it itself, no property names; where there are modules
     *     beside it; and where it is not just a few jars
     * @throws IOException when a file is no jar
     */
    static List<URL> lists() throws IOException {
        CodeSource source = ClassPathJars.class.getProtectionDomain().getCodeSource();
        String here = source == null ? "" : String.valueOf(source.getLocation());
        return System.getProperty("jdk.module.path") != null
                ? new ArrayList<URL>()
                : lists(System.getProperty("java.class.path", ""), here);
    }

    /**
     * Those on a class path.
     *
     * @param here the URL of a jar that has to be there
     * @return none where it is not, or there is anything but a few jars
     * @throws IOException when a file is no jar
     */
    static List<URL> lists(String classPath, String here) throws IOException {
        List<File> jars = new ArrayList<>();
        boolean isHere = false;
        for (int at = 0; at <= classPath.length(); ) {
            int end = classPath.indexOf(File.pathSeparatorChar, at);
            end = end < 0 ? classPath.length() : end;
            File file = new File(classPath.substring(at, end)).getCanonicalFile();
            if (jars.size() == MAX_JARS || !file.isFile()) {
                return new ArrayList<>(); // before any is opened
            }
            jars.add(file);
            isHere |= here.equals(file.toURI().toString());
            at = end + 1;
        }
        List<URL> lists = new ArrayList<>();
        for (int i = 0; isHere && i < jars.size(); i++) {
            isHere = addList(jars.get(i), lists);
        }
        return isHere ? lists : new ArrayList<URL>();
    }

    /** Adds that of a jar, if it has one; false when it names other jars that are on the class path with it. */
    private static boolean addList(File file, List<URL> lists) throws IOException {
        try (JarFile jar = new JarFile(file, false)) {
            Manifest manifest = jar.getManifest();
            if (manifest != null && manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) != null) {
                return false;
            }
            if (jar.getEntry(BundleResource.INDEX) != null) {
                lists.add(new URL("jar:" + file.toURI() + "!/" + BundleResource.INDEX));
            }
            return jar.getEntry(JAR_INDEX) == null;
        }
    }
}
