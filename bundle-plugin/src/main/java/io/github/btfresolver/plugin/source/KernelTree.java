// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree in BTFHub's layout. Files without one of the suffixes are ignored, among them its markers {@code .failed} and
 * {@code .hasbtf}; so are hidden directories. Links are followed: {@code amzn/1} of one archive is one.
 */
final class KernelTree {
    private static final int MAX_DEPTH = 32;

    private final Path root;
    private final List<SourcedKernel> kernels = new ArrayList<>();
    private final List<SourcedKernel> byUname = new ArrayList<>();
    private final List<RejectedInput> rejected = new ArrayList<>();
    private int filtered;

    KernelTree(Path root) {
        this.root = root;
    }

    void walk(KernelFilter filter) throws IOException {
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new Visitor(filter));
        addByUname();
        // The order of a directory is the file system's; by UTF-16 it is the same on every machine.
        kernels.sort(Comparator.comparing(SourcedKernel::origin).thenComparing(k -> k.id().release()));
        rejected.sort(Comparator.comparing(RejectedInput::input));
    }

    /** Where the tree has a file of that very name, it is that file which says what the kernel is. */
    private void addByUname() {
        Set<KernelId> known = kernels.stream().map(SourcedKernel::id).collect(Collectors.toSet());
        byUname.stream().filter(kernel -> !known.contains(kernel.id())).forEach(kernels::add);
    }

    /** Sorted by path. */
    List<SourcedKernel> kernels() {
        return kernels;
    }

    /** Sorted by path. */
    List<RejectedInput> rejected() {
        return rejected;
    }

    /** How many kernels are not wanted. */
    int filtered() {
        return filtered;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final KernelFilter filter;

        Visitor(KernelFilter filter) {
            this.filter = filter;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            Path name = dir.getFileName();
            boolean hidden =
                    !dir.equals(root) && name != null && name.toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!FileName.hasSuffix(file)) {
                return FileVisitResult.CONTINUE;
            }
            TreeKey key = FileName.key(file);
            boolean wanted = key.kernel() != null && filter.accepts(key.kernel());
            boolean wantedByUname = key.unameKernel() != null && filter.accepts(key.unameKernel());
            if (key.problem() != null) {
                reject(file, key.problem());
            } else if (!wanted && !wantedByUname) {
                filtered++;
            } else if (!attributes.isRegularFile()) {
                reject(file, "not a file, or a link to nothing");
            } else {
                add(wanted, kernels, key.kernel(), file);
                add(wantedByUname, byUname, key.unameKernel(), file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            reject(file, e instanceof FileSystemLoopException ? "a link to its own parent" : "cannot be read: " + e);
            return FileVisitResult.CONTINUE;
        }

        private static void add(boolean wanted, List<SourcedKernel> to, @Nullable KernelId kernel, Path file) {
            if (wanted && kernel != null) {
                to.add(new SourcedKernel(kernel, file.toString(), file));
            }
        }

        private void reject(Path file, String reason) {
            rejected.add(new RejectedInput(file.toString(), reason));
        }
    }
}
