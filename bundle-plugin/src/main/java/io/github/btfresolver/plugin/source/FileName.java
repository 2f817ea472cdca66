// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.Arch;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the path of a file says about the kernel that it describes. */
final class FileName {
    /** The longest first: each is a suffix of its predecessor or of none. */
    static final List<String> SUFFIXES = List.of(".btf.tar.xz", ".btf.xz", ".btf.gz", ".btf");

    private static final String VMLINUX = "vmlinux-";

    private FileName() {}

    /** Whether it is a kernel BTF, going by its name. */
    static boolean hasSuffix(Path file) {
        return !stem(file).equals(name(file));
    }

    /** What the path says in BTFHub's layout. */
    static TreeKey key(Path file) {
        Path path = file.toAbsolutePath().normalize();
        return TreeKey.of(part(path, 4), part(path, 3), part(path, 2), hasSuffix(file) ? stem(file) : "");
    }

    /** A name of a path, counted from its end; empty for one that is not there. */
    private static String part(Path path, int fromEnd) {
        int index = path.getNameCount() - fromEnd;
        return index < 0 ? "" : path.getName(index).toString();
    }

    /** The release in {@code vmlinux-RELEASE} or {@code RELEASE.btf}; null when the name has another shape. */
    static @Nullable String release(Path file) {
        String stem = stem(file);
        boolean vmlinux = stem.startsWith(VMLINUX);
        String release = vmlinux ? stem.substring(VMLINUX.length()) : stem;
        boolean named = vmlinux || hasSuffix(file);
        return named && !release.isEmpty() && Character.isDigit(release.charAt(0)) ? release : null;
    }

    /** The architecture that ends many releases: {@code -amd64}, {@code .x86_64}; null when this one has none. */
    static @Nullable String archOf(String release) {
        String last = release.substring(Math.max(release.lastIndexOf('.'), release.lastIndexOf('-')) + 1);
        return Arch.isKnown(last) ? Arch.normalize(last) : null;
    }

    private static String stem(Path file) {
        String name = name(file);
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
