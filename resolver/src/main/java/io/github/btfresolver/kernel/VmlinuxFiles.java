// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files in which libbpf looks for the BTF of a kernel that does not export it, in libbpf's order
 * ({@code btf__load_vmlinux_btf()}).
 */
public final class VmlinuxFiles {
    private static final String[][] PATHS = {
        {"/boot/vmlinux-", ""},
        {"/lib/modules/", "/vmlinux-"},
        {"/lib/modules/", "/build/vmlinux"},
        {"/usr/lib/modules/", "/kernel/vmlinux"},
        {"/usr/lib/debug/boot/vmlinux-", ""},
        {"/usr/lib/debug/boot/vmlinux-", ".debug"},
        {"/usr/lib/debug/lib/modules/", "/vmlinux"},
    };

    private VmlinuxFiles() {}

    /** The paths for a kernel release, in order. */
    public static List<String> paths(String release) {
        List<String> paths = new ArrayList<>();
        for (String[] path : PATHS) {
            String end = path[1].endsWith("-") ? path[1] + release : path[1];
            paths.add(path[0] + release + end);
        }
        return paths;
    }

    /**
     * Looks at one file after the other until one will do.
     *
     * @param buildId of the running kernel; null when not known
     * @return a finding for each file looked at; when there is one that will do, it is the last
     */
    public static List<Finding> probe(HostRoot root, String release, @Nullable String buildId) {
        List<Finding> findings = new ArrayList<>();
        if (release.isEmpty()) {
            findings.add(Finding.passedOver(
                    "libbpf's vmlinux files", "the kernel's release, by which they are named, is not known"));
            return findings;
        }
        for (String path : paths(release)) {
            Finding finding = probe(root, root.file(path), buildId);
            findings.add(finding);
            if (finding.isFound()) {
                break;
            }
        }
        return findings;
    }

    private static Finding probe(HostRoot root, File file, @Nullable String buildId) {
        try {
            return file.exists() ? VmlinuxFile.probe(root, file, buildId) : Finding.absent(file);
        } catch (Exception e) { // an IOException or a RuntimeException; by name, the verifier would load it
            return Finding.of(file.getPath(), e);
        }
    }
}
