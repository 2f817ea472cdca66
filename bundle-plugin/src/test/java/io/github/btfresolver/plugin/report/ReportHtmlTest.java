// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.bundle.Bundle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportHtmlTest {
    private static BundleReport small() throws Exception {
        TestBundles small = ReportJsonTest.small();
        return BundleReport.of(small.bundle(), small.objects, ReportJsonTest.facts("debian/12/s390x/6.1.0-9-s390x"));
    }

    /** The page is XML as well, so that its structure can be checked by a parser that forgives nothing. */
    private static Document parse(byte[] page) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(page));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<String> texts(Document page, String element, String attribute, String value) {
        return elements(page, element).stream()
                .filter(e -> e.getAttribute(attribute).equals(value))
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void every_kernel_is_there_once_below_its_platform() throws Exception {
        BundleReport report = small();
        Document page = parse(ReportHtml.of(report));
        List<String> kernels = new ArrayList<>();
        for (Element platform : elements(page, "section")) {
            if (platform.getAttribute("class").equals("platform")) {
                NodeList items = platform.getElementsByTagName("li");
                for (int i = 0; i < items.getLength(); i++) {
                    kernels.add(platform.getAttribute("data-distribution") + " " + platform.getAttribute("data-arch")
                            + " " + items.item(i).getTextContent());
                }
            }
        }
        assertEquals(
                List.of(
                        "distribution not known arm64 own",
                        "debian 12 s390x 6.1.0-9-s390x",
                        "debian 12 x86_64 6.1.0-8-amd64",
                        "debian 12 x86_64 6.1.0-9-amd64",
                        "debian 12 x86_64 6.1.0-10-amd64"),
                kernels);
    }

    @Test
    void the_page_says_of_objects_what_the_report_says() throws Exception {
        BundleReport report = small();
        Document page = parse(ReportHtml.of(report));
        Element table = elements(page, "table").stream()
                .filter(e -> e.getAttribute("class").equals("objects"))
                .findFirst()
                .orElseThrow();
        NodeList rows = ((Element) table.getElementsByTagName("tbody").item(0)).getElementsByTagName("tr");
        assertEquals(report.objects().size(), rows.getLength());
        for (int i = 0; i < rows.getLength(); i++) {
            ExaminedObject object = report.objects().get(i);
            StringBuilder expected = new StringBuilder(object.name());
            for (Verdict verdict : Verdict.values()) {
                KernelSet kernels = object.verdicts().get(verdict);
                expected.append(kernels == null ? "–" : String.valueOf(kernels.kernels()));
            }
            expected.append(object.name().equals("kernel_only.bpf.o") ? "yes" : "no");
            assertEquals(
                    object.isExamined()
                            ? expected.toString()
                            : object.name() + "not examined: its file was not at hand",
                    rows.item(i).getTextContent());
        }
        String text = page.getDocumentElement().getTextContent();
        for (ExaminedObject object : report.objects()) {
            for (ExaminedObject.Finding finding : object.findings()) {
                assertTrue(text.contains(finding.relocation()), finding.relocation());
            }
        }
        assertTrue(text.contains("tree/debian/12/x86_64/6.2.btf: the file is empty"));
    }

    @Test
    void links_lead_to_a_place_on_the_page_and_nothing_leads_off_it() throws Exception {
        Document page = parse(ReportHtml.of(small()));
        Set<String> ids = new HashSet<>();
        Set<String> links = new TreeSet<>();
        for (Element element : elements(page, "*")) {
            String id = element.getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
            assertTrue(element.getAttribute("src").isEmpty());
            assertTrue(element.getAttribute("style").isEmpty());
            if (element.hasAttribute("href")) {
                assertEquals("a", element.getTagName());
                links.add(element.getAttribute("href"));
            }
            if (element.hasAttribute("aria-labelledby")) {
                links.add("#" + element.getAttribute("aria-labelledby"));
            }
        }
        links.removeIf(link -> link.startsWith("#") && ids.contains(link.substring(1)));
        assertEquals(Set.of(), links);
        assertEquals(1, elements(page, "h1").size());
        assertEquals(1, elements(page, "main").size());
    }

    @Test
    void only_the_pages_own_style_and_script_are_allowed() throws Exception {
        String page = new String(ReportHtml.of(small()), StandardCharsets.UTF_8);
        assertTrue(page.contains("default-src 'none'; style-src '" + hash(page, "style") + "'; script-src '"
                + hash(page, "script") + "'; base-uri 'none'; form-action 'none'\""));
    }

    private static String hash(String page, String element) throws Exception {
        int start = page.indexOf("<" + element + ">") + element.length() + 2;
        byte[] code = page.substring(start, page.indexOf("</" + element + ">")).getBytes(StandardCharsets.UTF_8);
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(code));
    }

    @Test
    void names_are_text_whatever_they_are() throws Exception {
        String hostile = "</script><script>alert(1)</script><img src=x onerror='alert(2)'>\"&amp;\u202E";
        TestBundles bundles = new TestBundles("hostile").object("el/exec", hostile);
        bundles.writer.addSource(hostile, hostile, 1);
        bundles.kernel(
                hostile.replace("/", "") + "/" + hostile.replace("/", "") + "/x/" + hostile,
                bundles.layout("kernel.el"));
        Document page =
                parse(ReportHtml.of(BundleReport.of(bundles.bundle(), bundles.objects, ReportJsonTest.facts(hostile))));
        assertEquals(1, elements(page, "script").size());
        assertEquals(0, elements(page, "img").size());
        String shown = hostile.replace('\u202E', '\uFFFD');
        assertEquals(
                1,
                elements(page, "li").stream()
                        .filter(e -> e.getTextContent().equals(shown))
                        .count());
        assertEquals(
                List.of(shown),
                texts(page, "h3", "class", "").stream().filter(shown::equals).toList());
    }

    @Test
    void the_same_report_has_the_same_bytes_whatever_the_language() throws Exception {
        byte[] page = ReportHtml.of(small());
        byte[] json = ReportJson.of(small());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertArrayEquals(page, ReportHtml.of(small()));
            assertArrayEquals(json, ReportJson.of(small()));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void four_thousand_kernels_take_less_than_two_megabytes() throws Exception {
        TestBundles large = TestBundles.large(4000);
        Bundle bundle = large.bundle();
        assertEquals(4000, bundle.kernelCount());
        assertTrue(bundle.layoutCount() > 500, bundle.layoutCount() + " layouts");
        byte[] page = ReportHtml.of(BundleReport.of(bundle, large.objects, Optional.empty()));
        assertTrue(page.length < 2_000_000, page.length + " bytes");
        parse(page);
    }
}
