// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.plugin.bundling.BuildCache;
import io.github.btfresolver.plugin.bundling.BuiltBundle;
import io.github.btfresolver.plugin.bundling.BundleBuilder;
import io.github.btfresolver.plugin.bundling.BundleRequest;
import io.github.btfresolver.plugin.bundling.BundlingException;
import io.github.btfresolver.plugin.bundling.Progress;
import io.github.btfresolver.plugin.output.AtomicOutput;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.plugin.source.SourceException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Minimize kernel BTFs for BPF objects and bundle them.",
            "The bundle is to be put into a jar as META-INF/btf-bundle/NAME.btfb, or to be named to the library as a file."
        })
final class BundleCommand implements Callable<Integer> {
    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the bundle: [A-Za-z0-9._-].")
    private String name;

    @Option(
            names = "--object",
            required = true,
            arity = "1..*",
            paramLabel = "OBJECT",
            description = "A compiled BPF object, or several.")
    private List<File> objects;

    @Option(
            names = "--source",
            required = true,
            arity = "1..*",
            converter = NonEmpty.class,
            paramLabel = "SOURCE",
            description = {
                "Where kernel BTFs come from: a directory in BTFHub's layout, ID/VERSION_ID/ARCH/RELEASE.btf.tar.xz;",
                "a zip or jar file of that layout;",
                "a single BTF or vmlinux, with ID/VERSION_ID/ARCH/RELEASE= in front where its path does not say",
                "which kernel it is of; running-kernel (running-kernel? where it may have no BTF); or the address",
                "http(s)://... of a list as sha256sum prints it, with paths in the same layout beside it: one that ends",
                "with / means SHA256SUMS below it."
            })
    private List<String> sources;

    @Mixin
    private final CacheOptions cache = new CacheOptions();

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "Where to write.")
    private File output;

    @Option(names = "--ignore-bad-sources", description = "Report inputs that cannot be used, and go on without them.")
    private boolean ignoreBadSources;

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "How many kernels to work on at once; default: as many as there are processors.")
    private int threads;

    @Option(
            names = "--max-bundle-size",
            defaultValue = "" + BundleRequest.MAX_SIZE,
            paramLabel = "BYTES",
            description = "The most bytes that the bundle may have; default: ${DEFAULT-VALUE}, which is 1 MB.")
    private long maxBundleSize;

    @Option(
            names = "--json",
            description =
                    "Print on standard output, as one JSON object: output, name, size, kernels and layouts (how many),"
                            + " seconds, warnings, rejected (input, reason).")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, BundlingException {
        BuiltBundle bundle = BundleBuilder.build(request(), progress());
        AtomicOutput.write(output, bundle.bytes());
        if (json) {
            printJson(bundle);
        } else {
            print(bundle);
        }
        return 0;
    }

    private void print(BuiltBundle bundle) {
        PrintWriter err = spec.commandLine().getErr();
        for (String warning : bundle.warnings()) {
            err.println("btf-bundle: warning: " + warning);
        }
        for (RejectedInput input : bundle.rejected()) {
            err.println("btf-bundle: passed over " + input);
        }
        err.println(output + ": " + bundle.summary());
    }

    private void printJson(BuiltBundle bundle) throws IOException {
        Json.print(spec.commandLine().getOut(), json -> {
            json.writeStringField("output", output.getPath());
            json.writeStringField("name", name);
            json.writeNumberField("size", bundle.bytes().length);
            json.writeNumberField("kernels", bundle.kernels());
            json.writeNumberField("layouts", bundle.layouts());
            json.writeNumberField("seconds", bundle.time().toMillis() / 1000.0);
            json.writeArrayFieldStart("warnings");
            for (String warning : bundle.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rejected");
            for (RejectedInput input : bundle.rejected()) {
                json.writeStartObject();
                json.writeStringField("input", input.input());
                json.writeStringField("reason", input.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private BundleRequest request() throws SourceException {
        BundleRequest request = new BundleRequest(name, objects, sources)
                .filter(filter.filter())
                .failOnBadSource(!ignoreBadSources)
                .threads(threads)
                .maxSize(maxBundleSize, "--max-bundle-size")
                .sourceSettings(cache.settings());
        Path folder = cache.folder();
        return folder == null ? request : request.cache(new BuildCache(folder, BuildCache.MAX_SIZE));
    }

    /** For somebody who waits; what is written to a file or a pipe stays as short as it was. */
    private Progress progress() {
        return Terminal.isThere()
                ? new Progress(line -> spec.commandLine().getErr().println(line))
                : Progress.silent();
    }
}
