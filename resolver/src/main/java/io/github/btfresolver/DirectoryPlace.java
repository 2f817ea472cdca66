// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.tree.BtfTree;
import io.github.btfresolver.tree.TreeFile;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A directory in BTFHub's layout. */
final class DirectoryPlace extends EntryPlace {
    private @Nullable BtfTree tree;

    DirectoryPlace(String path) {
        super(Source.DIRECTORY, path);
    }

    @Override
    @Nullable
    String open() throws IOException {
        File directory = new File(name());
        if (!directory.exists()) {
            return "no such directory";
        }
        tree = BtfTree.open(directory);
        return null;
    }

    private BtfTree tree() {
        return Objects.requireNonNull(tree, "not open");
    }

    @Override
    KernelMatch match(HostKernel host, boolean infer) {
        return infer ? tree().infer(host) : tree().match(host);
    }

    @Override
    FoundEntry take(KernelMatch match) throws IOException {
        TreeFile file = tree().file(match.entry());
        return file.isPlain()
                ? FoundEntry.inFile(file.path(), file.btf())
                : FoundEntry.inMemory(file.path(), file.path(), file.bytes(), null);
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
