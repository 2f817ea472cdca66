// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.BtfText;
import io.github.btfresolver.testing.FakeProc;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.Samples;
import io.github.btfresolver.testing.TestBundles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A machine that is a directory, made from the columns of one row of {@code scenarios.txt}, which says what they mean. */
final class Scenario {
    private final Path directory;
    private final FakeRoot machine;
    private final FakeSettings settings = new FakeSettings();
    private boolean isInside;

    Scenario(Path directory) throws IOException {
        this.directory = directory;
        machine = new FakeRoot(Files.createDirectories(directory.resolve("host")));
    }

    void kernel(String text) throws IOException {
        List<String> words = words(text);
        String[] machineAndJvm = words.get(1).split("/", 2);
        machine.kernel(words.get(0), machineAndJvm[0]);
        if (machineAndJvm.length == 2) {
            machine.jvm(machineAndJvm[1]);
        }
        if (words.size() > 2) {
            machine.put("/sys/kernel/notes", Samples.buildIdNote(words.get(2)));
        }
    }

    void osRelease(String text) throws IOException {
        if (text.startsWith("@")) {
            machine.put("/etc/os-release", TestData.bytes("os-release/" + text.substring(1)));
        } else if (!text.equals("-")) {
            machine.put("/etc/os-release", text.replace(';', '\n') + "\n");
        }
    }

    void files(String text) throws IOException {
        for (String word : words(text)) {
            if (FakeProc.put(machine, word)) {
                isInside = true;
            } else {
                String[] pathAndContents = word.split("=", 2);
                machine.put(pathAndContents[0], contents(pathAndContents[1]));
            }
        }
    }

    private static byte[] contents(String text) throws IOException {
        String[] kindAndName = text.split(":", 2);
        String[] nameAndBuild = kindAndName[1].split("#", 2);
        byte[] btf = Samples.btf(nameAndBuild[0]);
        byte[] elf = Samples.vmlinux(btf, nameAndBuild.length == 2 ? nameAndBuild[1] : null);
        switch (kindAndName[0]) {
            case "btf":
                return btf;
            case "elf":
                return elf;
            case "btf.xz":
                return xz(btf);
            case "elf.xz":
                return xz(elf);
            case "merged":
                return BtfText.bytes("int " + kindAndName[1] + " 4; struct of_a_module 4", ByteOrder.LITTLE_ENDIAN);
            case "text":
                return kindAndName[1].getBytes(StandardCharsets.UTF_8);
            default:
                throw new IllegalArgumentException("no kind of file: " + text);
        }
    }

    private static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options())) {
            xz.write(bytes);
        }
        return out.toByteArray();
    }

    void bundle(String text) throws IOException {
        Files.createDirectories(directory.resolve("classes"));
        String[] bundles = text.equals("-") ? new String[0] : text.split(" \\+ ", -1);
        for (int i = 0; i < bundles.length; i++) {
            String name = "scenario-" + i;
            TestBundles.install(directory.resolve("classes"), name, TestBundles.bundle(name, words(bundles[i])));
        }
    }

    void settings(String text) {
        for (String word : words(text)) {
            String[] keyAndValue = word.split("=", 2);
            settings.property("btfresolver." + keyAndValue[0], keyAndValue[1].replace("~", machine.toString()));
        }
    }

    /** {@code OUTCOME SOURCE TYPE} of what was found; else the whole report, which begins with {@code none}. */
    String run() throws IOException {
        URL[] classes = {directory.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(
                        classes, ClassLoader.getSystemClassLoader().getParent());
                KernelBtf btf = resolver().classLoader(loader).resolve()) {
            ResolutionStep chosen = btf.resolution().chosen().get();
            String warnings = btf.resolution().warnings().isEmpty()
                    ? ""
                    : ", " + btf.resolution().warnings();
            return (chosen.outcome() + " " + chosen.source()).toLowerCase(Locale.ROOT) + " "
                    + btf.spec().name(1) + warnings;
        } catch (BtfNotFoundException e) {
            return "none: " + e.getMessage();
        }
    }

    private BtfResolver.Builder resolver() {
        return isInside
                ? new BtfResolver.Builder(settings.ownRoot(machine.ownRoot()))
                : new BtfResolver.Builder(settings.ownRoot(machine.emptyRoot())).hostRoot(machine.toString());
    }

    private static List<String> words(String text) {
        return text.equals("-") ? new ArrayList<>() : Arrays.asList(text.trim().split(" +", -1));
    }
}
