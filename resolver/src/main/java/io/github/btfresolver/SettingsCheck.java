// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.loader.LibbpfVersion;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings that no search can use: values that are malformed, and settings that contradict each other. All are checked
 * before anything is looked at: a mistake shows on the first machine, not only on the one whose kernel has no BTF.
 */
final class SettingsCheck {
    private SettingsCheck() {}

    /** What is wrong with a setting that somebody set; null when nothing is. */
    static @Nullable String problem(Settings settings, Setting key) {
        String value = settings.get(key);
        if (value == null) {
            return null;
        }
        // No switch: its table is a class of its own.
        if (key == Setting.HOST_ROOT) {
            return new File(value).isDirectory() ? null : value + " is no directory";
        }
        if (key == Setting.RELEASE) {
            return value.indexOf('/') < 0 ? null : "expected what uname -r prints, found " + value;
        }
        if (key == Setting.OS_ID) {
            return contradiction(settings, Setting.OS_RELEASE_FILE);
        }
        if (key == Setting.OS_VERSION_ID) {
            return settings.get(Setting.OS_ID) != null ? null : "of use only beside " + Setting.OS_ID;
        }
        if (key == Setting.BUNDLES) {
            return names(settings.list(key, ','), value);
        }
        if (key == Setting.BUNDLE_FILES || key == Setting.DIRECTORIES) {
            return settings.list(key, File.pathSeparatorChar).isEmpty() ? "expected a path, found " + value : null;
        }
        if (key == Setting.REWRITE_FOR_LIBBPF) {
            boolean known = value.equalsIgnoreCase(LibbpfRewrite.AUTO) || LibbpfVersion.tryParse(value) != null;
            return known ? null : "expected auto, or a version of libbpf such as 0.8 or 1.4.2, found " + value;
        }
        return takes(key, value) ? null : "expected " + either(key) + ", found " + value;
    }

    /** A message about a setting that cannot be used, with the name by which its author knows it. */
    static String mistake(Settings settings, Setting key, String problem) {
        return teller(settings, key) + ": " + problem;
    }

    /** It and who set it. */
    static String teller(Settings settings, Setting key) {
        return key + ", set by " + origin(settings, key);
    }

    /** Who set it. */
    static String origin(Settings settings, Setting key) {
        if (settings.built(key) != null) {
            return "the program";
        }
        String property = settings.property(key.property());
        return property == null || property.isEmpty()
                ? "the environment variable " + key.variable()
                : "the system property " + key.property();
    }

    /** Whether a setting takes a value: any text, or one of its words in any case. */
    static boolean takes(Setting key, String value) {
        String words = key.words();
        for (int at = 0; at < words.length(); ) {
            int space = words.indexOf(' ', at);
            int end = space < 0 ? words.length() : space;
            if (end - at == value.length() && words.regionMatches(true, at, value, 0, end - at)) {
                return true;
            }
            at = end + 1;
        }
        return words.isEmpty();
    }

    private static String either(Setting key) {
        String words = key.words();
        int last = words.lastIndexOf(' ');
        return words.substring(0, last).replace(" ", ", ") + " or " + words.substring(last + 1);
    }

    private static @Nullable String contradiction(Settings settings, Setting other) {
        return settings.get(other) == null ? null : "contradicts " + teller(settings, other) + ": set one of the two";
    }

    private static @Nullable String names(List<String> names, String value) {
        for (String name : names) {
            if (!BundleIndex.isName(name)) {
                return "expected the name of a bundle, found " + name;
            }
        }
        return names.isEmpty() ? "expected the name of a bundle, found " + value : null;
    }
}
