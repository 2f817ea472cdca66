// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the path of a file says about the kernel that it describes. */
final class FileName {
    /** The longest first: each is a suffix of its predecessor or of none. */
    static final List<String> SUFFIXES = List.of(".btf.tar.xz", ".btf.xz", ".btf.gz", ".btf");

    private static final String VMLINUX = "vmlinux-";
    private static final int KEY_LENGTH = 4;

    private FileName() {}

    /** Whether it is a kernel BTF, going by its name. */
    static boolean hasSuffix(Path file) {
        return !stem(file).equals(name(file));
    }

    /** The key in BTFHub's layout; null when the path has not its shape. */
    static @Nullable KernelId key(Path file) {
        Path path = file.toAbsolutePath().normalize();
        int parts = path.getNameCount();
        if (!hasSuffix(file) || parts < KEY_LENGTH - 1 || stem(file).isEmpty()) {
            return null;
        }
        String arch = path.getName(parts - 2).toString();
        if (!Arch.isKnown(arch)) {
            return null;
        }
        String versionId = path.getName(parts - 3).toString();
        // BTFHub has some kernels of Amazon Linux 1 in 1/x86_64/ at its root: its parent is no ID, but a user's folder.
        boolean misplaced = versionId.equals("1") && stem(file).contains(".amzn1.");
        if (!misplaced && parts < KEY_LENGTH) {
            return null;
        }
        String id = misplaced ? "amzn" : path.getName(parts - KEY_LENGTH).toString();
        return new KernelId(id, versionId, arch, stem(file), null);
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
