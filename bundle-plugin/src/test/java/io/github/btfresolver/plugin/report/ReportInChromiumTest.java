// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page as a reader has it, in a real browser. */
@Timeout(300)
class ReportInChromiumTest {
    private static final int TAB = 9;
    private static final int ENTER = 13;

    /** The releases that can be seen, or could if their series were open. */
    private static final String SHOWN =
            "Array.from(document.querySelectorAll('.releases li')).filter(e => !e.closest('[hidden]')).map(e => e.textContent)";

    @TempDir
    Path folder;

    private Chromium browser;
    private Path page;

    @BeforeEach
    void start() throws Exception {
        String program = Judges.require("chromium", "chromium");
        TestBundles small = ReportJsonTest.small();
        page = folder.resolve("small.html");
        Files.write(
                page,
                ReportHtml.of(BundleReport.of(
                        small.bundle(), small.objects, ReportJsonTest.facts("debian/12/s390x/6.1.0-9-s390x"))));
        browser = new Chromium(program, Files.createDirectory(folder.resolve("profile")));
    }

    @AfterEach
    void no_complaints_and_no_requests_but_for_the_page() throws IOException {
        if (browser != null) {
            browser.close();
            assertEquals(List.of(), browser.complaints());
            browser.requests().removeIf(url -> url.startsWith(folder.toUri().toString()));
            assertEquals(List.of(), browser.requests());
        }
    }

    private List<String> shown() throws IOException {
        List<String> shown = new ArrayList<>();
        browser.value(SHOWN).forEach(release -> shown.add(release.asText()));
        return shown;
    }

    private void choose(String id, String value) throws IOException {
        browser.value("(e => { e.value = '" + value + "'; e.dispatchEvent(new Event('input', {bubbles: true})); })"
                + "(document.getElementById('" + id + "'))");
    }

    private String found() throws IOException {
        return browser.value("document.getElementById('found').textContent").asText();
    }

