// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.tree;

import io.github.btfresolver.bundle.KernelEntries;
import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory in BTFHub's layout: {@code ID/VERSION_ID/ARCH/RELEASE.btf}, raw BTF or ELF, or the same as {@code .btf.xz}.
 * A {@link MisplacedFolder} counts as if it were in its distribution's. Of {@code .btf.tar.xz}, BTFHub's own form, it only
 * knows that it is there. What has another shape is ignored, also where it cannot be looked into ({@code lost+found}), which
 * {@link #problems} tells; what cannot be looked into and by its name may hold an entry that contradicts the others is an
 * error.
 *
 * <p>Names are read when it is opened, a file when the choice needs it: its build id, to compare it with another of the same
 * release, or because it is chosen. A file that cannot be read has a layout of its own, so that it is never taken for equal
 * to another. For use by one thread.
 */
public final class BtfTree extends KernelEntries {
    private final List<TreeFile> files = new ArrayList<>();
    private final List<Integer> layouts = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private BtfTree() {}

    /**
     * Reads the names in a directory.
     *
     * @throws IOException when it is none, or it or a directory in it that may hold entries cannot be read
     */
    public static BtfTree open(File root) throws IOException {
        if (!root.isDirectory()) {
            throw new IOException(root + ": expected a directory, found a file");
        }
        BtfTree tree = new BtfTree();
        for (File id : list(root)) {
            for (File version : tree.listPart(id)) {
                if (Arch.isKnown(version.getName())) {
                    tree.addAll(null, id.getName(), version);
                    continue;
                }
                for (File arch : tree.listPart(version)) {
                    if (Arch.isKnown(arch.getName())) {
                        tree.addAll(id.getName(), version.getName(), arch);
                    }
                }
            }
        }
        return tree;
    }

    /** Sorted, because the order of a directory is the file system's; without what is hidden. */
    private static List<File> list(File directory) throws IOException {
        File[] all = directory.listFiles();
        if (all == null) {
            throw new IOException(directory + ": the directory cannot be read");
        }
        Arrays.sort(all);
        List<File> files = new ArrayList<>(all.length);
        for (File file : all) {
            if (!file.getName().startsWith(".")) {
                files.add(file);
            }
        }
        return files;
    }

    /** What is in an {@code ID} or {@code VERSION_ID}; nothing when it is none. */
    private List<File> listPart(File part) throws IOException {
        if (!part.isDirectory()) {
            return new ArrayList<>();
        }
        try {
            return list(part);
        } catch (IOException e) {
            if (isOsReleaseWord(part.getName())) {
                throw e;
            }
            unreadable.add(String.valueOf(e.getMessage()));
            return new ArrayList<>();
        }
    }

    /** Whether it has no other characters than {@code ID} and {@code VERSION_ID} may have, by os-release(5) or by custom. */
    private static boolean isOsReleaseWord(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isLetter && !(c >= '0' && c <= '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** @param id null when the version's folder is not in one */
    private void addAll(@Nullable String id, String versionId, File arch) throws IOException {
        for (File file : arch.isDirectory() ? list(arch) : new ArrayList<File>()) {
            String release = TreeFile.release(file.getName());
            if (release != null && !TreeFile.isUnpackedToo(file, release)) {
                add(id == null ? MisplacedFolder.id(versionId, release) : id, versionId, arch, release, file);
            }
        }
    }

    private void add(@Nullable String id, String versionId, File arch, String release, File file) {
        if (id != null) {
            files.add(new TreeFile(new KernelId(id, versionId, arch.getName(), release, null), file));
            layouts.add(-1);
        }
    }

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public KernelId get(int entry) {
        return files.get(entry).id();
    }

    /** The file of an entry. */
    public TreeFile file(int entry) {
        return files.get(entry);
    }

    @Override
    protected int[] withRelease(String release) {
        int[] found = new int[count()];
        int n = 0;
        for (int i = 0; i < found.length; i++) {
            if (get(i).release().equals(release)) {
                found[n++] = i;
            }
        }
        return Arrays.copyOf(found, n);
    }

    @Override
    protected int[] withBuildId(String buildId, int[] sameRelease) {
        int[] found = new int[sameRelease.length];
        int n = 0;
        for (int entry : sameRelease) {
            if (buildId.equals(buildId(entry))) {
                found[n++] = entry;
            }
        }
        return Arrays.copyOf(found, n);
    }

    @Override
    protected @Nullable String buildId(int entry) {
        return files.get(entry).buildId();
    }

    /** The first entry that is known to have the same types. */
    @Override
    protected int layoutOf(int entry) {
        int known = layouts.get(entry);
        if (known < 0) {
            known = entry;
            for (int i = 0; i < count() && known == entry; i++) {
                if (layouts.get(i) == i && files.get(i).hasLayoutOf(files.get(entry))) {
                    known = i;
                }
            }
            layouts.set(entry, known);
        }
        return known;
    }

    @Override
    protected byte @Nullable [] bytes(int entry) {
        try {
            return files.get(entry).bytes();
        } catch (IOException e) {
            return null;
        }
    }

    /** What could not be looked into, and what was wrong with the files that were looked at, each with its path. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(unreadable);
        for (TreeFile file : files) {
            String problem = file.problem();
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }
}
