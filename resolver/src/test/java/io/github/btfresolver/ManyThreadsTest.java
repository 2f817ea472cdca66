// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.FakeRoot;
import io.github.btfresolver.testing.TestBundles;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everybody at once: one answer, and nobody waits for what another reads. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyThreadsTest {
    private static final int THREADS = 64;
    private static final byte[] BTF = TestData.bytes("btf-small/kernel.el.btf");
    private static final String KERNEL = "debian/10/x86_64/6.1.0";

    @TempDir
    Path directory;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final List<String> properties = new ArrayList<>();
    private Path tmp;

    @BeforeEach
    void make_a_directory_for_temporary_files() throws IOException {
        tmp = Files.createDirectory(directory.resolve("tmp"));
    }

    @AfterEach
    void leave_nothing() {
        pool.shutdownNow();
        for (String property : properties) {
            System.clearProperty(property);
        }
    }

    /** What whoever starts the JVM sets: {@code forRunningKernel()} has no other settings. */
    private void set(String setting, Object value) {
        properties.add("btfresolver." + setting);
        System.setProperty("btfresolver." + setting, value.toString());
    }

    private FakeRoot machine(String name) throws IOException {
        return FakeRoot.ofKernel(directory.resolve(name), "6.1.0");
    }

    /** Runs it in as many threads, which begin at once. */
    private <T> List<T> together(Callable<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(pool.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static byte[] bytes(KernelBtf btf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        btf.writeTo(out);
        return out.toByteArray();
    }

    /** Resolves, and returns the path, empty for the loader's own, and the report without the times. */
    private static String[] resolve() throws IOException {
        try (KernelBtf btf = BtfResolver.forRunningKernel()) {
            assertArrayEquals(BTF, bytes(btf));
            String path = btf.customPath().orElse("");
            if (!path.isEmpty()) {
                assertArrayEquals(BTF, Files.readAllBytes(Paths.get(path)));
            }
            StringBuilder report = new StringBuilder();
            for (ResolutionStep step : btf.resolution().steps()) {
                boolean handedOver = step.source() == Resolution.Source.HAND_OVER;
                report.append(step.outcome()).append(' ').append(step.source()).append(' ');
                report.append(handedOver ? "" : step.path())
                        .append(' ')
                        .append(step.reason())
                        .append('\n');
            }
            return new String[] {path, report.toString()};
        }
    }

    private Set<String> assertOneAnswer() throws Exception {
        Set<String> paths = new HashSet<>();
        Set<String> reports = new HashSet<>();
        for (String[] answer : together(ManyThreadsTest::resolve)) {
            paths.add(answer[0]);
            reports.add(answer[1]);
        }
        assertEquals(1, reports.size(), reports.toString());
        return paths;
    }

    @Test
    void all_get_the_kernels_own() throws Exception {
        FakeRoot machine = machine("host").put(KernelBtfProbe.PATH, BTF);
        set("hostRoot", machine);

        assertEquals(
                new HashSet<>(Arrays.asList(machine.path(KernelBtfProbe.PATH).toString())), assertOneAnswer());
    }

    @Test
    void all_get_a_file_of_their_own_from_the_bundle_and_nothing_stays() throws Exception {
        set("hostRoot", machine("host"));
        set("bundleFiles", Files.write(directory.resolve("a.btfb"), TestBundles.bundle("a", KERNEL, BTF)));
        set("tempDir", tmp);
        set("handOver", "file");

        assertEquals(THREADS, assertOneAnswer().size());
        assertEquals(0, tmp.toFile().list().length);
    }

    @Test
    void all_get_it_in_whatever_way_this_machine_has() throws Exception {
        set("hostRoot", machine("host"));
        set("bundleFiles", Files.write(directory.resolve("a.btfb"), TestBundles.bundle("a", KERNEL, BTF)));
        set("tempDir", tmp);

        assertOneAnswer();
        assertEquals(0, tmp.toFile().list().length);
    }

    @Test
    void one_btf_is_the_same_object_to_all() throws Exception {
        FakeRoot machine = machine("host").put(KernelBtfProbe.PATH, BTF);
        try (KernelBtf btf = BtfResolver.builder().hostRoot(machine.toString()).resolve()) {
            for (Btf spec : together(btf::spec)) {
                assertSame(btf.spec(), spec);
            }
        }
    }

    /** A named pipe that nobody writes to: who opens it waits. */
    private static void makePipe(Path path) {
        String mkfifo = Judges.require("mkfifo", "coreutils");
        assertEquals(0, Judges.run(mkfifo, path.toString()).status);
    }

    /** Waits until a thread does. */
    private static void awaitOpening(Thread[] thread) {
        while (!isOpening(thread[0])) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static boolean isOpening(Thread thread) {
        if (thread == null) {
            return false;
        }
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(FileInputStream.class.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Ends the wait, with what is no BTF. */
    private static void writeNoBtf(Path pipe) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(pipe.toFile(), "rw")) {
            out.write(new byte[64]);
            // open until the reader has it: what is in a pipe goes with the last who has it open
            while (new FileInputStream(out.getFD()).available() == 64) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    @Test
    void a_search_that_waits_for_a_disk_holds_nobody_up() throws Exception {
        FakeRoot stuck = machine("stuck").directory("/sys/kernel/btf");
        Path pipe = stuck.path(KernelBtfProbe.PATH);
        makePipe(pipe);
        Thread[] waiting = new Thread[1];
        Future<Boolean> slow = pool.submit(() -> {
            waiting[0] = Thread.currentThread();
            return BtfResolver.builder().hostRoot(stuck.toString()).tryResolve().isPresent();
        });
        awaitOpening(waiting);

        BtfResolver.Builder quick = BtfResolver.builder()
                .hostRoot(machine("host").toString())
                .bundleFiles(Files.write(directory.resolve("a.btfb"), TestBundles.bundle("a", KERNEL, BTF))
                        .toString())
                .tempDir(tmp.toString());
        try (KernelBtf btf = quick.resolve()) {
            assertArrayEquals(BTF, bytes(btf));
        }
        assertTrue(!slow.isDone(), "it did not wait");

        writeNoBtf(pipe);
        assertEquals(false, slow.get());
    }

    @Test
    void who_reads_the_btf_holds_nobody_up_who_does_not() throws Exception {
        FakeRoot machine = machine("host").put(KernelBtfProbe.PATH, BTF);
        File file = machine.path(KernelBtfProbe.PATH).toFile();
        KernelBtf btf = BtfResolver.builder().hostRoot(machine.toString()).resolve();
        Files.delete(file.toPath());
        makePipe(file.toPath());
        Thread[] waiting = new Thread[1];
        Future<Btf> slow = pool.submit(() -> {
            waiting[0] = Thread.currentThread();
            return btf.spec();
        });
        awaitOpening(waiting);

        assertEquals(file.toString(), btf.customPath().get());
        btf.close();
        assertThrows(IllegalStateException.class, btf::spec);
        assertTrue(!slow.isDone(), "it did not wait");

        writeNoBtf(file.toPath());
        assertThrows(ExecutionException.class, slow::get);
    }
}
