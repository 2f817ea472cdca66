// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HtmlWriterTest {
    @Test
    void text_and_attributes_are_never_more_than_text() {
        HtmlWriter html = new HtmlWriter().element("p", "</p><script>&'", "title", "\"><b>&");
        assertEquals("<p title=\"&quot;&gt;&lt;b&gt;&amp;\">&lt;/p&gt;&lt;script&gt;&amp;'</p>", html.toString());
    }

    /** U+202E has what follows it read from the right; a lone surrogate is not a character at all. */
    @Test
    void what_cannot_be_seen_is_replaced() {
        assertEquals(
                "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe ü\uD83D\uDC27\n",
                HtmlWriter.visible("a\0b\u202Ec\uD800d\u001Be ü\uD83D\uDC27\n"));
    }

    @Test
    void an_element_without_contents_has_an_end_unless_html_has_none() {
        assertEquals(
                "<td></td><br/>",
                new HtmlWriter().open("td").close().single("br").toString());
    }
}