    @Test
    void it_fits_wide_and_narrow_windows_in_light_and_dark() throws Exception {
        List<String> papers = new ArrayList<>();
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {1600, 1024, 360}) {
                browser.open(page, width, dark);
                browser.value("document.querySelectorAll('details').forEach(e => e.open = true)");
                assertTrue(
                        browser.value("document.documentElement.scrollWidth").asInt() <= width,
                        "it is wider than " + width);
            }
            papers.add(browser.value("getComputedStyle(document.body).backgroundColor")
                    .asText());
        }
        assertNotEquals(papers.get(0), papers.get(1));
        // the style sheet is taken: a bar is as wide as its kernels are many
        JsonNode widths =
                browser.value("Array.from(document.querySelectorAll('#timeline ~ .platform:last-child .bar i'),"
                        + " e => e.getBoundingClientRect().width)");
        assertEquals(2, widths.size());
        assertTrue(widths.get(1).asDouble() > 1.8 * widths.get(0).asDouble(), widths.toString());
    }

    @Test
    void a_release_is_found_by_what_is_typed() throws Exception {
        browser.open(page, 1024, false);
        assertEquals(5, shown().size());
        assertEquals("", found());
        browser.value("document.getElementById('release').focus()");
        browser.type("6.1.0-9");
        assertEquals(List.of("6.1.0-9-s390x", "6.1.0-9-amd64"), shown());
        assertEquals("2 of 5 kernels", found());
        assertEquals(
                2,
                browser.value("document.querySelectorAll('.series[open]').length")
                        .asInt());
        browser.type("-AMD");
        assertEquals(List.of("6.1.0-9-amd64"), shown());
        browser.type("x");
        assertEquals("No kernel of this bundle is like that.", found());
        browser.value("document.querySelector('[type=reset]').click()");
        browser.value("new Promise(done => setTimeout(done))");
        assertEquals(5, shown().size());
        assertEquals("", found());
        assertEquals(
                0,
                browser.value("document.querySelectorAll('.series[open]').length")
                        .asInt());
    }

    @Test
    void filters_hold_together() throws Exception {
        browser.open(page, 1024, false);
        choose("distribution", "debian 12");
        assertEquals(4, shown().size());
        choose("arch", "s390x");
        assertEquals(List.of("6.1.0-9-s390x"), shown());
        assertEquals("1 of 5 kernels", found());
        choose("distribution", "distribution not known");
        assertEquals(List.of(), shown());
        choose("arch", "");
        assertEquals(List.of("own"), shown());
        choose("distribution", "");
        choose("outcome", "unguarded");
        assertEquals(4, shown().size());
        choose("outcome", "refused");
        assertEquals(List.of(), shown());
    }

    @Test
    void the_keyboard_reaches_the_report_and_opens_a_series() throws Exception {
        browser.open(page, 1024, false);
        browser.press("Tab", TAB);
        assertEquals(
                "Skip to the report",
                browser.value("document.activeElement.textContent").asText());
        browser.value("document.getElementById('release').focus()");
        for (int i = 0;
                i < 10
                        && !browser.value("document.activeElement.tagName")
                                .asText()
                                .equals("SUMMARY");
                i++) {
            browser.press("Tab", TAB);
        }
        assertEquals(
                0,
                browser.value("document.querySelectorAll('.series[open]').length")
                        .asInt());
        browser.call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", "Enter", "text", "\r", "windowsVirtualKeyCode", ENTER));
        assertEquals(
                1,
                browser.value("document.querySelectorAll('.series[open]').length")
                        .asInt());
    }

    @Test
    void a_link_opens_what_it_leads_to() throws Exception {
        browser.open(page, 1024, false);
        browser.value("document.querySelector('table.objects a').click()");
        browser.value("new Promise(done => setTimeout(done))");
        assertTrue(browser.value("document.getElementById('o0').open").asBoolean());
    }

    /** What a screen reader is told. */
    @Test
    void it_says_what_everything_is() throws Exception {
        browser.open(page, 1024, false);
        browser.call("Accessibility.enable", Map.of());
        List<String> nameless = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        for (JsonNode node :
                browser.call("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
            String role = node.path("role").path("value").asText();
            roles.add(role);
            boolean needsName = List.of("link", "button", "searchbox", "combobox", "region", "navigation", "heading")
                    .contains(role);
            if (needsName && node.path("name").path("value").asText().isBlank()) {
                nameless.add(node.toString());
            }
        }
        assertEquals(List.of(), nameless);
        assertTrue(
                roles.containsAll(
                        List.of("main", "navigation", "banner", "search", "searchbox", "table", "columnheader")),
                roles.toString());
    }

    @Test
    void without_scripts_everything_is_there() throws Exception {
        browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        browser.open(page, 1024, false);
        assertEquals(5, shown().size());
        assertEquals(
                "none",
                browser.value("getComputedStyle(document.getElementById('find')).display")
                        .asText());
    }

    @Test
    void four_thousand_kernels_are_searched() throws Exception {
        TestBundles large = TestBundles.large(4000);
        Files.write(page, ReportHtml.of(BundleReport.of(large.bundle(), large.objects, Optional.empty())));
        for (int width : new int[] {1600, 700, 360}) {
            browser.open(page, width, false);
            String cut = "e => e.getClientRects().length && e.scrollWidth > e.clientWidth";
            assertEquals(
                    0,
                    browser.value("Array.from(document.querySelectorAll('.bar b')).filter(" + cut + ").length")
                            .asInt(),
                    "numbers of layouts that are cut off, and so another's, at " + width);
        }
        choose("distribution", "debian 10");
        assertEquals("571 of 4,000 kernels", found());
        browser.value("document.getElementById('release').focus()");
        browser.type("4.15.0-1007-aws");
        assertEquals(List.of("4.15.0-1007-aws", "4.15.0-1007-aws"), shown());
    }
}
