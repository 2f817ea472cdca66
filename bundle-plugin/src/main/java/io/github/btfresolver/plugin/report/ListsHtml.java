// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundledSource;
import io.github.btfresolver.plugin.bundling.SourceSizes;
import io.github.btfresolver.plugin.source.RejectedInput;
import java.util.List;
import java.util.Optional;

/** The parts of the page that are there to look things up: layouts, sizes, inputs, sets of kernels. */
final class ListsHtml {
    private static final int HASH = 12;

    private final BundleReport report;
    private final Bundle bundle;
    private final HtmlWriter html;
    private final KernelNames names;

    ListsHtml(BundleReport report, HtmlWriter html, KernelNames names) {
        this.report = report;
        bundle = report.bundle();
        this.html = html;
        this.names = names;
    }

    void write() {
        layouts();
        sizes();
        inputs();
        sets();
    }

    private void begin(String id, String title) {
        html.open("section", "aria-labelledby", id).element("h2", title, "id", id);
    }

    private void table(String caption, String... columns) {
        html.open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
        html.open("table").element("caption", caption).open("thead").open("tr");
        for (String column : columns) {
            boolean number = column.startsWith("#");
            html.element("th", number ? column.substring(1) : column, "scope", "col", "class", number ? "num" : "");
        }
        html.close().close().open("tbody");
    }

    private void endTable() {
        html.close().close().close();
    }

    private void number(String text) {
        html.element("td", text, "class", "num");
    }

    private void layouts() {
        begin("layouts", "Layouts");
        table("Each layout, and the kernels that share it", "Layout", "#Kernels", "#Bytes", "Shared by", "SHA-256");
        for (int i = 0; i < bundle.layoutCount(); i++) {
            html.open("tr", "id", "l" + i).element("th", "L" + i, "scope", "row");
            number(Numbers.count(report.sets().kernels(i)));
            number(Numbers.count(bundle.layoutSize(i)));
            html.open("td");
            parts(names.parts(i));
            html.close();
            html.open("td")
                    .element("code", bundle.layoutSha256(i).substring(0, HASH) + "…", "title", bundle.layoutSha256(i));
            html.close().close();
        }
        endTable();
        html.close();
    }

    private void parts(List<KernelNames.Part> parts) {
        html.open("ul", "class", "parts");
        for (KernelNames.Part part : parts) {
            html.open("li").element("b", part.platform().toString());
            boolean several = part.isAll() && part.kernels() > 1;
            html.text((several ? ": all " + Numbers.count(part.kernels()) + ", " : ": ")
                    + String.join("; ", part.ranges()));
            html.close();
        }
        html.close();
    }

    private void sets() {
        begin("sets", "Sets of kernels");
        html.element("p", "To which the outcomes of programs refer.");
        for (KernelSet set : report.sets().all()) {
            if (set.isEmpty()) {
                continue;
            }
            html.open("details", "id", "k" + set.number()).open("summary");
            html.text("K" + set.number() + ": " + Numbers.count(set.kernels(), "kernel") + ", "
                    + Numbers.count(set.layouts().size(), "layout"));
            html.close();
            parts(names.parts(set));
            html.close();
        }
        html.close();
    }

    private void sizes() {
        begin("sizes", "Size");
        boolean known = report.sizes().stream().allMatch(size -> size.source().isPresent());
        html.element(
                "p",
                "Layouts are counted before the bundle packs them together; one that several distributions share counts for"
                        + " each. Source files are what the build read, mostly .btf.tar.xz; one that counts as two kernels is counted once."
                        + (known
                                ? ""
                                : " What is not known here, the build knows: it is read from the record that the goal bundle"
                                        + " leaves in target/btf-bundle."));
        table(
                "Bytes by distribution",
                "Distribution",
                "#Kernels",
                "#Full BTFs",
                "#Source files",
                "#Layouts",
                "#Bytes of layouts");
        long btf = 0;
        long file = 0;
        long layouts = 0;
        for (DistributionSize size : report.sizes()) {
            Optional<SourceSizes> source = size.source();
            html.open("tr").element("th", KernelPlatform.distribution(size.id(), size.versionId()), "scope", "row");
            number(Numbers.count(size.kernels()));
            bytes(source.map(SourceSizes::btf));
            bytes(source.map(SourceSizes::file));
            number(Numbers.count(size.layouts()));
            bytes(Optional.of(size.layoutBytes()));
            html.close();
            btf += source.map(SourceSizes::btf).orElse(0L);
            file += source.map(SourceSizes::file).orElse(0L);
        }
        for (int i = 0; i < bundle.layoutCount(); i++) {
            layouts += bundle.layoutSize(i);
        }
        html.close().open("tfoot").open("tr").element("th", "all", "scope", "row");
        number(Numbers.count(bundle.kernelCount()));
        bytes(known ? Optional.of(btf) : Optional.empty());
        bytes(known ? Optional.of(file) : Optional.empty());
        number(Numbers.count(bundle.layoutCount()));
        bytes(Optional.of(layouts));
        html.close();
        html.open("tr").element("th", "the bundle", "scope", "row");
        html.element("td", Numbers.bytes(bundle.fileSize()), "class", "num", "colspan", "5");
        html.close();
        endTable();
        html.close();
    }

    private void bytes(Optional<Long> bytes) {
        if (bytes.isPresent()) {
            html.element("td", Numbers.bytes(bytes.get()), "class", "num", "title", Numbers.count(bytes.get(), "byte"));
        } else {
            html.element("td", "not known", "class", "num none");
        }
    }

    private void inputs() {
        begin("inputs", "Inputs");
        table("Sources of the kernels", "Source", "Commit", "#Kernels");
        for (BundledSource source : bundle.sources()) {
            html.open("tr").element("th", source.text(), "scope", "row");
            String revision = source.revision();
            html.open("td").element("code", revision == null ? "–" : revision).close();
            number(Numbers.count(source.kernels()));
            html.close();
        }
        endTable();
        html.element("h3", "Rejected inputs");
        if (report.facts().isEmpty()) {
            html.element("p", "Not known: the record of the build is not at hand, or another bundle's.");
        } else if (report.facts().get().rejected().isEmpty()) {
            html.element("p", "None.");
        } else {
            html.open("ul");
            for (RejectedInput input : report.facts().get().rejected()) {
                html.element("li", input.toString());
            }
            html.close();
        }
        html.close();
    }
}
