// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a bundle. The same objects, sources and kernels give the same bytes, in whatever order they are added.
 *
 * <p>Not safe for use by several threads.
 */
public final class BundleWriter {
    private final String name;
    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final List<BundledSource> sources = new ArrayList<>();
    private final TreeMap<KernelKey, byte[]> kernels = new TreeMap<>();

    /** @throws IllegalArgumentException when no bundle can have this name */
    public BundleWriter(String name) {
        BundleResource.path(name);
        this.name = name;
    }

    /**
     * Adds a BPF object that the layouts are made for.
     *
     * @param objectName for messages; unique
     * @param sha256 of its file
     */
    public void addObject(String objectName, byte[] sha256) {
        checkString("name of a BPF object", objectName);
        require(sha256.length == Sha256.LENGTH, "a SHA-256 has 32 bytes, not " + sha256.length);
        byte[] before = objects.put(objectName, sha256.clone());
        require(before == null || Arrays.equals(before, sha256), "two BPF objects with the name " + objectName);
        checkCount("BPF objects", objects.size(), BundleLimits.OBJECTS);
    }

    /**
     * Adds a source of kernels, for people who ask where they are from.
     *
     * @param text as the build names it; no absolute path, so that builds in other places make the same bundle
     * @param revision the id of the commit that is checked out there; null when not known
     * @param count of the kernels that were taken from it
     */
    public void addSource(String text, @Nullable String revision, int count) {
        checkString("text of a source", text, BundleLimits.SOURCE_TEXT);
        require(revision == null || !revision.isEmpty(), text + ": an empty revision");
        checkString("revision of a source", revision == null ? "" : revision, BundleLimits.STRING);
        require(count >= 0, text + ": " + count + " kernels");
        checkCount("kernels of the source \"" + text + "\"", count, BundleLimits.KERNELS);
        sources.add(new BundledSource(text, revision, count));
        checkCount("sources", sources.size(), BundleLimits.SOURCES);
    }

    /**
     * Adds a kernel.
     *
     * @param minimizedBtf kept, not copied, and must not change any more
     * @throws IllegalArgumentException when the kernel is there already with another layout
     */
    public void addKernel(KernelId id, byte[] minimizedBtf) {
        checkString("release", id.release());
        checkString("architecture", id.arch());
        checkString("ID", id.id());
        checkString("VERSION_ID", id.versionId());
        require(minimizedBtf.length > 0, id + ": an empty layout");
        checkCount("bytes of the layout of " + id, minimizedBtf.length, BundleLimits.LAYOUT_SIZE);
        byte[] before = kernels.put(new KernelKey(id), minimizedBtf);
        require(before == null || Arrays.equals(before, minimizedBtf), id + ": two different layouts for one kernel");
        checkCount("kernels", kernels.size(), BundleLimits.KERNELS);
    }

    /** Writes the bundle, in the newest version of the format. The stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        new BundleWriterV1(name, objects, sources, kernels).writeTo(out);
    }

    private static void checkString(String what, String string) {
        checkString(what, string, BundleLimits.STRING);
    }

    private static void checkString(String what, String string, int limit) {
        int length = string.getBytes(StandardCharsets.UTF_8).length;
        checkCount("bytes of the " + what + " \"" + string + "\"", length, limit);
    }

    static void checkCount(String what, long found, int limit) {
        require(found <= limit, found + " " + what + ", over the limit of " + limit);
    }

    static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
