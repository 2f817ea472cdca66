// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a bundle says about itself: its name, the objects that it was made for, where its kernels are from. A few bytes of its
 * index, of which a lookup needs nothing: they become this when somebody asks. Immutable.
 */
public final class BundleLabel {
    private final String name;
    private final List<BundledObject> objects = new ArrayList<>();
    private final List<BundledSource> sources = new ArrayList<>();

    private BundleLabel(IndexInput in, byte[] rows) throws BundleFormatException {
        name = in.string("name of the bundle");
        int objectCount = in.number(BundleLimits.OBJECTS, "number of BPF objects");
        for (int i = 0; i < objectCount; i++) {
            String object = in.string("name of a BPF object");
            int hash = in.skip(Sha256.LENGTH, "SHA-256 of a BPF object");
            objects.add(new BundledObject(object, Hex.of(rows, hash, Sha256.LENGTH)));
        }
        int sourceCount = in.number(BundleLimits.SOURCES, "number of sources");
        for (int i = 0; i < sourceCount; i++) {
            String text = in.string(BundleLimits.SOURCE_TEXT, "text of a source");
            String revision = in.string("revision of a source");
            int kernels = in.number(BundleLimits.KERNELS, "number of kernels of a source");
            sources.add(new BundledSource(text, revision.isEmpty() ? null : revision, kernels));
        }
    }

    /**
     * Reads what {@link Bundle#encodedLabel} has given.
     *
     * @param source what to name in messages
     */
    public static BundleLabel of(byte[] rows, String source) {
        try {
            return new BundleLabel(new IndexInput(source, rows, 0), rows);
        } catch (IOException e) {
            throw BundleFormatException.unchecked(e); // of rows that were checked when the bundle was opened
        }
    }

    /** The name that it was made under. */
    public String name() {
        return name;
    }

    /** The BPF objects that it was made for; not to be changed. */
    public List<BundledObject> objects() {
        return Collections.unmodifiableList(objects);
    }

    /** Where its kernels are from; not to be changed. */
    public List<BundledSource> sources() {
        return Collections.unmodifiableList(sources);
    }

    /** Whether it was made for an object with this hash. */
    public boolean isMadeFor(String sha256) {
        for (BundledObject object : objects) {
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
        for (BundledObject object : objects) {
            s.append(before).append(object);
            before = ", ";
        }
        return s.append(objects.isEmpty() ? "no objects" : "").toString();
    }
}
