// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.Bundle;
import io.github.btfresolver.bundle.BundleIndex;
import io.github.btfresolver.bundle.BundleResource;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.loader.LibbpfAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a resolver sees on this machine, what it decides, and what would help: for the person who is there. Immutable.
 *
 * @see BtfResolver#explain()
 */
public final class Explanation {
    private final List<String> lines = new ArrayList<>();
    private final Resolution resolution;

    private Explanation(Settings settings) {
        Search search = new Search(settings);
        KernelBtf btf = search.run();
        resolution = btf == null ? search.notFound() : btf.resolution();
        if (btf != null) {
            btf.close();
        }
        add("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
        add("libbpf", LibbpfAnswer.ofThisMachine().toString());
        add("kernel", search.running().toString());
        addSettings(settings);
        addBundles(settings.classLoader());
    }

    static Explanation of(Settings settings) {
        return new Explanation(settings);
    }

    private void add(String what, String text) {
        StringBuilder line = new StringBuilder("  ").append(what);
        while (line.length() < 12) {
            line.append(' ');
        }
        lines.add(line.append(text).toString());
    }

    private void addSettings(Settings settings) {
        boolean any = false;
        for (Setting key : Setting.values()) {
            if (settings.isSet(key)) {
                add("setting", key + " = " + text(settings, key) + ", set by " + SettingsCheck.origin(settings, key));
                any = true;
            }
        }
        if (!any) {
            add("setting", "none is set");
        }
    }

    /** A list with commas. */
    private static String text(Settings settings, Setting key) {
        List<String> values = settings.built(key);
        return values != null ? String.join(", ", values) : String.valueOf(settings.get(key));
    }

    private void addBundles(ClassLoader loader) {
        try {
            BundleIndex index = BundleIndex.find(loader);
            List<String> names = index.names();
            for (String name : names) {
                addBundle(index, name);
            }
            if (names.isEmpty()) {
                add("bundle", "none on the class path: no " + BundleResource.INDEX);
            }
        } catch (IOException | RuntimeException e) {
            add("bundle", "cannot be read: " + e);
        }
    }

    private void addBundle(BundleIndex index, String name) {
        try {
            byte[] bytes = index.read(name);
            String text = bytes == null
                    ? "listed, but not there"
                    : describe(Bundle.read(new ByteArrayInputStream(bytes), name));
            add("bundle", name + ": " + text);
        } catch (IOException | RuntimeException e) {
            add("bundle", name + ": cannot be read: " + e);
        }
    }

    private static String describe(Bundle bundle) {
        StringBuilder text = new StringBuilder();
        text.append(bundle.kernelCount()).append(bundle.kernelCount() == 1 ? " kernel" : " kernels");
        String before = ", for ";
        for (BundledObject object : bundle.objects()) {
            text.append(before).append(object.name());
            before = ", ";
        }
        return text.toString();
    }

    /** How the search went. */
    public Resolution resolution() {
        return resolution;
    }

    /** Whether there is a BTF. */
    public boolean isFound() {
        return resolution.chosen().isPresent();
    }

    /** Everything, a line each: the machine, settings and bundles, then the search with its advice. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n\n" + resolution;
    }
}
