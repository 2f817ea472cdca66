// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.scale.SyntheticKernels;
import io.github.btfresolver.plugin.source.FoundKernels;
import io.github.btfresolver.plugin.source.PackedKernels;
import io.github.btfresolver.plugin.source.SourceRecord;
import io.github.btfresolver.plugin.source.SourcedKernel;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a bundle of many synthetic kernels, whole ones, in a process of its own: see {@code ScaleBenchmarks}. */
public final class ScaleRun {
    private static final int SERIES = 50;

    private ScaleRun() {}

    /**
     * Makes one.
     *
     * @param args the number of kernels, the file to write, the objects
     */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        List<File> objects = Arrays.stream(args).skip(2).map(File::new).toList();
        SyntheticKernels kernels = new SyntheticKernels(SyntheticKernels.bases(TestData.kernelArchives()), SERIES, 1);
        List<SourcedKernel> sourced = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kernel = i;
            sourced.add(PackedKernels.inMemory(kernels.id(i), () -> kernels.btf(kernel)));
        }
        BundleRequest request = new BundleRequest("scale", objects, List.of()).maxSize(Integer.MAX_VALUE, "none");
        FoundKernels found =
                new FoundKernels(sourced, List.of(new SourceRecord("synthetic", null, count)), List.of(), List.of());
        BuiltBundle built = BundleBuilder.build(request, Progress.silent(), found);
        Files.write(Path.of(args[1]), built.bytes());
        System.out.println(built.summary());
    }
}
