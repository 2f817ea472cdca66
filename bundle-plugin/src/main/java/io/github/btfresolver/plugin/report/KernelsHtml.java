// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The timeline: where layouts change along a series of releases; and every kernel, to be found by its release. */
final class KernelsHtml {
    private final BundleReport report;
    private final HtmlWriter html;
    private final StyleSheet style;
    private final KernelNames names;

    KernelsHtml(BundleReport report, HtmlWriter html, StyleSheet style, KernelNames names) {
        this.report = report;
        this.html = html;
        this.style = style;
        this.names = names;
    }

    void write() {
        html.open("section", "aria-labelledby", "timeline").element("h2", "Where layouts change", "id", "timeline");
        html.element(
                "p",
                "Each bar is a series of releases, oldest first: a stretch of one colour and number is a run of kernels"
                        + " that share a layout, as wide as it has kernels, and each border is a change that programs notice."
                        + " Open a series for its releases. Other releases are of no series that is understood, and stand in"
                        + " the order of their names.");
        find();
        for (int i = 0; i < report.platforms().size(); i++) {
            platform(i, report.platforms().get(i));
        }
        html.close();
    }

    /** Shown by the script, without which it would do nothing. */
    private void find() {
        html.open("form", "id", "find", "role", "search", "hidden", "hidden");
        html.open("label").text("Release ");
        html.single("input", "type", "search", "id", "release", "placeholder", "4.15.0-20", "autocomplete", "off");
        html.close();
        choice(
                "distribution",
                "Distribution",
                report.platforms().stream()
                        .map(KernelPlatform::distribution)
                        .distinct()
                        .toList());
        choice(
                "arch",
                "Architecture",
                report.platforms().stream()
                        .map(KernelPlatform::arch)
                        .distinct()
                        .sorted()
                        .toList());
        html.open("label").text("Outcome ").open("select", "id", "outcome");
        html.element("option", "all", "value", "");
        for (Verdict verdict : Verdict.values()) {
            html.element("option", verdict.label(), "value", verdict.key());
        }
        html.close().close();
        html.element("button", "Reset", "type", "reset");
        html.element("output", "", "id", "found", "for", "release distribution arch outcome");
        html.close();
    }

    private void choice(String id, String label, List<String> values) {
        html.open("label").text(label + " ").open("select", "id", id);
        html.element("option", "all", "value", "");
        values.forEach(value -> html.element("option", value));
        html.close().close();
    }

    private void platform(int number, KernelPlatform platform) {
        html.open(
                "section",
                "class",
                "platform",
                "aria-labelledby",
                "p" + number,
                "data-distribution",
                platform.distribution(),
                "data-arch",
                platform.arch());
        html.open("h3", "id", "p" + number).text(platform.toString());
        html.element(
                "small",
                " " + Numbers.count(platform.kernels(), "kernel") + ", " + Numbers.count(platform.layouts(), "layout"));
        html.close();
        Map<Integer, Integer> colours = new HashMap<>();
        for (KernelSeries series : platform.series()) {
            series(series, colours);
        }
        html.close();
    }

    private void series(KernelSeries series, Map<Integer, Integer> colours) {
        html.open("details", "class", "series").open("summary");
        int changes = series.runs().size() - 1;
        html.element("span", series.name().isEmpty() ? "other releases" : series.name(), "class", "name");
        html.element(
                "span",
                Numbers.count(series.kernels(), "kernel") + ", "
                        + (changes == 0 ? "no change" : Numbers.count(changes, "change")),
                "class",
                "note");
        html.open("span", "class", "bar " + style.length(series.kernels()), "aria-hidden", "true");
        for (KernelRun run : series.runs()) {
            int colour = colours.computeIfAbsent(run.layout(), layout -> colours.size());
            String range = names.range(run.first(), run.last(), run.kernels().size());
            html.open(
                    "i",
                    "class",
                    StyleSheet.colour(colour) + " " + style.share(run.kernels().size()),
                    "title",
                    "L" + run.layout() + ": " + range);
            html.element("b", "L" + run.layout(), "class", run.layout() < 1000 ? "" : "long")
                    .close();
        }
        html.close();
        KernelRun last = series.runs().get(series.runs().size() - 1);
        String from = names.release(series.runs().get(0).first());
        String to = names.release(last.last());
        html.open("span", "class", "ends " + style.length(series.kernels())).element("span", from);
        if (!from.equals(to)) {
            html.element("span", to);
        }
        html.close().close();
        runs(series);
        html.close();
    }

    private void runs(KernelSeries series) {
        html.open("table", "class", "runs").open("thead").open("tr");
        for (String column : new String[] {"Layout", "Kernels", "Releases", "Programs"}) {
            html.element("th", column, "scope", "col");
        }
        html.close().close().open("tbody");
        for (KernelRun run : series.runs()) {
            Verdict verdict = report.verdicts()[run.layout()];
            html.open("tr", "data-outcome", verdict == null ? "" : verdict.key());
            html.open("th", "scope", "row")
                    .element("a", "L" + run.layout(), "href", "#l" + run.layout())
                    .close();
            html.element("td", Numbers.count(run.kernels().size()));
            html.open("td").open("ul", "class", "releases");
            run.kernels().forEach(kernel -> html.element("li", names.release(kernel)));
            html.close().close();
            html.open("td");
            if (verdict == null) {
                html.text("not examined");
            } else {
                html.element("span", verdict.label(), "class", "tag " + verdict.key());
            }
            html.close().close();
        }
        html.close().close();
    }
}
