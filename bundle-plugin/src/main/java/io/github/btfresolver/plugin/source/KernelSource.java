// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.plugin.jdk.FileStamp;
import io.github.btfresolver.plugin.source.http.RemoteTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds kernels: in a BTFHub-shaped tree in a directory or an archive, a single file, the running kernel. Only what is needed
 * to know which kernels there are is read; their BTFs are read when they are asked for. From a web server, they are downloaded.
 */
public final class KernelSource {
    private final Path base;
    private final KernelFilter filter;
    private final SourceSettings settings;
    private final DownloadListener listener;
    private final RunningKernelSource runningKernel;
    private final List<SourcedKernel> kernels = new ArrayList<>();
    private final List<SourceRecord> sources = new ArrayList<>();
    private final List<RejectedInput> rejected = new ArrayList<>();
    private final List<Closeable> archives = new ArrayList<>();
    private int filtered;

    private KernelSource(
            Path base, KernelFilter filter, SourceSettings settings, DownloadListener listener, Path root) {
        this.base = base;
        this.filter = filter;
        this.settings = settings;
        this.listener = listener;
        runningKernel = new RunningKernelSource(root);
    }

    /**
     * Finds the kernels of several sources, each {@code [ID/VERSION_ID/ARCH/RELEASE=]PATH}, the same with the coordinates of
     * a Maven artifact for the path, the address of a list on a web server, {@code running-kernel}, or {@code running-kernel?} for
     * the running kernel if it has BTF.
     *
     * @param base what relative paths are relative to
     * @param filter of the kernels that are wanted
     * @param listener is told of downloads
     * @return to be closed when the kernels have been read
     * @throws SourceException when a source is not what it must be, nothing is found in it, or the filter leaves nothing
     */
    public static FoundKernels find(
            List<String> specs, Path base, KernelFilter filter, SourceSettings settings, DownloadListener listener)
            throws IOException {
        return find(specs, base, filter, settings, listener, Path.of("/"));
    }

    /** @param root of the file system of the running kernel */
    static FoundKernels find(
            List<String> specs,
            Path base,
            KernelFilter filter,
            SourceSettings settings,
            DownloadListener listener,
            Path root)
            throws IOException {
        KernelSource source = new KernelSource(base, filter, settings, listener, root);
        boolean found = false;
        try {
            for (String spec : specs) {
                source.add(spec);
            }
            source.checkFilter(specs);
            found = true;
        } finally {
            if (!found) {
                source.found().close();
            }
        }
        return source.found();
    }

    /** Sources as they may be printed: without the credentials of addresses. */
    public static String shown(List<String> specs) {
        return specs.stream().map(RemoteTree::withoutCredentials).collect(Collectors.joining(", "));
    }

    private FoundKernels found() {
        return new FoundKernels(kernels, sources, rejected, archives);
    }

    private void add(String text) throws IOException {
        int before = kernels.size();
        boolean optional = text.equals(SourceSpec.RUNNING_KERNEL + "?");
        if (optional || text.equals(SourceSpec.RUNNING_KERNEL)) {
            if (!optional || runningKernel.hasBtf()) {
                add(runningKernel.find(text));
            }
            sources.add(new SourceRecord(text, null, kernels.size() - before));
            return;
        }
        if (RemoteTree.isAddress(text)) {
            String shown = RemoteTree.withoutCredentials(text);
            addAll(RemoteKernels.find(text, base, filter, settings, listener), shown, "named by its list");
            sources.add(new SourceRecord(shown, null, kernels.size() - before));
            return;
        }
        SourceSpec spec = SourceSpec.parse(text, base, settings.artifacts());
        add(spec);
        sources.add(SourceRecord.of(spec, base, kernels.size() - before));
    }

    private void add(SourceSpec spec) throws IOException {
        if (Files.isDirectory(spec.path())) {
            addTree(spec);
        } else if (ZipTree.isZip(spec.path())) {
            addArchive(spec);
        } else if (spec.key() == null && runningKernel.isItsBtf(spec.path())) {
            add(runningKernel.find(spec.text()));
        } else {
            Optional<FileStamp> seen = FileStamp.of(spec.path()); // before it is read
            add(SourcedKernel.of(new KernelFile(spec).id(), spec.path(), seen));
        }
    }

    private void addTree(SourceSpec spec) throws IOException {
        if (spec.key() != null) {
            throw new SourceException(
                    spec.text(), "a key names one kernel, but " + spec.path() + " is a directory: name a file in it");
        }
        addAll(KernelTree.walk(spec.path(), spec.name(), filter), spec.text(), "in this directory");
    }

    private void addArchive(SourceSpec spec) throws IOException {
        if (spec.key() != null) {
            throw new SourceException(
                    spec.text(), "a key names one kernel, but " + spec.path() + " is an archive of several");
        }
        ZipTree zip = ZipTree.open(spec.path());
        archives.add(zip);
        addAll(zip.walk(filter), spec.text(), "in this archive");
    }

    private void addAll(TreeContents tree, String source, String where) throws SourceException {
        if (tree.isEmpty()) {
            throw new SourceException(
                    source,
                    "no kernel BTFs " + where + ": expected files " + SourceSpec.KEY_FORM + " with one of the suffixes "
                            + String.join(" ", FileName.SUFFIXES) + ", as in BTFHub's archive");
        }
        kernels.addAll(tree.kernels());
        rejected.addAll(tree.rejected());
        filtered += tree.filtered();
    }

    private void add(SourcedKernel kernel) {
        if (filter.accepts(kernel.id())) {
            kernels.add(kernel);
        } else {
            filtered++;
        }
    }

    /** A typing mistake would otherwise be a bundle without kernels. */
    private void checkFilter(List<String> specs) throws SourceException {
        if (kernels.isEmpty() && filtered > 0) {
            throw new SourceException(
                    shown(specs),
                    "distribution, version, architecture and release that are asked for leave none of the kernels that"
                            + " are there (" + filtered + ")");
        }
    }
}
