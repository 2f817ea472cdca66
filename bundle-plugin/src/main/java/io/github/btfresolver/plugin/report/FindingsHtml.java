// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.plugin.report.ExaminedObject.Finding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What does not resolve everywhere, of one object after the other. */
final class FindingsHtml {
    /** Platforms that are named where a set is mentioned. */
    private static final int NAMED = 2;

    private final BundleReport report;
    private final HtmlWriter html;
    private final KernelNames names;

    FindingsHtml(BundleReport report, HtmlWriter html, KernelNames names) {
        this.report = report;
        this.html = html;
        this.names = names;
    }

    void write(ExaminedObject object) {
        if (object.findings().isEmpty()) {
            return;
        }
        html.element("h4", "What does not resolve everywhere");
        Map<String, List<Finding>> groups = object.findings().stream()
                .sorted(Comparator.comparing(Finding::verdict).reversed().thenComparing(Finding::relocation))
                .collect(Collectors.groupingBy(
                        finding -> finding.verdict() + " " + finding.kernels().number() + " " + finding.reason(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        html.open("ul", "class", "findings");
        groups.values().forEach(this::group);
        html.close();
    }

    /** What has one reason and comes to the same on the same kernels. */
    private void group(List<Finding> group) {
        Finding first = group.get(0);
        html.open("li");
        html.element(
                        "span",
                        first.verdict().label(),
                        "class",
                        "tag " + first.verdict().key())
                .text(" on ");
        kernels(first.kernels());
        html.text(": " + first.reason());
        Map<String, List<Finding>> bySubject = group.stream()
                .collect(Collectors.groupingBy(Finding::relocation, LinkedHashMap::new, Collectors.toList()));
        html.open("ul");
        bySubject.forEach((subject, same) -> {
            html.open("li").element("code", subject);
            html.element(
                    "span",
                    " in "
                            + same.stream()
                                    .map(finding -> String.valueOf(finding.program()))
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    "class",
                    "note");
            html.close();
        });
        html.close().close();
    }

    /** A mention of a set: how many, where the first of them are, and a link to all. */
    void kernels(KernelSet set) {
        boolean all = set.kernels() == report.bundle().kernelCount();
        html.element("a", all ? "all kernels" : Numbers.count(set.kernels(), "kernel"), "href", "#k" + set.number());
        if (all) {
            return;
        }
        List<KernelNames.Part> parts = names.parts(set);
        html.text(parts.stream()
                .limit(NAMED)
                .map(part -> part.platform()
                        + (part.isAll()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " (%,d of %,d)",
                                        part.kernels(),
                                        part.platform().kernels())))
                .collect(Collectors.joining(", ", " (", parts.size() > NAMED ? ", …)" : ")")));
    }
}
