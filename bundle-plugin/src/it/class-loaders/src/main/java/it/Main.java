// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package it;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/** Puts the library and the bundle into two class loaders, in both orders; it is in neither itself. */
public final class Main {
    private Main() {}

    /** @param arguments the bundle's jar, then the library's and its own */
    public static void main(String[] arguments) throws Exception {
        String[] library = Arrays.copyOfRange(arguments, 1, arguments.length);
        ClassLoader bundleAbove = loader(loader(null, arguments[0]), library);
        System.out.println("above: " + resolve(bundleAbove, null));
        ClassLoader bundleBelow = loader(null, library);
        System.out.println("below, not named: " + resolve(bundleBelow, null));
        System.out.println("below: " + resolve(bundleBelow, loader(bundleBelow, arguments[0])));
    }

    private static ClassLoader loader(ClassLoader parent, String... jars) throws Exception {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = new File(jars[i]).toURI().toURL();
        }
        return new URLClassLoader(urls, parent);
    }

    private static Object resolve(ClassLoader library, ClassLoader bundles) throws Exception {
        return library.loadClass("it.Resolve").getMethod("run", ClassLoader.class).invoke(null, bundles);
    }
}
