// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import java.util.TreeSet;

/** The page's style, with a rule for each length that a bar or its parts have: attributes for style are forbidden to the page. */
final class StyleSheet {
    /** As many colours as the style sheet has. */
    static final int COLOURS = 8;

    private final TreeSet<Integer> shares = new TreeSet<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();

    /** The class of a part of a bar. */
    String share(int count) {
        shares.add(count);
        return "n" + count;
    }

    /** The class of a bar. */
    String length(int parts) {
        int shown = Math.min(parts, 20); // as wide as the page goes
        lengths.add(shown);
        return "m" + shown;
    }

    /** The class of a colour; those that are used again are striped. */
    static String colour(int number) {
        return "c" + number % COLOURS + (number / COLOURS % 2 == 1 ? " s" : "");
    }

    String css() {
        StringBuilder css = new StringBuilder(Resources.text("report.css"));
        shares.forEach(n -> css.append(".bar .n" + n + "{flex-grow:" + n + "}\n"));
        lengths.forEach(n -> css.append(".series .m" + n + "{max-width:" + n * 3 + "rem}\n"));
        return css.toString();
    }
}
