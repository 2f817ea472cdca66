// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import java.util.Arrays;

/**
 * Access strings such as {@code 0:1:3}: the indices from a type to one of its fields. Read as libbpf reads them, with
 * {@code sscanf("%d")}, so that white space and a plus sign before a number pass, and {@code 0:} does not.
 */
final class AccessString {
    /** As in libbpf ({@code BPF_CORE_SPEC_MAX_LEN}). */
    static final int MAX_LENGTH = 64;

    private final String text;
    private int at;

    private AccessString(String text) {
        this.text = text;
    }

    static int[] parse(String text) throws RelocationException {
        if (text.isEmpty() || text.charAt(0) == ':') {
            throw new RelocationException("malformed access string '" + text + "'");
        }
        return new AccessString(text).numbers();
    }

    private int[] numbers() throws RelocationException {
        int[] numbers = new int[4];
        int count = 0;
        while (at < text.length()) {
            if (text.charAt(at) == ':') {
                at++;
            }
            if (count == MAX_LENGTH) {
                throw new RelocationException("access string with more than " + MAX_LENGTH + " indices");
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number();
        }
        return Arrays.copyOf(numbers, count);
    }

    private int number() throws RelocationException {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || (at < text.length() && text.charAt(at) == '+')) {
            at++;
        }
        int start = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && value <= Integer.MAX_VALUE) {
            value = 10 * value + text.charAt(at++) - '0';
        }
        if (at == start || value > Integer.MAX_VALUE || (negative && value != 0)) {
            throw new RelocationException("malformed access string '" + text + "'");
        }
        return (int) value;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
