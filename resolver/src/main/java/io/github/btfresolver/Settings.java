// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.HostRoot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be set, and who set it: the program through the builder, else a system property, else an environment variable,
 * because the person who runs an agent is rarely the one who compiled it. Values are looked up when they are needed.
 */
class Settings {
    private final @Nullable List<String>[] built;
    private @Nullable ClassLoader classLoader;
    private @Nullable ResolutionListener listener;
    private boolean isAnotherMachine;

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of List<String>, and a map is one class more
    Settings() {
        built = new List[Setting.values().length];
    }

    void set(Setting key, String... values) {
        built[index(key)] = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values)));
    }

    @SuppressWarnings("EnumOrdinal") // within one run, where ordinals do not change
    private static int index(Setting key) {
        return key.ordinal();
    }

    /** A value; null when nobody set one. An empty property or variable counts as not set. */
    @Nullable
    String get(Setting key) {
        List<String> values = built(key);
        return values == null ? external(key) : values.isEmpty() ? null : values.get(0);
    }

    /** Whether somebody set it, be it to an empty list. */
    boolean isSet(Setting key) {
        return built(key) != null || external(key) != null;
    }

    /** A list's values, in a property or variable divided by a character; empty when nobody set any. */
    List<String> list(Setting key, char separator) {
        List<String> values = built(key);
        if (values != null) {
            return values;
        }
        String text = external(key);
        List<String> parts = new ArrayList<>();
        for (int at = 0; text != null && at < text.length(); ) {
            int end = text.indexOf(separator, at);
            end = end < 0 ? text.length() : end;
            String part = text.substring(at, end).trim();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            at = end + 1;
        }
        return parts;
    }

    /** A yes or no; no when nobody set it. To be asked when {@link SettingsCheck} has found no mistake. */
    boolean flag(Setting key) {
        String value = get(key);
        return value != null && (value.equalsIgnoreCase("true") || value.equals("1"));
    }

    /** Whether it has this value, in any case. */
    boolean is(Setting key, String word) {
        return word.equalsIgnoreCase(get(key));
    }

    /** What the program has set; null when it has set nothing. */
    @Nullable
    List<String> built(Setting key) {
        return built[index(key)];
    }

    private @Nullable String external(Setting key) {
        String value = property(key.property());
        if (isEmpty(value)) {
            value = variable(key.variable());
        }
        return isEmpty(value) ? null : value;
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    /** A system property of this process; tests have their own. */
    @Nullable
    String property(String name) {
        try {
            return System.getProperty(name);
        } catch (RuntimeException e) { // a SecurityException; by name, the verifier would load it at every start
            return null;
        }
    }

    /** An environment variable of this process; tests have their own. */
    @Nullable
    String variable(String name) {
        try {
            return System.getenv(name);
        } catch (RuntimeException e) { // a SecurityException; by name, the verifier would load it at every start
            return null;
        }
    }

    /** This process's own root directory; tests have another. */
    HostRoot ownRoot() {
        return HostRoot.of(null);
    }

    void setClassLoader(ClassLoader loader) {
        classLoader = loader;
    }

    /** Where bundles are looked for: the program's choice, else the loader of this class. */
    ClassLoader classLoader() {
        ClassLoader chosen = classLoader != null ? classLoader : Settings.class.getClassLoader();
        return chosen != null ? chosen : ClassLoader.getSystemClassLoader();
    }

    void setAnotherMachine() {
        isAnotherMachine = true;
    }

    /** Whether the question is about a machine that is not this one. */
    boolean isAnotherMachine() {
        return isAnotherMachine;
    }

    void setListener(ResolutionListener newListener) {
        listener = newListener;
    }

    @Nullable
    ResolutionListener listener() {
        return listener;
    }
}
