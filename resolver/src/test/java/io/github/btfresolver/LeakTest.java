// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.loader.HandOverMode;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.TestBundles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is resolved and closed again and again leaves nothing behind. */
class LeakTest {
    private static final int WARM_UP = 1_000;
    private static final int CYCLES = 10_000;

    /** A report, a BTF or a path that is left has more; what the JVM does beside has less. */
    private static final long MOST_HEAP = 64L * CYCLES;

    private static final int ROUNDS = 3;

    private static final File DESCRIPTORS = new File("/proc/self/fd");
    private static final byte[] BTF = TestData.bytes("btf-small/kernel.el.btf");

    private Path directory;
    private FakeRoot machine;
    private Path tmp;

    /** In memory where that is possible, for speed. */
    @BeforeEach
    void make_a_machine() throws IOException {
        Path memory = Paths.get("/dev/shm");
        directory = Files.createTempDirectory(Files.isWritable(memory) ? memory : Paths.get("/tmp"), "leak");
        machine = FakeRoot.ofKernel(directory.resolve("host"), "6.1.0");
        tmp = Files.createDirectory(directory.resolve("tmp"));
        Files.write(directory.resolve("a.btfb"), TestBundles.bundle("a", "debian/10/x86_64/6.1.0", BTF));
    }

    @AfterEach
    void remove_it() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(file);
            }
        }
    }

    private BtfResolver resolver(HandOverMode mode) {
        return BtfResolver.builder()
                .hostRoot(machine.toString())
                .bundleFiles(directory.resolve("a.btfb").toString())
                .tempDir(tmp.toString())
                .handOver(mode)
                .build();
    }

    @Test
    void the_kernels_own() throws IOException {
        machine.put(KernelBtfProbe.PATH, BTF);
        assertLeavesNothing("the kernel's own", resolver(HandOverMode.AUTO));
    }

    @Test
    void a_temporary_file() throws IOException {
        assertLeavesNothing("a temporary file", resolver(HandOverMode.FILE));
    }

    @Test
    void a_memfd() throws IOException {
        Judges.assume(LibCAccess.get().calls() != null, LibCAccess.get().reason());
        assertLeavesNothing("a memfd", resolver(HandOverMode.MEMFD));
    }

    private void assertLeavesNothing(String what, BtfResolver resolver) throws IOException {
        Judges.assume(DESCRIPTORS.isDirectory(), "/proc is not mounted");
        cycle(resolver, WARM_UP);
        int files = DESCRIPTORS.list().length;
        int properties = System.getProperties().size();
        long more = heapLeftBy(resolver);
        int moreFiles = DESCRIPTORS.list().length - files; // the JVM opens one now and then
        System.out.println(CYCLES + " cycles, " + what + ": " + moreFiles + " more file descriptors, " + more
                + " more bytes of heap");
        assertTrue(moreFiles < CYCLES / 1000, moreFiles + " more file descriptors");
        assertEquals(0, tmp.toFile().list().length, "temporary files");
        assertEquals(properties, System.getProperties().size(), "system properties");
        assertTrue(more < MOST_HEAP, more + " more bytes of heap");
    }

    /** A leak leaves as much each time; what other tests in this JVM have left running does not. */
    private static long heapLeftBy(BtfResolver resolver) throws IOException {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least >= MOST_HEAP; round++) {
            long heap = usedHeap();
            cycle(resolver, CYCLES);
            least = Math.min(least, usedHeap() - heap);
        }
        return least;
    }

    private static void cycle(BtfResolver resolver, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (KernelBtf btf = resolver.resolve()) {
                btf.spec();
            }
        }
    }

    /** The least of some collections: one may leave what the next takes. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            System.runFinalization();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
