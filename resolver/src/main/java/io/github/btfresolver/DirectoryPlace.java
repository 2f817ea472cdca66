// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.bundle.KernelEntries;
import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.tree.BtfTree;
import io.github.btfresolver.tree.TreeFile;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A directory in BTFHub's layout, in which an entry is a file. */
final class DirectoryPlace extends EntryPlace {
    private @Nullable BtfTree tree;

    private DirectoryPlace(Search search, String path) {
        super(search, StepNote.DIRECTORY, path, null);
    }

    /** Here, because where one is made and given away the verifier would load this class to see that it is a place. */
    static EntryPlace at(Search search, String path) {
        return new DirectoryPlace(search, path);
    }

    @Override
    @Nullable
    String open() throws IOException {
        File directory = new File(name());
        if (!directory.exists()) {
            return FileStart.absence("no such directory", directory);
        }
        tree = BtfTree.open(directory);
        return null;
    }

    private BtfTree tree() {
        return Objects.requireNonNull(tree, "not open");
    }

    @Override
    KernelEntries entries() {
        return tree();
    }

    @Override
    KernelBtf read(Search search, int entry, KernelId kernel) throws IOException {
        TreeFile file = tree().file(entry);
        String path = file.path();
        return file.isPlain()
                ? KernelBtf.inFile(search, path, path, file.btf())
                : KernelBtf.inMemory(search, path, file.bytes(), null);
    }

    @Override
    String path(KernelBtf read) {
        return read.source();
    }

    @Override
    String problems() {
        StringBuilder s = new StringBuilder();
        for (String problem : tree().problems()) {
            s.append("; ").append(problem);
        }
        return s.toString();
    }
}
