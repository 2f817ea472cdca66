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
import org.jspecify.annotations.Nullable;

/** A class path of a jar, or few: which of them have a list of bundles is found out sooner than by the class loader. */
final class FewJars {
    /** Each is opened once more than by the class loader: of more, that would take longer on some JVMs. */
    private static final int MAX_JARS = 8;

    private FewJars() {}

    /**
     * The lists on the class path of the JVM, in its order, if this class is on it: what an agent adds to the class path, be it
     * itself, is not in the property.
     *
     * @return null where it is not so, or not known to be, or there are other than a few plain jars
     */
    static @Nullable List<URL> lists() {
        try {
            CodeSource source = FewJars.class.getProtectionDomain().getCodeSource();
            String here = source == null ? "" : String.valueOf(source.getLocation());
            return lists(System.getProperty("java.class.path", ""), here);
        } catch (Exception e) { // an IOException or a SecurityException; by name, the verifier would load it
            return null;
        }
    }

    private static @Nullable List<URL> lists(String classPath, String here) throws IOException {
        List<URL> lists = new ArrayList<>();
        boolean isHere = false;
        int jars = 0;
        for (int at = 0; at <= classPath.length(); jars++) {
            int end = classPath.indexOf(File.pathSeparatorChar, at);
            end = end < 0 ? classPath.length() : end;
            File file = new File(classPath.substring(at, end)).getCanonicalFile();
            if (jars == MAX_JARS || !addList(file, lists)) {
                return null;
            }
            isHere |= here.equals("file:".concat(file.getPath()));
            at = end + 1;
        }
        return isHere ? lists : null;
    }

    /**
     * Adds that of a jar, if it has one.
     *
     * @return false when the jar names others that are on the class path with it
     * @throws IOException when it is no jar
     */
    private static boolean addList(File file, List<URL> lists) throws IOException {
        try (JarFile jar = new JarFile(file, false)) {
            Manifest manifest = jar.getManifest();
            if (manifest != null && manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) != null) {
                return false;
            }
            if (jar.getEntry(BundleResource.INDEX) != null) {
                lists.add(new URL("jar:" + file.toURI() + "!/" + BundleResource.INDEX));
            }
            return true;
        }
    }
}
