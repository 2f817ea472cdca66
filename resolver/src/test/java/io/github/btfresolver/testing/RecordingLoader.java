// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.BtfResolver;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loads the library anew, apart from the test's own copy, notes every class that its code asks for, and can do without
 * JNA: what an application that does not have it on the class path is like.
 */
public final class RecordingLoader extends URLClassLoader {
    private final List<String> requested = new ArrayList<>();
    private final boolean hasJna;

    /** A loader without JNA. */
    public RecordingLoader() {
        this(false);
    }

    /** A loader with a JNA of its own, or without. */
    public RecordingLoader(boolean hasJna) {
        super(
                new URL[] {
                    location(BtfResolver.class),
                    location(RecordingLoader.class),
                    location(org.tukaani.xz.XZ.class),
                    location(com.sun.jna.Library.class)
                },
                ClassLoader.getSystemClassLoader().getParent());
        this.hasJna = hasJna;
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (requested) {
            requested.add(name);
        }
        if (!hasJna && name.startsWith("com.sun.jna.")) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    /** Runs a static method of a class of this loader that takes and returns text. */
    public String call(Class<?> type, String method, String... arguments) throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        return (String) loadClass(type.getName()).getMethod(method, types).invoke(null, (Object[]) arguments);
    }

    /** The classes asked for so far whose names start with one of these. */
    public List<String> requested(String... prefixes) {
        List<String> found = new ArrayList<>();
        synchronized (requested) {
            for (String name : requested) {
                if (!found.contains(name) && Arrays.stream(prefixes).anyMatch(name::startsWith)) {
                    found.add(name);
                }
            }
        }
        return found;
    }
}
