// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.minimize;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.RootNames;
import io.github.btfresolver.file.BtfFile;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kernel's BTF, from a file, reduced to what objects use.
 *
 * @param bytes the minimized BTF, as bpftool writes it
 * @param warnings where it does not relocate as the whole does
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record KernelMinimization(byte[] bytes, List<String> warnings) {
    /**
     * What to reduce.
     *
     * @param input the kernel's BTF, raw or in an ELF file; that of a module when there is a base
     * @param base the BTF of the kernel whose module the input is; null when the input is the kernel's
     * @param modules BTFs of more modules, split on the kernel's
     */
    public record Kernel(File input, @Nullable File base, List<File> modules) {
        private CandidateIndex read(RootNames roots) throws IOException {
            Btf kernel = BtfFile.read(base == null ? input : base);
            List<Btf> split = new ArrayList<>();
            if (base != null) {
                split.add(BtfFile.readSplit(input, kernel));
            }
            for (File module : modules) {
                split.add(BtfFile.readSplit(module, kernel));
            }
            return new CandidateIndex(kernel, split, roots);
        }
    }

    /**
     * Minimizes.
     *
     * @param order of the output's bytes, by that of the kernel's
     */
    public static KernelMinimization of(Kernel kernel, List<File> objects, Function<ByteOrder, ByteOrder> order)
            throws IOException, MinimizationException {
        List<BpfObject> parsed = new ArrayList<>();
        for (File object : objects) {
            parsed.add(BpfObject.read(object));
        }
        CandidateIndex target = kernel.read(RootNames.of(parsed));
        byte[] bytes = new BtfMinimizer(parsed)
                .minimize(target, order.apply(target.kernel().order()));
        return new KernelMinimization(bytes, prove(parsed, target, bytes));
    }

    /** The output is what bpftool writes, even where that does not relocate like the whole; but then it is said. */
    private static List<String> prove(List<BpfObject> parsed, CandidateIndex target, byte[] minimized) {
        try {
            return List.copyOf(RelocationProof.check(parsed, target, minimized));
        } catch (MinimizationException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
