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
import java.util.EnumSet;

/**
 * A tree in BTFHub's layout. Files without one of the suffixes are ignored, among them its markers {@code .failed} and
 * {@code .hasbtf}; so are hidden directories. Links are followed: {@code amzn/1} of one archive is one.
 */
final class KernelTree {
    private static final int MAX_DEPTH = 32;

    private final Path root;
    private final TreeContents contents;

    private KernelTree(Path root, KernelFilter filter) {
        this.root = root;
        contents = new TreeContents(filter);
    }

    static TreeContents walk(Path root, KernelFilter filter) throws IOException {
        KernelTree tree = new KernelTree(root, filter);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, tree.new Visitor());
        return tree.contents;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            Path name = dir.getFileName();
            boolean hidden =
                    !dir.equals(root) && name != null && name.toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            KernelId id = contents.wanted(file, file.toString());
            if (id != null && !attributes.isRegularFile()) {
                contents.reject(file.toString(), "not a file, or a link to nothing");
            } else if (id != null) {
                contents.add(new SourcedKernel(id, file.toString(), file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            contents.reject(
                    file.toString(),
                    e instanceof FileSystemLoopException ? "a link to its own parent" : "cannot be read: " + e);
            return FileVisitResult.CONTINUE;
        }
    }
}
