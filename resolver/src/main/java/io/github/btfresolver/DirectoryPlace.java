// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.bundle.KernelEntries;
import io.github.btfresolver.bundle.KernelMatch;
import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.tree.BtfTree;
import io.github.btfresolver.tree.TreeFile;
import java.io.File;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A directory in BTFHub's layout. */
final class DirectoryPlace extends EntryPlace {
    private @Nullable BtfTree tree;
    private String path = "";
    private byte @Nullable [] bytes;
    private @Nullable Btf btf;

    private DirectoryPlace(String path) {
        super(StepNote.DIRECTORY, path);
    }

    /** Here, because where one is made and given away the verifier would load this class to see that it is a place. */
    static EntryPlace at(String path) {
        return new DirectoryPlace(path);
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
    KernelMatch match(HostKernel host, boolean infer) {
        return infer ? tree().infer(host) : tree().match(host);
    }

    @Override
    KernelEntries entries() {
        return tree();
    }

    @Override
    String take(int entry, KernelId kernel) throws IOException {
        TreeFile file = tree().file(entry);
        if (file.isPlain()) {
            btf = file.btf();
        } else {
            bytes = file.bytes();
        }
        path = file.path();
        return path;
    }

    @Override
    @Nullable
    KernelBtf handOver(Settings settings, Search search) {
        byte[] inMemory = bytes;
        return inMemory == null
                ? KernelBtf.inFile(search, path, path, btf)
                : handedOver(settings, search, inMemory, path, null);
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
