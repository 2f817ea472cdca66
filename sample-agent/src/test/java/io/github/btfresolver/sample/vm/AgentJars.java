// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Copies of the agent's jar, with bundles made for a guest by the plugin's command line. */
final class AgentJars {
    static final String BUNDLE = "META-INF/btf-bundle/sample-agent.btfb";

    private final File folder;
    private final List<String> objects = new ArrayList<>();

    /** @param probes objects that a bundle is made for, beside the agent's own */
    AgentJars(File folder, File probes) throws IOException {
        this.folder = folder;
        File testdata = new File(System.getProperty("btf.testdata"), "objects");
        objects.add(new File(testdata, "el/exec.bpf.o").getPath());
        objects.add(new File(testdata, "eb/exec.bpf.o").getPath());
        for (File probe : probes.listFiles()) {
            objects.add(probe.getPath());
        }
    }

    /** The agent with a bundle of these sources. */
    File make(String name, String... sources) throws IOException, InterruptedException {
        File bundle = new File(folder, name + ".btfb");
        List<String> command = new ArrayList<>(Arrays.asList(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                System.getProperty("kernel-vm.btf-bundle"),
                "bundle",
                "--name=sample-agent",
                "--output=" + bundle));
        for (String object : objects) {
            command.add("--object=" + object);
        }
        for (String source : sources) {
            command.add("--source=" + source);
        }
        Vm.run(command);
        File jar = jar(name, Files.readAllBytes(bundle.toPath()));
        Files.delete(bundle.toPath());
        return jar;
    }

    /** The agent with a bundle of these bytes. */
    File jar(String name, byte[] bundle) throws IOException {
        File jar = new File(folder, name + ".jar");
        Files.copy(
                new File(System.getProperty("btf.agent.jar")).toPath(),
                jar.toPath(),
                StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem files = FileSystems.newFileSystem(jar.toPath(), (ClassLoader) null)) {
            Files.write(files.getPath(BUNDLE), bundle);
        }
        return jar;
    }

    static byte[] bundleOf(File jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar.toPath(), (ClassLoader) null)) {
            return Files.readAllBytes(files.getPath(BUNDLE));
        }
    }
}
