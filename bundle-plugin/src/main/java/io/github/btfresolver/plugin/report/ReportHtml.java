// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.bundle.Bundle;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A report as one page, which needs nothing else: no network, and for reading no script. */
final class ReportHtml {
    private static final String[][] PARTS = {
        {"kernels", "Kernels"},
        {"programs", "Programs"},
        {"timeline", "Where layouts change"},
        {"details", "Programs in detail"},
        {"layouts", "Layouts"},
        {"sizes", "Size"},
        {"inputs", "Inputs"},
        {"sets", "Sets of kernels"}
    };

    private final BundleReport report;
    private final Bundle bundle;

    private ReportHtml(BundleReport report) {
        this.report = report;
        bundle = report.bundle();
    }

    /** In UTF-8; the same bytes for the same bundle, objects and record. */
    static byte[] of(BundleReport report) {
        return new ReportHtml(report).page().getBytes(StandardCharsets.UTF_8);
    }

    private String page() {
        StyleSheet style = new StyleSheet();
        HtmlWriter body = new HtmlWriter();
        body(body, style);
        String css = style.css();
        // for XML, in which a script may have no bare < or &
        String script = "//<![CDATA[\n" + Resources.text("report.js") + "//]]>\n";
        HtmlWriter page = new HtmlWriter();
        page.open("html", "lang", "en").open("head");
        page.single("meta", "charset", "utf-8");
        page.single(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src '" + hash(css) + "'; script-src '" + hash(script)
                        + "'; base-uri 'none'; form-action 'none'");
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.single("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", "Bundle " + bundle.name() + ": kernels, layouts, programs");
        page.open("style").raw(css).close();
        page.close();
        page.open("body").raw(body.toString());
        page.open("script").raw(script).close();
        page.close().close();
        return "<!DOCTYPE html>\n" + page + "\n";
    }

    /** Of an element's contents, as {@link HtmlWriter#raw} writes them. */
    private static String hash(String code) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(("\n" + code).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private void body(HtmlWriter html, StyleSheet style) {
        KernelNames names = new KernelNames(report);
        html.element("a", "Skip to the report", "class", "skip", "href", "#main");
        header(html);
        html.open("main", "id", "main");
        new OverviewHtml(report, html, style).write();
        new KernelsHtml(report, html, style, names).write();
        new ProgramsHtml(report, html, names).write();
        new ListsHtml(report, html, names).write();
        html.close();
        html.open("footer")
                .element("p", "The same as JSON is in " + bundle.name() + ".json beside this page.")
                .close();
    }

    private void header(HtmlWriter html) {
        html.open("header");
        html.element("p", "BTF bundle", "class", "kicker");
        html.element("h1", bundle.name());
        html.open("dl", "class", "figures");
        figure(html, bundle.kernelCount(), "kernel");
        figure(html, bundle.layoutCount(), "layout");
        figure(html, report.sizes().size(), "distribution version");
        figure(html, bundle.objects().size(), "BPF object");
        html.open("div")
                .element("dt", "in the jar")
                .element("dd", Numbers.bytes(bundle.fileSize()), "title", Numbers.count(bundle.fileSize(), "byte"))
                .close();
        report.facts().ifPresent(facts -> figure(html, facts.rejected().size(), "rejected input"));
        html.close();
        html.open("nav", "aria-label", "Parts of this report").open("ul");
        for (String[] part : PARTS) {
            html.open("li").element("a", part[1], "href", "#" + part[0]).close();
        }
        html.close().close().close();
    }

    private static void figure(HtmlWriter html, int count, String what) {
        html.open("div")
                .element("dt", what + (count == 1 ? "" : "s"))
                .element("dd", Numbers.count(count))
                .close();
    }
}
