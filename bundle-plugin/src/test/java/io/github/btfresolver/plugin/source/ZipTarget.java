// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.plugin.fuzz.Choices;
import io.github.btfresolver.plugin.fuzz.Edits;
import io.github.btfresolver.plugin.fuzz.FuzzTarget;
import io.github.btfresolver.plugin.fuzz.Seeds;
import io.github.btfresolver.plugin.fuzz.Use;
import io.github.btfresolver.testing.Bounded;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree of kernels in a zip file: as it is after a 0, else a small one with changes. */
public final class ZipTarget implements FuzzTarget {
    /** Buffers, and what a packed entry expands to. */
    private static final long ROOM = 8 << 20;

    private final Path file;
    private final Bounded bounded;
    private final List<byte[]> archives;

    public ZipTarget() throws IOException {
        file = Files.createTempFile("fuzz", ".zip");
        file.toFile().deleteOnExit();
        bounded = Bounded.of(file.toString()).orThrowing(SourceException.class).withRoom(ROOM);
        archives = List.of(
                new TestZip()
                        .file("debian/12/x86_64/6.1.0.btf", TestFiles.btf())
                        .stored("a/6.1.1-amd64.btf", TestFiles.btf())
                        .bytes(),
                new TestZip()
                        .entry("l.btf", 0120777, "x".getBytes(StandardCharsets.US_ASCII))
                        .file("e.btf/", new byte[0])
                        .bytes());
    }

    @Override
    public void run(byte[] input) throws IOException {
        Choices choices = new Choices(input);
        byte[] bytes =
                choices.u8() == 0 ? choices.rest() : Edits.some(choices.of(archives), ByteOrder.LITTLE_ENDIAN, choices);
        Files.write(file, bytes);
        List<SourcedKernel> kernels = bounded.read(bytes.length, () -> kernels(input));
        if (kernels != null && kernels.size() > bytes.length) {
            throw new AssertionError(kernels.size() + " kernels in a file of " + bytes.length + " bytes");
        }
    }

    private @Nullable List<SourcedKernel> kernels(byte[] input) throws IOException {
        try (ZipTree tree = ZipTree.open(file)) {
            List<SourcedKernel> kernels =
                    new ArrayList<>(tree.walk(KernelFilter.all()).kernels());
            for (SourcedKernel kernel : kernels) {
                Btf btf = bounded.read((int) Files.size(file), kernel::read);
                if (btf != null) {
                    Use.seldom(btf, input);
                }
            }
            return kernels;
        }
    }

    @Override
    public List<byte[]> seeds() {
        Seeds seeds = new Seeds();
        for (int i = 0; i < archives.size(); i++) {
            seeds.literal(archives.get(i)).recipe(i);
        }
        return seeds.list();
    }
}
