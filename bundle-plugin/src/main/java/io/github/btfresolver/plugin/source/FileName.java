// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.Arch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the path of a file says about the kernel that it describes. */
final class FileName {
    /** The longest first: each is a suffix of its predecessor or of none. */
    static final List<String> SUFFIXES = List.of(".btf.tar.xz", ".btf.xz", ".btf.gz", ".btf");

    /** Of a file or folder whose path says nothing, as where a repository keeps an artifact. */
    static final FileName NONE = new FileName(List.of());

    private static final String VMLINUX = "vmlinux-";

    private final List<String> parts;

    private FileName(List<String> parts) {
        this.parts = parts;
    }

    /** Of a file or folder that the user names: all of its absolute path counts. */
    static FileName of(Path path) {
        return NONE.below(path.toAbsolutePath().normalize());
    }

    /** Of what is in this folder. */
    FileName below(Path relative) {
        List<String> names = new ArrayList<>();
        relative.forEach(name -> names.add(name.toString()));
        return below(names);
    }

    /** Of what is in this folder. */
    FileName below(List<String> names) {
        List<String> all = new ArrayList<>(parts);
        all.addAll(names);
        return new FileName(all);
    }

    /** Whether a folder of a tree has no kernels, going by its name: it is hidden, or a jar's own. */
    static boolean isIgnoredFolder(String name) {
        return name.startsWith(".") || name.equals("META-INF");
    }

    /** Whether it is hidden, as what macOS leaves beside each file, {@code ._NAME}: such a file of a tree is none of a kernel's. */
    boolean isHidden() {
        return part(1).startsWith(".");
    }

    /** Whether it is a kernel BTF, going by its name. */
    boolean hasSuffix() {
        return !stem().equals(part(1));
    }

    /** What the path says in BTFHub's layout. */
    TreeKey key() {
        return TreeKey.of(part(4), part(3), part(2), hasSuffix() ? stem() : "");
    }

    /** The release in {@code vmlinux-RELEASE} or {@code RELEASE.btf}; null when the name has another shape. */
    @Nullable
    String release() {
        String stem = stem();
        boolean vmlinux = stem.startsWith(VMLINUX);
        String release = vmlinux ? stem.substring(VMLINUX.length()) : stem;
        boolean named = vmlinux || hasSuffix();
        return named && !release.isEmpty() && Character.isDigit(release.charAt(0)) ? release : null;
    }

    /** The architecture that ends many releases: {@code -amd64}, {@code .x86_64}; null when this one has none. */
    static @Nullable String archOf(String release) {
        String last = release.substring(Math.max(release.lastIndexOf('.'), release.lastIndexOf('-')) + 1);
        return Arch.isKnown(last) ? Arch.normalize(last) : null;
    }

    private String stem() {
        String name = part(1);
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    /** The last name is the first; empty for one that is not there. */
    private String part(int fromEnd) {
        return fromEnd > parts.size() ? "" : parts.get(parts.size() - fromEnd);
    }
}
