// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.util.Comparator;

/**
 * The order of kernel releases, of what {@code uname -r} prints. A release is read from the left:
 *
 * <ul>
 *   <li>a run of digits is a number, of whatever length;
 *   <li>{@code rc} before a digit, with the {@code .}, {@code -} or {@code ~} in front of it or right behind a digit, comes
 *       before everything else, the end as well: {@code 5.4.0-rc1} is before {@code 5.4.0};
 *   <li>the end comes before every other character: {@code 5.4} is before {@code 5.4.0}, and {@code 4.15.0} before {@code
 *       4.15.0-20-generic};
 *   <li>every other character stands for itself, in the order of Unicode, and before a number: {@code 5.4-1} is before
 *       {@code 5.4.1}, {@code 20-aws} before {@code 20-generic}, and {@code 957.el7} before {@code 957.1.3.el7}, as RPM
 *       orders them.
 * </ul>
 *
 * <p>A total order; only equal strings are equal in it: numbers that differ in leading zeros only are told apart last of
 * all. That one release is before another does not say that it was built from older sources: that holds for releases of one
 * distribution and flavour.
 *
 * <p>Without state, and safe for use by many threads.
 */
public final class ReleaseOrder implements Comparator<String> {
    /** What a release has at a place, in this order. */
    private static final int CANDIDATE = 0;

    private static final int END = 1;
    private static final int CHARACTER = 2;
    private static final int NUMBER = 3;

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (true) {
            int kind = kind(a, i);
            int order = Integer.compare(kind, kind(b, j));
            if (order != 0) {
                return order;
            }
            if (kind == END) {
                return a.compareTo(b);
            }
            if (kind == CHARACTER) {
                order = Character.compare(a.charAt(i++), b.charAt(j++));
            } else {
                i = kind == CANDIDATE ? startOfNumber(a, i) : i;
                j = kind == CANDIDATE ? startOfNumber(b, j) : j;
                int endA = endOfNumber(a, i);
                int endB = endOfNumber(b, j);
                order = compareNumbers(a, i, endA, b, j, endB);
                i = endA;
                j = endB;
            }
            if (order != 0) {
                return order;
            }
        }
    }

    private static int kind(String s, int at) {
        if (at == s.length()) {
            return END;
        }
        if (startOfNumber(s, at) >= 0) {
            return CANDIDATE;
        }
        return isDigit(s.charAt(at)) ? NUMBER : CHARACTER;
    }

    /** Of the number of a release candidate that begins here; -1 for what is none. */
    private static int startOfNumber(String s, int at) {
        char c = s.charAt(at);
        boolean separated = c == '.' || c == '-' || c == '~';
        int name = separated ? at + 1 : at;
        boolean delimited = separated || (at > 0 && isDigit(s.charAt(at - 1)));
        boolean candidate = delimited && s.startsWith("rc", name) && endOfNumber(s, name + 2) > name + 2;
        return candidate ? name + 2 : -1;
    }

    private static int endOfNumber(String s, int at) {
        int end = at;
        while (end < s.length() && isDigit(s.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
        int i = skipZeros(a, aStart, aEnd);
        int j = skipZeros(b, bStart, bEnd);
        int order = Integer.compare(aEnd - i, bEnd - j);
        for (; order == 0 && i < aEnd; i++, j++) {
            order = Character.compare(a.charAt(i), b.charAt(j));
        }
        return order;
    }

    private static int skipZeros(String s, int start, int end) {
        int at = start;
        while (at < end && s.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    /** As numbers are written in releases: no other script's digits. */
    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
