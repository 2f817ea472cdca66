// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.ReleaseOrder;

/**
 * A range of kernel releases as Maven writes ranges of versions: {@code [4.15,5.4)} is from 4.15 on to before 5.4, {@code
 * [4.15,)} and {@code (,5.4)} are open at one end, {@code [5.4]} is 5.4 only. {@link ReleaseOrder} is the order: what
 * begins with 5.4 is 5.4 or above, so that {@code [4.15,5.4)} has none of 5.4, and {@code [4.15,5.4]} only 5.4 itself.
 *
 * @param low empty for none
 * @param high empty for none
 */
record ReleaseRange(String low, boolean lowIncluded, String high, boolean highIncluded) {
    private static final ReleaseOrder ORDER = new ReleaseOrder();

    /** Whether a text is meant as a range: no release begins with a bracket. */
    static boolean isRange(String text) {
        return text.startsWith("[") || text.startsWith("(");
    }

    /** @throws SourceException when it is not of the form of a range, or can hold nothing */
    static ReleaseRange parse(String what, String text) throws SourceException {
        String end = text.substring(text.length() - 1);
        String inner = text.length() < 2 ? "" : text.substring(1, text.length() - 1);
        String[] ends = inner.split(",", -1);
        String low = ends[0].trim();
        String high = ends[ends.length - 1].trim();
        ReleaseRange range = new ReleaseRange(low, text.startsWith("["), high, end.equals("]"));
        if (ends.length > 2 || !(end.equals("]") || end.equals(")")) || !range.isSound(ends.length)) {
            throw new SourceException(
                    what,
                    "\"" + text + "\" is not a range; expected one like [4.15,5.4), from 4.15 on"
                            + " to before 5.4, [4.15,) or (,5.4)");
        }
        return range;
    }

    /** One end is a single release, an end that is open has a round bracket, and the low end is below the high one. */
    private boolean isSound(int ends) {
        boolean bracketsInside = (low + high).chars().anyMatch(c -> "[]()".indexOf(c) >= 0);
        boolean closedAtNothing = (low.isEmpty() && lowIncluded) || (high.isEmpty() && highIncluded);
        if (bracketsInside || closedAtNothing || (low.isEmpty() && high.isEmpty())) {
            return false;
        }
        boolean both = lowIncluded && highIncluded;
        return ends == 1
                ? both
                : low.isEmpty() || high.isEmpty() || ORDER.compare(low, high) < 0 || (both && low.equals(high));
    }

    boolean contains(String release) {
        int toLow = ORDER.compare(release, low);
        int toHigh = ORDER.compare(release, high);
        return (low.isEmpty() || toLow > 0 || (lowIncluded && toLow == 0))
                && (high.isEmpty() || toHigh < 0 || (highIncluded && toHigh == 0));
    }
}
