// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.ObjectFinding.Severity;
import java.util.List;
import java.util.Map;

/** The parts of the page that answer at a glance: what programs can do, which kernels are covered. */
final class OverviewHtml {
    private final BundleReport report;
    private final HtmlWriter html;
    private final StyleSheet style;

    OverviewHtml(BundleReport report, HtmlWriter html, StyleSheet style) {
        this.report = report;
        this.html = html;
        this.style = style;
    }

    void write() {
        kernels();
        programs();
    }

    private void programs() {
        html.open("section", "aria-labelledby", "programs").element("h2", "Programs", "id", "programs");
        html.element(
                "p",
                "What the CO-RE relocations of each object come to, in kernels. Every object was relocated against every"
                        + " layout when this report was made.");
        html.open("dl", "class", "legend");
        for (Verdict verdict : Verdict.values()) {
            html.open("div").open("dt");
            html.element("span", verdict.label(), "class", "tag " + verdict.key())
                    .close();
            html.element("dd", verdict.meaning()).close();
        }
        html.close();
        scroll("Programs");
        html.open("table", "class", "objects").element("caption", "Kernels by outcome, for each BPF object");
        html.open("thead").open("tr");
        html.element("th", "Object", "scope", "col");
        html.element("th", "Kernels", "scope", "col", "class", "wide");
        for (Verdict verdict : Verdict.values()) {
            html.element("th", verdict.label(), "scope", "col", "class", "num");
        }
        html.element("th", "needs kernel BTF", "scope", "col", "class", "num");
        html.close().close().open("tbody");
        for (int i = 0; i < report.objects().size(); i++) {
            object(report.objects().get(i), "#o" + i);
        }
        html.close().close().close().close();
    }

    private void object(ExaminedObject object, String link) {
        html.open("tr");
        html.open("th", "scope", "row")
                .element("a", object.name(), "href", link)
                .close();
        if (!object.isExamined()) {
            html.element("td", "not examined: its file was not at hand", "colspan", "7", "class", "none");
            html.close();
            return;
        }
        html.open("td");
        bar(object);
        html.close();
        for (Verdict verdict : Verdict.values()) {
            KernelSet kernels = object.verdicts().get(verdict);
            html.element("td", kernels == null ? "–" : Numbers.count(kernels.kernels()), "class", "num");
        }
        boolean refused = needs(object, Severity.ERROR);
        String needs = refused ? "yes" : needs(object, Severity.WARNING) ? "in part" : "no";
        html.element("td", needs, "class", "num" + (refused ? " warn" : ""));
        html.close();
    }

    private static boolean needs(ExaminedObject object, Severity severity) {
        return object.needs().stream().anyMatch(need -> need.isKernelBtf() && need.severity() == severity);
    }

    /** The columns beside it say the same. */
    private void bar(ExaminedObject object) {
        html.open("div", "class", "bar thin", "aria-hidden", "true");
        for (Map.Entry<Verdict, KernelSet> part : object.verdicts().entrySet()) {
            String title =
                    part.getKey().label() + ": " + Numbers.count(part.getValue().kernels(), "kernel");
            html.element(
                    "i",
                    "",
                    "class",
                    part.getKey().key() + " " + style.share(part.getValue().kernels()),
                    "title",
                    title);
        }
        if (!object.otherOrder().isEmpty()) {
            html.element(
                    "i",
                    "",
                    "class",
                    "other " + style.share(object.otherOrder().kernels()),
                    "title",
                    "the other byte order: " + Numbers.count(object.otherOrder().kernels(), "kernel"));
        }
        html.close();
    }

    private void kernels() {
        List<String> arches = report.platforms().stream()
                .map(KernelPlatform::arch)
                .distinct()
                .sorted()
                .toList();
        html.open("section", "aria-labelledby", "kernels").element("h2", "Kernels", "id", "kernels");
        scroll("Kernels");
        html.open("table", "class", "matrix")
                .element(
                        "caption", "Kernels, and in brackets their layouts, by distribution, version and architecture");
        html.open("thead").open("tr").element("th", "Distribution", "scope", "col");
        arches.forEach(arch -> html.element("th", arch, "scope", "col", "class", "num"));
        html.element("th", "all", "scope", "col", "class", "num").close().close();
        html.open("tbody");
        for (DistributionSize size : report.sizes()) {
            distribution(size, arches);
        }
        html.close().open("tfoot").open("tr").element("th", "all", "scope", "row");
        for (String arch : arches) {
            int all = report.platforms().stream()
                    .filter(platform -> platform.arch().equals(arch))
                    .mapToInt(KernelPlatform::kernels)
                    .sum();
            html.element("td", Numbers.count(all), "class", "num");
        }
        cell(report.bundle().kernelCount(), report.bundle().layoutCount());
        html.close().close().close().close().close();
    }

    private void distribution(DistributionSize size, List<String> arches) {
        html.open("tr").element("th", KernelPlatform.distribution(size.id(), size.versionId()), "scope", "row");
        for (String arch : arches) {
            int number = find(size, arch);
            if (number < 0) {
                html.element("td", "–", "class", "num none");
                continue;
            }
            KernelPlatform platform = report.platforms().get(number);
            html.open("td", "class", "num").open("a", "href", "#p" + number);
            counts(platform.kernels(), platform.layouts());
            html.close().close();
        }
        cell(size.kernels(), size.layouts());
        html.close();
    }

    private int find(DistributionSize size, String arch) {
        List<KernelPlatform> platforms = report.platforms();
        for (int i = 0; i < platforms.size(); i++) {
            KernelPlatform platform = platforms.get(i);
            if (platform.arch().equals(arch)
                    && platform.id().equals(size.id())
                    && platform.versionId().equals(size.versionId())) {
                return i;
            }
        }
        return -1;
    }

    private void cell(int kernels, int layouts) {
        html.open("td", "class", "num");
        counts(kernels, layouts);
        html.close();
    }

    private void counts(int kernels, int layouts) {
        html.element("b", Numbers.count(kernels)).element("small", " (" + Numbers.count(layouts) + ")");
    }

    /** For a table that may be wider than the page. */
    private void scroll(String label) {
        html.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0");
    }
}
