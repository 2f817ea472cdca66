// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.util.Comparator;

/**
 * The order of kernel releases: runs of digits are compared as numbers, of any length, the rest character by character. A
 * number comes after what is none, as in RPM ({@code 1160.el7} before {@code 1160.45.1.el7}), and a release after its own
 * beginning ({@code 4.19} before {@code 4.19.1}). It knows nothing of release candidates: {@code 5.0-rc1} is after {@code
 * 5.0}. Equal are only equal strings.
 */
public final class ReleaseOrder implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endOfA = endOfNumber(a, i);
            int endOfB = endOfNumber(b, j);
            int order = endOfA > i && endOfB > j
                    ? compareNumbers(a, i, endOfA, b, j, endOfB)
                    : endOfA > i || endOfB > j
                            ? Boolean.compare(endOfA > i, endOfB > j)
                            : Character.compare(a.charAt(i), b.charAt(j));
            if (order != 0) {
                return order;
            }
            i = Math.max(endOfA, i + 1);
            j = Math.max(endOfB, j + 1);
        }
        int order = Integer.compare(a.length() - i, b.length() - j);
        return order != 0 ? order : a.compareTo(b);
    }

    /** The index after the digits; the same index when there are none. */
    private static int endOfNumber(String s, int from) {
        int end = from;
        while (end < s.length() && isDigit(s.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, int aFrom, int aTo, String b, int bFrom, int bTo) {
        int i = withoutZeros(a, aFrom, aTo);
        int j = withoutZeros(b, bFrom, bTo);
        int order = Integer.compare(aTo - i, bTo - j);
        for (; order == 0 && i < aTo; i++, j++) {
            order = Character.compare(a.charAt(i), b.charAt(j));
        }
        return order;
    }

    private static int withoutZeros(String s, int from, int to) {
        int first = from;
        while (first < to && s.charAt(first) == '0') {
            first++;
        }
        return first;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
