// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.plugin.report.ExaminedObject.Finding;
import io.github.btfresolver.plugin.report.ExaminedObject.Need;
import io.github.btfresolver.plugin.report.ExaminedObject.Program;

/** Each object's programs, with what does not resolve and where. */
final class ProgramsHtml {
    private final BundleReport report;
    private final HtmlWriter html;
    private final FindingsHtml findings;

    ProgramsHtml(BundleReport report, HtmlWriter html, KernelNames names) {
        this.report = report;
        this.html = html;
        findings = new FindingsHtml(report, html, names);
    }

    void write() {
        html.open("section", "aria-labelledby", "details").element("h2", "Programs in detail", "id", "details");
        for (int i = 0; i < report.objects().size(); i++) {
            ExaminedObject object = report.objects().get(i);
            html.open("details", "class", "object", "id", "o" + i).open("summary");
            html.element("h3", object.name());
            html.element("span", summary(object), "class", "note").close();
            html.element("p", "SHA-256 " + object.sha256(), "class", "hash");
            if (object.isExamined()) {
                object(object);
            }
            html.close();
        }
        html.close();
    }

    private static String summary(ExaminedObject object) {
        if (!object.isExamined()) {
            return "not examined: its file was not at hand";
        }
        long missing =
                object.findings().stream().map(Finding::relocation).distinct().count();
        return Numbers.count(object.programs().size(), "function") + ", "
                + Numbers.count(object.relocations(), "relocation") + ", "
                + (missing == 0
                        ? "all resolve everywhere"
                        : missing + (missing == 1 ? " does" : " do") + " not everywhere");
    }

    private void object(ExaminedObject object) {
        if (!object.otherOrder().isEmpty()) {
            html.open("p").text("Compiled for the other byte order than ");
            findings.kernels(object.otherOrder());
            html.text(" have: it cannot be loaded there, and is not reckoned with.")
                    .close();
        }
        needs(object);
        programs(object);
        findings.write(object);
    }

    private void needs(ExaminedObject object) {
        if (object.needs().isEmpty()) {
            return;
        }
        html.element("h4", "What no bundle can give");
        html.element("p", "On a kernel that has no BTF of its own:");
        html.open("ul", "class", "needs");
        for (Need need : object.needs()) {
            html.open("li");
            String section = need.section();
            if (need.program() != null && section != null) {
                html.element("code", need.program())
                        .text(" (")
                        .element("code", section)
                        .text("): ");
            }
            html.text(need.reason() + consequence(need)).close();
        }
        html.close();
    }

    private static String consequence(Need need) {
        if (need.program() == null || !need.isKernelBtf()) {
            return ""; // the reason says it
        }
        return switch (need.severity()) {
            case ERROR -> "; libbpf refuses the whole object, unless this program is switched off";
            case WARNING -> "; the program may fail";
            case NOTE -> "; it must stay switched off, as its ? has it";
        };
    }

    private void programs(ExaminedObject object) {
        html.open(
                "div",
                "class",
                "scroll",
                "role",
                "region",
                "aria-label",
                "Programs of " + object.name(),
                "tabindex",
                "0");
        html.open("table").element("caption", "Kernels by outcome, for each program");
        html.open("thead").open("tr");
        html.element("th", "Program", "scope", "col").element("th", "Section", "scope", "col");
        html.element("th", "Relocations", "scope", "col", "class", "num");
        for (Verdict verdict : Verdict.values()) {
            html.element("th", verdict.label(), "scope", "col", "class", "num");
        }
        html.close().close().open("tbody");
        for (Program program : object.programs()) {
            html.open("tr")
                    .open("th", "scope", "row")
                    .element("code", program.name())
                    .close();
            html.open("td").element("code", program.section()).close();
            html.element("td", Numbers.count(program.relocations()), "class", "num");
            for (Verdict verdict : Verdict.values()) {
                KernelSet kernels = program.verdicts().get(verdict);
                html.open("td", "class", "num");
                if (kernels == null) {
                    html.text("–");
                } else {
                    html.element("a", Numbers.count(kernels.kernels()), "href", "#k" + kernels.number());
                }
                html.close();
            }
            html.close();
        }
        html.close().close().close();
    }
}
