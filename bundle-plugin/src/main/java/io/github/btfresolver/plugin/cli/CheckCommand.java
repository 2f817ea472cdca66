// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.btfresolver.plugin.bundling.Count;
import io.github.btfresolver.plugin.verify.PackageCheck;
import io.github.btfresolver.plugin.verify.Problem;
import io.github.btfresolver.plugin.verify.RequiredKernel;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Check that a jar's BPF objects are those that its bundles were made for, and that these cover",
            "the kernels that are required.",
            "Looks at the files' contents, in the jar and in jars in it; objects without CO-RE relocations do not count.",
            "What does not fail is a warning or a note on standard error."
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JAR", description = "A jar or war, or a folder of classes.")
    private File artifact;

    @Option(
            names = "--require",
            arity = "1..*",
            paramLabel = "KERNEL",
            description = {
                "Kernels that the application must run on, ID/VERSION_ID/ARCH/RELEASE, by os-release (- for what is not",
                "known), 'uname -m' and 'uname -r'."
            })
    private List<String> required = List.of();

    @Option(
            names = "--allow-missing",
            description = "Objects of a bundle that are not in the jar are fine: they are loaded from elsewhere.")
    private boolean allowMissing;

    @Option(names = "--allow-uncovered", description = "A required kernel that a bundle has no BTF for does not fail.")
    private boolean allowUncovered;

    @Option(
            names = "--allow-unresolved",
            description = "A relocation that cannot be carried out on a required kernel, unguarded, does not fail.")
    private boolean allowUnresolved;

    @Option(
            names = "--fail-on-relocation-without-kernel",
            description = "A relocation that resolves on none of the bundles' kernels fails.")
    private boolean failOnRelocationWithoutKernel;

    @Option(names = "--fail-on-kernel-btf", description = "A program that needs the kernel's own BTF fails.")
    private boolean failOnKernelBtf;

    @Option(
            names = "--json",
            description =
                    "As one JSON object: artifact, ok, objects and bundles (how many), problems (kind, error, text).")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PackageCheck.Result result = PackageCheck.check(artifact, requiredKernels());
        List<Problem> errors =
                result.problems().stream().filter(p -> fails(p.kind())).toList();
        if (json) {
            print(result, errors.isEmpty());
            if (!errors.isEmpty()) {
                throw new IOException(artifact + ": " + Count.of(errors.size(), "error"));
            }
            return 0;
        }
        for (Problem problem : result.problems()) {
            if (!fails(problem.kind())) {
                boolean note = problem.kind() == Problem.Kind.RELOCATION_WITHOUT_KERNEL;
                spec.commandLine().getErr().println("btf-bundle: " + (note ? "note: " : "warning: ") + problem.text());
            }
        }
        if (!errors.isEmpty()) {
            throw new IOException(String.join(
                    "\n", errors.stream().map(p -> p.text() + remedy(p.kind())).toList()));
        }
        spec.commandLine().getOut().println("checked " + result.summary());
        return 0;
    }

    private List<RequiredKernel> requiredKernels() {
        List<RequiredKernel> kernels = new ArrayList<>();
        for (String kernel : required) {
            try {
                kernels.add(RequiredKernel.parse(kernel));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
        return kernels;
    }

    private boolean fails(Problem.Kind kind) {
        return switch (kind) {
            case INCONSISTENT -> true;
            case MISSING_OBJECT -> !allowMissing;
            case UNCOVERED_KERNEL -> !allowUncovered;
            case UNRESOLVED_RELOCATION -> !allowUnresolved;
            case RELOCATION_WITHOUT_KERNEL -> failOnRelocationWithoutKernel;
            case NEEDS_KERNEL_BTF -> failOnKernelBtf;
        };
    }

    private static String remedy(Problem.Kind kind) {
        return switch (kind) {
            case MISSING_OBJECT -> ". When it is loaded from elsewhere: --allow-missing";
            case UNCOVERED_KERNEL -> ", or only report it: --allow-uncovered";
            case UNRESOLVED_RELOCATION -> ". To only report it: --allow-unresolved";
            default -> "";
        };
    }

    private void print(PackageCheck.Result result, boolean ok) throws IOException {
        Json.print(spec.commandLine().getOut(), json -> {
            json.writeStringField("artifact", result.artifact().getPath());
            json.writeBooleanField("ok", ok);
            json.writeNumberField("objects", result.objects());
            json.writeNumberField("bundles", result.bundles());
            json.writeArrayFieldStart("problems");
            for (Problem problem : result.problems()) {
                print(problem, json);
            }
            json.writeEndArray();
        });
    }

    private void print(Problem problem, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", problem.kind().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("error", fails(problem.kind()));
        json.writeStringField("text", problem.text());
        json.writeEndObject();
    }
}
