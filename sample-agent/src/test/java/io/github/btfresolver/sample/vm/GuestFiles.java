// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.github.btfresolver.sample.demo.ExecDemo;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** What a guest is given beside its user land: the folder /kvm. */
final class GuestFiles {
    private static final Map<String, String> JNA_ARCHITECTURES = new HashMap<>();

    static {
        JNA_ARCHITECTURES.put("amd64", "x86-64");
        JNA_ARCHITECTURES.put("arm64", "aarch64");
        JNA_ARCHITECTURES.put("armhf", "arm");
        JNA_ARCHITECTURES.put("i386", "x86");
        JNA_ARCHITECTURES.put("ppc64el", "ppc64le");
        JNA_ARCHITECTURES.put("s390x", "s390x");
    }

    private final VmKernel kernel;
    private final File root;
    private final File kvm;

    private GuestFiles(VmKernel kernel, File root) {
        this.kernel = kernel;
        this.root = root;
        kvm = new File(root, "kvm");
    }

    /**
     * Writes them.
     *
     * @param others kernels of the same tier, which are in the bundle, too
     */
    static File write(VmKernel kernel, List<VmKernel> others, List<GuestCase> cases) throws Exception {
        File root = new File(Vm.TARGET, kernel.name);
        delete(root);
        GuestFiles files = new GuestFiles(kernel, root);
        files.write(others);
        files.writeCases(cases);
        return files.root;
    }

    private static void delete(File folder) throws IOException {
        if (folder.exists()) {
            for (Path path : paths(folder, Collections.reverseOrder())) {
                Files.delete(path);
            }
        }
    }

    private static List<Path> paths(File folder, Comparator<Path> order) throws IOException {
        try (Stream<Path> walk = Files.walk(folder.toPath())) {
            return walk.sorted(order).collect(Collectors.toList());
        }
    }

    private void write(List<VmKernel> others) throws Exception {
        File objects = new File(kvm, "objects");
        Vm.run(Vm.script("build-probes.sh", kernel.arch, objects.getPath()));
        Files.copy(new File(Vm.SOURCES, "init").toPath(), new File(root, "init").toPath(), COPY_ATTRIBUTES);
        Files.copy(
                new File(System.getProperty("btf.testdata"), "os-release/ubuntu-20.04").toPath(),
                new File(kvm, "other-os-release").toPath());
        copyClasses();
        copyJna();
        Files.copy(kernel.file("btf").toPath(), new File(kvm, "full.btf").toPath());
        writeJars(new AgentJars(kvm, objects), others);
    }

    private void copyClasses() throws Exception {
        Path source = new File(ExecDemo.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toPath();
        Path target = new File(kvm, "classes").toPath();
        for (Path path : paths(source.toFile(), Comparator.naturalOrder())) {
            Path copy = target.resolve(source.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(path, copy);
            }
        }
    }

    private void copyJna() throws IOException {
        String name = "com/sun/jna/linux-" + JNA_ARCHITECTURES.get(kernel.arch) + "/libjnidispatch.so";
        File jna = new File(kvm, "jna");
        Files.createDirectories(jna.toPath());
        try (ZipFile jar = new ZipFile(System.getProperty("btf.agent.jar"));
                InputStream in = jar.getInputStream(jar.getEntry(name))) {
            Files.copy(in, new File(jna, "libjnidispatch.so").toPath());
        }
    }

    private void writeJars(AgentJars jars, List<VmKernel> others) throws Exception {
        List<String> all = new ArrayList<>();
        VmKernel other = null;
        for (VmKernel each : others) {
            all.add(each.folder + "/" + each.release() + "=" + each.file("btf"));
            other = each == kernel || (other != null && other.arch.equals(kernel.arch)) ? other : each;
        }
        File right = jars.make("agent", all.toArray(new String[0]));
        byte[] damaged = AgentJars.bundleOf(right);
        damaged[damaged.length - 1] ^= 1;
        jars.jar("damaged", damaged);
        jars.make("without", other.folder + "/" + other.release() + "=" + other.file("btf"));
        String here = kernel.folder + "/" + kernel.release() + "=";
        if (ContainerCases.areRunOn(kernel)) {
            String elsewhere = "ubuntu/20.04/x86_64/" + kernel.release() + "=" + other.file("btf");
            jars.make("ambiguous", here + kernel.file("btf"), elsewhere);
        }
        if (other.arch.equals(kernel.arch)) {
            jars.make("wrong", here + other.file("btf"));
        } else {
            makeFrom(jars, "wrong", here, ShiftedBtf.of(read(kernel.file("btf")), "tgid", 4));
        }
        makeFrom(jars, "shifted", here, ShiftedBtf.of(read(kernel.file("btf")), "comm", 1));
        if (kernel.hasElf()) {
            jars.make("build-id", here + kernel.file("elf"));
            makeFrom(jars, "other-build-id", here, OtherBuildId.of(read(kernel.file("elf"))));
        }
    }

    private static byte[] read(File file) throws IOException {
        return Files.readAllBytes(file.toPath());
    }

    private void makeFrom(AgentJars jars, String name, String here, byte[] bytes) throws Exception {
        File file = new File(kvm, name);
        Files.write(file.toPath(), bytes);
        jars.make(name, here + file);
        Files.delete(file.toPath());
    }

    private void writeCases(List<GuestCase> cases) throws IOException {
        try (PrintWriter out = new PrintWriter(new File(kvm, "cases.sh"), StandardCharsets.UTF_8.name())) {
            for (GuestCase guestCase : cases) {
                out.print("run " + guestCase.name + " " + guestCase.command + "\n");
            }
        }
    }
}
