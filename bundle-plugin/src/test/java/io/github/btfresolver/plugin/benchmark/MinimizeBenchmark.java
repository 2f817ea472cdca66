// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.benchmark;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.testdata.EmbeddedObjects;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Opening and minimizing a whole kernel's BTF that is in memory, on one thread of a warm JVM. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class MinimizeBenchmark {
    /** The folder that holds kernel.btf and, in objects/, the BPF objects. */
    @Param("")
    public String folder;

    private byte[] bytes;
    private Btf btf;
    private BtfMinimizer three;
    private BtfMinimizer all;

    @Setup
    public void read() throws IOException {
        bytes = Files.readAllBytes(Path.of(folder, "kernel.btf"));
        btf = Btf.parse(bytes, "kernel.btf");
        List<File> files = EmbeddedObjects.extract(new File(folder, "objects"));
        three = minimizer(files.subList(0, Math.min(3, files.size())));
        all = minimizer(files);
    }

    private static BtfMinimizer minimizer(List<File> files) throws IOException {
        List<BpfObject> objects = new ArrayList<>();
        for (File file : files) {
            objects.add(BpfObject.read(file));
        }
        return new BtfMinimizer(objects);
    }

    @Benchmark
    public Btf open() throws IOException {
        return Btf.parse(bytes, "kernel.btf");
    }

    @Benchmark
    public CandidateIndex index() {
        return new CandidateIndex(btf);
    }

    @Benchmark
    public byte[] minimizeForThreeObjects() throws Exception {
        return three.minimize(btf, ByteOrder.LITTLE_ENDIAN);
    }

    @Benchmark
    public byte[] minimizeForAllObjects() throws Exception {
        return all.minimize(btf, ByteOrder.LITTLE_ENDIAN);
    }
}
