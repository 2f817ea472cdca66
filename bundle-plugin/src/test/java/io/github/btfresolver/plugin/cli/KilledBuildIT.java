// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.plugin.bundling.BuildCache;
import io.github.btfresolver.plugin.bundling.BundleBuilder;
import io.github.btfresolver.plugin.bundling.BundleRequest;
import io.github.btfresolver.plugin.bundling.BundlingException;
import io.github.btfresolver.plugin.bundling.Progress;
import io.github.btfresolver.plugin.output.AtomicOutput;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that end in the middle, and builds at once: there is the old bundle or the new one, and never half of one. */
class KilledBuildIT {
    private static final int KILLS = 50;
    private static final int KERNELS = 40;
    private static final long SEED = Long.getLong("btf.random.seed", 1);

    private static final File EXEC = TestData.file("objects/el/exec.bpf.o");
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");
    private static final byte[] OLD_KERNEL = TestData.bytes("btf-small/kernel_old.el.btf");

    @TempDir
    Path folder;

    private Path tree;
    private Path cache;
    private Path output;

    @BeforeEach
    void lay_out() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree/debian/12/x86_64"));
        cache = folder.resolve("cache");
        output = Files.createDirectory(folder.resolve("out")).resolve("x.btfb");
        writeKernels(0);
    }

    /** With other contents in each round, of which no trace is in the bundle: so a cache has to keep all of them anew. */
    private void writeKernels(int round) throws IOException {
        for (int i = 0; i < KERNELS; i++) {
            Files.write(tree.resolve("6.1." + i + ".btf"), withString(i % 2 == 0 ? KERNEL : OLD_KERNEL, "r" + round));
        }
    }

    /** The same BTF with one more string behind all others. */
    private static byte[] withString(byte[] btf, String string) {
        byte[] more = (string + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] longer = Arrays.copyOf(btf, btf.length + more.length);
        System.arraycopy(more, 0, longer, btf.length, more.length);
        ByteBuffer header = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        return header.putInt(20, header.getInt(20) + more.length).array();
    }

    private Object[] bundle(String name, Path to) {
        return new Object[] {
            "bundle",
            "--name",
            name,
            "--object",
            EXEC,
            "--source",
            folder.resolve("tree"),
            "--cache",
            cache,
            "--output",
            to
        };
    }

    private Process start(String name, Path to) throws IOException {
        return new Program(folder).start(List.of(Program.PATH), folder.resolve("err"), bundle(name, to));
    }

    /** What the command does, without a JVM of its own. */
    private byte[] built(String name) throws IOException, BundlingException {
        BundleRequest request = new BundleRequest(
                        name, List.of(EXEC), List.of(folder.resolve("tree").toString()))
                .cache(new BuildCache(cache, BuildCache.MAX_SIZE));
        AtomicOutput.write(
                output.toFile(), BundleBuilder.build(request, Progress.silent()).bytes());
        return Files.readAllBytes(output);
    }

    @Test
    void a_build_that_is_killed_leaves_the_old_bundle_or_the_new_one_and_the_next_succeeds() throws Exception {
        byte[] one = built("one");
        byte[] two = built("two");
        long usual = usualNanos();
        Random random = new Random(SEED);
        int finished = 0;
        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            writeKernels(i + 2);
            byte[] old = i % 2 == 0 ? two : one;
            byte[] expected = i % 2 == 0 ? one : two;
            String name = i % 2 == 0 ? "one" : "two";

            Process process = start(name, output);
            // a JVM's start is half of it; half of them get further, also where the machine is slower now
            double part = i % 4 < 2 ? random.nextDouble() : 0.5 + random.nextDouble();
            if (!process.waitFor((long) (part * usual), TimeUnit.NANOSECONDS)) {
                killed++;
            }
            process.destroyForcibly().waitFor();
            byte[] left = Files.readAllBytes(output);
            finished += Arrays.equals(expected, left) ? 1 : 0;
            String what = "kill " + i + " of seed " + SEED + " left neither the old bundle nor the new one";
            assertTrue(Arrays.equals(old, left) || Arrays.equals(expected, left), what);

            assertArrayEquals(expected, built(name), "after kill " + i + " of seed " + SEED);
            assertEquals(List.of("x.btfb"), names(output.getParent()));
        }
        System.out.println(KILLS + " builds of some " + usual / 1_000_000 + " ms ended by SIGKILL, seed " + SEED + ": "
                + killed + " before their end, " + finished + " with the new bundle, " + leftBehind()
                + " files left in the cache");
        assertTrue(killed > KILLS / 5, "only " + killed + " builds were still at work");
        whatIsLeftInTheCacheGoes();
    }

    /** The shortest of some: at any other moment this machine may have had something else to do. */
    private long usualNanos() throws IOException, InterruptedException {
        long usual = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            writeKernels(-1 - i);
            long begun = System.nanoTime();
            assertEquals(0, start("two", output).waitFor());
            usual = Math.min(usual, System.nanoTime() - begun);
        }
        return usual;
    }

    /** A day later: so long, it may be another build's. */
    private void whatIsLeftInTheCacheGoes() throws IOException, BundlingException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        for (Path file : temporaryFiles()) {
            Files.setLastModifiedTime(file, old);
        }
        built("three");
        assertEquals(List.of(), temporaryFiles());
    }

    private int leftBehind() throws IOException {
        return temporaryFiles().size();
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void builds_at_once_share_a_cache_and_an_output() throws Exception {
        byte[] expected = built("x");
        for (int round = 1; round <= 3; round++) {
            writeKernels(round);
            Files.delete(output);
            Path other = output.resolveSibling("y.btfb");
            Process[] processes = {start("x", output), start("x", other), start("x", output)};
            for (Process process : processes) {
                assertEquals(0, process.waitFor(), Files.readString(folder.resolve("err")));
            }
            assertArrayEquals(expected, Files.readAllBytes(output));
            assertArrayEquals(expected, Files.readAllBytes(other));
            assertEquals(List.of("x.btfb", "y.btfb"), names(output.getParent()));
            assertEquals(List.of(), temporaryFiles());
        }
    }
}
