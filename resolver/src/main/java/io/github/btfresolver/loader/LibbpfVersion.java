// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import org.jspecify.annotations.Nullable;

/** A version of libbpf, as far as it decides what libbpf can do. Immutable. */
public final class LibbpfVersion {
    /** The first that takes a BTF from a path, {@code btf_custom_path}. */
    public static final LibbpfVersion WITH_CUSTOM_PATH = new LibbpfVersion(0, 5, "0.5");

    private static final int MAX_NUMBER = 9999;

    private final int major;
    private final int minor;
    private final String text;

    LibbpfVersion(int major, int minor, String text) {
        this.major = major;
        this.minor = minor;
        this.text = text;
    }

    /**
     * Reads a version: {@code 1.4}, {@code 0.8.1}, also {@code v1.4} as libbpf says it of itself.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static LibbpfVersion parse(String version) {
        LibbpfVersion parsed = tryParse(version);
        if (parsed == null) {
            throw new IllegalArgumentException(
                    "expected a version of libbpf such as 0.8 or 1.4.2, found \"" + version + "\"");
        }
        return parsed;
    }

    /** The same; null when it is none. */
    public static @Nullable LibbpfVersion tryParse(String version) {
        String numbers = version.startsWith("v") ? version.substring(1) : version;
        int dot = numbers.indexOf('.');
        int end = dot + 1;
        while (end < numbers.length() && isDigit(numbers.charAt(end))) {
            end++;
        }
        int major = dot < 0 ? -1 : number(numbers.substring(0, dot));
        int minor = dot < 0 ? -1 : number(numbers.substring(dot + 1, end));
        return major < 0 || minor < 0 ? null : new LibbpfVersion(major, minor, numbers);
    }

    private static int number(String digits) {
        int number = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (!isDigit(c) || number > MAX_NUMBER) {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether it is older than another; patch releases count for nothing. */
    public boolean isBefore(LibbpfVersion other) {
        return major < other.major || (major == other.major && minor < other.minor);
    }

    /** As it was given, without a {@code v}. */
    @Override
    public String toString() {
        return text;
    }
}
