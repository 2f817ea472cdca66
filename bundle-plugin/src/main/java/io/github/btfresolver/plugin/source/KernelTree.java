// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;

/** A tree in BTFHub's layout in a directory. Links are followed: {@code amzn/1} of one archive is one. */
final class KernelTree {
    private static final int MAX_DEPTH = 32;

    private final Path root;
    private final FileName rootName;
    private final TreeContents contents;

    private KernelTree(Path root, FileName rootName, KernelFilter filter) {
        this.root = root;
        this.rootName = rootName;
        contents = new TreeContents(filter);
    }

    /** @param rootName what the path of the directory says about the kernels in it */
    static TreeContents walk(Path root, FileName rootName, KernelFilter filter) throws IOException {
        KernelTree tree = new KernelTree(root, rootName, filter);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, tree.new Visitor());
        return tree.contents;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            Path name = dir.getFileName();
            boolean ignored = !dir.equals(root) && name != null && FileName.isIgnoredFolder(name.toString());
            return ignored ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            TreeKey key = contents.wanted(rootName.below(root.relativize(file)), file.toString());
            if (key != null && !attributes.isRegularFile()) {
                contents.reject(file.toString(), "not a file, or a link to nothing");
            } else if (key != null) {
                contents.add(key, id -> SourcedKernel.of(id, file));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!file.equals(root) && rootName.below(root.relativize(file)).isHidden()) {
                return FileVisitResult.CONTINUE;
            }
            contents.reject(
                    file.toString(),
                    e instanceof FileSystemLoopException ? "a link to its own parent" : "cannot be read: " + e);
            return FileVisitResult.CONTINUE;
        }
    }
}
