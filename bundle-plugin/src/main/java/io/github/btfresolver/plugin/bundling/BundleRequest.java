// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.source.ArtifactResolver;
import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.KernelSource;
import io.github.btfresolver.plugin.source.SourceSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to bundle. Set before the build begins, and not changed after. */
public final class BundleRequest {
    /** 1 MB. */
    public static final long MAX_SIZE = 1 << 20;

    private final String name;
    private final List<File> objects;
    private final List<String> sources;
    private Path base = Path.of("");
    private SourceSettings sourceSettings = new SourceSettings(ArtifactResolver.none(), Path.of(""), true);
    private KernelFilter filter = KernelFilter.all();
    private boolean failOnBadSource = true;
    private int threads;
    private long maxSize = MAX_SIZE;
    private String maxSizeName = "the default";
    private Optional<BuildCache> cache = Optional.empty();

    /**
     * With the defaults: every kernel, none that cannot be used, as many threads as there are processors, no
     * cache, no network.
     *
     * @param name of the bundle
     * @param objects the application's compiled BPF objects
     * @param sources of kernel BTFs, see {@link KernelSource#find}
     */
    public BundleRequest(String name, List<File> objects, List<String> sources) {
        this.name = name;
        this.objects = new ArrayList<>(objects);
        this.sources = new ArrayList<>(sources);
    }

    /**
     * Maven makes null of an empty element.
     *
     * @throws BundlingException when an object or a source is an empty one
     */
    void check() throws BundlingException {
        for (@Nullable File object : objects) {
            if (object == null || object.getPath().isBlank()) {
                throw new BundlingException("objects: expected the file of a BPF object, found an empty element");
            }
        }
        for (@Nullable String source : sources) {
            if (source == null || source.isBlank()) {
                throw new BundlingException("sources: expected a source of kernels, found an empty element");
            }
        }
    }

    /** What relative paths in sources are relative to. */
    public BundleRequest base(Path folder) {
        base = folder;
        return this;
    }

    /** What sources need that are not on this machine. */
    public BundleRequest sourceSettings(SourceSettings settings) {
        sourceSettings = settings;
        return this;
    }

    /** Which kernels are wanted. */
    public BundleRequest filter(KernelFilter wanted) {
        filter = wanted;
        return this;
    }

    /** Whether an input that cannot be used fails the whole, or is reported and passed over. */
    public BundleRequest failOnBadSource(boolean fail) {
        failOnBadSource = fail;
        return this;
    }

    /** How many kernels are worked on at once; 0 for as many as there are processors. */
    public BundleRequest threads(int count) {
        threads = count;
        return this;
    }

    /**
     * The most bytes that the bundle may have: a larger one is an error.
     *
     * @param setting what the user knows it by, for the message
     */
    public BundleRequest maxSize(long bytes, String setting) {
        maxSize = bytes;
        maxSizeName = setting;
        return this;
    }

    /** Where earlier builds have left what this one need not do again. */
    public BundleRequest cache(BuildCache folder) {
        cache = Optional.of(folder);
        return this;
    }

    String name() {
        return name;
    }

    List<File> objects() {
        return objects;
    }

    List<String> sources() {
        return sources;
    }

    Path base() {
        return base;
    }

    SourceSettings sourceSettings() {
        return sourceSettings;
    }

    KernelFilter filter() {
        return filter;
    }

    boolean failOnBadSource() {
        return failOnBadSource;
    }

    int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    long maxSize() {
        return maxSize;
    }

    String maxSizeName() {
        return maxSizeName;
    }

    Optional<BuildCache> cache() {
        return cache;
    }
}
