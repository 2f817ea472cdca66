// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a bundle says about itself: its name, the objects that it was made for, where its kernels are from. A few bytes of its
 * index, of which a lookup needs nothing: they become objects when somebody asks. Immutable.
 */
public final class BundleLabel {
    /** The fewest bytes of a source's row: two lengths and a number. */
    private static final int SMALLEST_SOURCE = 3;

    private final String source;
    private final byte[] rows;
    private final String name;
    private final int objects;
    private final int objectsStart;
    private final int sources;
    private final int sourcesStart;

    /** Checks all rows; they are the first of an index. */
    BundleLabel(IndexInput in) throws BundleFormatException {
        source = in.source();
        name = in.string("name of the bundle");
        objects = in.count(BundleLimits.OBJECTS, 1 + Sha256.LENGTH, "number of BPF objects");
        objectsStart = in.position();
        for (int i = 0; i < objects; i++) {
            in.skipString(BundleLimits.STRING, "name of BPF object " + i);
            in.skip(Sha256.LENGTH, "SHA-256 of BPF object " + i);
        }
        sources = in.count(BundleLimits.SOURCES, SMALLEST_SOURCE, "number of sources");
        sourcesStart = in.position();
        for (int i = 0; i < sources; i++) {
            in.skipString(BundleLimits.SOURCE_TEXT, "text of source " + i);
            in.skipString(BundleLimits.STRING, "revision of source " + i);
            in.number(BundleLimits.KERNELS, "number of kernels of source " + i);
        }
        rows = Arrays.copyOf(in.bytes(), in.position());
    }

    /** The name that it was made under. */
    public String name() {
        return name;
    }

    /** The BPF objects that it was made for; a new list, and not to be changed. */
    public List<BundledObject> objects() {
        IndexInput in = new IndexInput(source, rows, objectsStart);
        List<BundledObject> list = new ArrayList<>(objects);
        try {
            for (int i = 0; i < objects; i++) {
                String object = in.string("name");
                int hash = in.skip(Sha256.LENGTH, "SHA-256");
                list.add(new BundledObject(object, Hex.of(rows, hash, Sha256.LENGTH)));
            }
        } catch (BundleFormatException e) {
            throw e.unchecked(); // of a row that was checked when the bundle was opened
        }
        return Collections.unmodifiableList(list);
    }

    /** Where its kernels are from; a new list, and not to be changed. */
    public List<BundledSource> sources() {
        IndexInput in = new IndexInput(source, rows, sourcesStart);
        List<BundledSource> list = new ArrayList<>(sources);
        try {
            for (int i = 0; i < sources; i++) {
                String text = in.string(BundleLimits.SOURCE_TEXT, "text");
                String revision = in.string("revision");
                int kernels = in.number(BundleLimits.KERNELS, "number of kernels");
                list.add(new BundledSource(text, revision.isEmpty() ? null : revision, kernels));
            }
        } catch (BundleFormatException e) {
            throw e.unchecked(); // of a row that was checked when the bundle was opened
        }
        return Collections.unmodifiableList(list);
    }

    /** Whether it was made for an object with this hash. */
    public boolean isMadeFor(String sha256) {
        for (BundledObject object : objects()) {
            if (object.sha256().equals(sha256)) {
                return true;
            }
        }
        return false;
    }

    /** Its name and its objects, for messages. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder("bundle ").append(name).append(" was made for ");
        String before = "";
        for (BundledObject object : objects()) {
            s.append(before).append(object);
            before = ", ";
        }
        return s.append(objects == 0 ? "no objects" : "").toString();
    }
}
