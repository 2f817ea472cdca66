// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A row of kernels.txt, and what the cache has of it. */
final class VmKernel {
    final String name;
    final int tier;
    final String arch;
    /** In BTFHub's layout, {@code ID/VERSION_ID/ARCH}. */
    final String folder;

    private final String suite;
    private final String how;
    private final String kernelPackage;
    private final String userLandName;

    private VmKernel(String[] row) {
        name = row[0];
        tier = Integer.parseInt(row[1]);
        suite = row[2];
        arch = row[3];
        folder = row[4];
        how = row[5];
        kernelPackage = row[6];
        userLandName = row[7];
    }

    static List<VmKernel> ofTier(int tier) throws IOException {
        List<VmKernel> kernels = new ArrayList<>();
        for (String line : Files.readAllLines(new File(Vm.SOURCES, "kernels.txt").toPath())) {
            if (!line.startsWith("#")) {
                VmKernel kernel = new VmKernel(line.split(" ", -1));
                if (kernel.tier == tier) {
                    kernels.add(kernel);
                }
            }
        }
        return kernels;
    }

    /** Puts into the cache what is not there yet. */
    void fetch() throws IOException, InterruptedException {
        if (!file("release").isFile()) {
            String out = file("").getPath();
            Vm.run(Vm.script("fetch-kernel.sh", Vm.CACHE.getPath(), suite, arch, how, kernelPackage, out));
        }
        if (!userLand().isFile()) {
            Vm.run(Vm.script(
                    "user-land.sh",
                    Vm.CACHE.getPath(),
                    userLandName,
                    arch,
                    userLand().getPath()));
        }
    }

    /** Whether it shows its BTF when it is booted. */
    boolean hasBtf() {
        return how.equals("image");
    }

    /** Whether the cache has it with its build id. */
    boolean hasElf() {
        return arch.equals("amd64");
    }

    String release() throws IOException {
        return new String(Files.readAllBytes(file("release").toPath()), StandardCharsets.UTF_8).trim();
    }

    boolean isBigEndian() {
        return arch.equals("s390x");
    }

    boolean runsJava8() {
        return userLandName.endsWith("java8");
    }

    /** {@code vmlinuz}, {@code btf}, {@code elf}, {@code release}; of a kernel that is built, for each recipe anew. */
    File file(String part) throws IOException {
        String recipe = how.equals("build") ? "-" + Vm.fingerprint("nobtf.config") : "";
        return new File(new File(Vm.CACHE, "kernels/" + name + recipe), part);
    }

    File userLand() throws IOException {
        String recipe = Vm.fingerprint("user-land.sh");
        return new File(Vm.CACHE, "user-lands/" + userLandName + "-" + arch + "-" + recipe + ".cpio");
    }

    @Override
    public String toString() {
        return name;
    }
}
