// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.sample.demo.ExecDemo;
import io.github.btfresolver.sample.demo.ExitApp;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's jar in JVMs of their own. The application must always run to its own end. */
class AgentIT {
    private static final File KERNEL_BTF = new File("/sys/kernel/btf/vmlinux");

    /** For everyone, since one test is for those who are not root; the working tree may be root's own. */
    private Path folder;

    private Path jar;
    private Path classes;

    @BeforeEach
    void copy() throws Exception {
        folder = Files.createTempDirectory("agent-it");
        Files.setAttribute(folder, "unix:mode", 01777); // like /tmp, for runs as another user
        jar = folder.resolve("agent.jar");
        Files.copy(new File(System.getProperty("btf.agent.jar")).toPath(), jar);
        classes = folder.resolve("classes");
        Path source = new File(ExecDemo.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toPath();
        String demo = ExecDemo.class.getPackage().getName().replace('.', '/');
        Files.createDirectories(classes.resolve(demo));
        for (File file : source.resolve(demo).toFile().listFiles()) {
            Files.copy(file.toPath(), classes.resolve(demo).resolve(file.getName()));
        }
    }

    @AfterEach
    void delete() throws Exception {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.forEach(path -> paths.add(0, path));
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static boolean isRoot() throws Exception {
        return Files.readAllLines(new File("/proc/self/status").toPath()).contains("Uid:\t0\t0\t0\t0");
    }

    private static void assumeTracing() throws Exception {
        Judges.assume(isRoot(), "only root may load BPF programs");
        Judges.assume(KERNEL_BTF.canRead(), "this kernel has no BTF");
        assumeLibbpf();
    }

    private static void assumeLibbpf() {
        String missing = "";
        try {
            LibbpfAccess.load();
        } catch (TracingException e) {
            missing = e.getMessage();
        }
        if (!missing.isEmpty()) {
            Judges.skip(missing);
        }
    }

    private JavaRun demo(String... properties) throws Exception {
        Path out = folder.resolve("out.txt");
        List<String> command = JavaRun.java();
        command.addAll(Arrays.asList(properties));
        command.add("-javaagent:" + jar + "=out=" + out);
        command.addAll(Arrays.asList("-cp", classes.toString(), ExecDemo.class.getName(), out.toString()));
        return JavaRun.run(command, folder.toFile());
    }

    private JavaRun application(List<String> prefix, String options, String... properties) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(JavaRun.java());
        command.addAll(Arrays.asList(properties));
        command.add("-javaagent:" + jar + "=" + options);
        command.addAll(Arrays.asList("-cp", classes.toString(), ExitApp.class.getName(), "7"));
        return JavaRun.run(command, folder.toFile());
    }

    /** The application ran as if there were no agent, but for one line on stderr. */
    private static void assertOneLine(JavaRun run, String start) {
        assertEquals(7, run.exitCode, run.toString());
        assertEquals(Arrays.asList("the application ran"), run.stdout, run.toString());
        assertEquals(1, run.stderr.size(), run.toString());
        assertTrue(run.stderr.get(0).startsWith("[btf-sample-agent] " + start), run.toString());
    }

    private void assertNoTracing(String reason, String... properties) throws Exception {
        assertOneLine(application(new ArrayList<>(), "", properties), "no tracing: " + reason);
    }

    @Test
    void tracesWithTheKernelsOwnBtf() throws Exception {
        assumeTracing();
        JavaRun run = demo();
        assertEquals(0, run.exitCode, run.toString());
        assertEquals(1, run.stderr.size(), run.toString());
        assertTrue(
                run.stderr.get(0).contains("BTF found: kernel /sys/kernel/btf/vmlinux (the kernel's own)"),
                run.toString());
    }

    @Test
    void tracesWithTheEmbeddedBtf() throws Exception {
        assumeTracing();
        JavaRun run = demo("-Dbtfresolver.skipKernel=true");
        assertEquals(0, run.exitCode, run.toString());
        assertEquals(1, run.stderr.size(), run.toString());
        assertTrue(run.stderr.get(0).contains("BTF found: bundle sample-agent"), run.toString());
    }

    @Test
    void tracesWithTheEmbeddedBtfInATemporaryFile() throws Exception {
        assumeTracing();
        JavaRun run =
                demo("-Dbtfresolver.skipKernel=true", "-Dbtfresolver.handOver=file", "-Dbtfresolver.tempDir=" + folder);
        assertEquals(0, run.exitCode, run.toString());
        assertTrue(run.stderr.get(0).contains(", as " + folder), run.toString());
    }

    @Test
    void theDemoFailsWithoutAgentOutput() throws Exception {
        JavaRun run = demo("-Dbtf.sample.libbpf=/nonexistent");
        assertEquals(1, run.exitCode, run.toString());
        assertTrue(run.stdout.get(run.stdout.size() - 1).startsWith("FAILED: "), run.toString());
    }

    @Test
    void theDemoFailsWithTheBtfOfAnotherKernel() throws Exception {
        assumeTracing();
        Path other = folder.resolve("other.btf");
        try (InputStream in = otherKernel()) {
            Files.copy(in, other);
        }
        JavaRun run = demo("-Dbtfresolver.btfFile=" + other);
        assertEquals(1, run.exitCode, run.toString());
        assertTrue(run.stderr.get(run.stderr.size() - 1).contains("the BTF is not this kernel's"), run.toString());
    }

    private static InputStream otherKernel() throws Exception {
        return Files.newInputStream(
                new File(System.getProperty("btf.testdata"), "golden/min/x86_64-5.10.0-46-cloud-amd64/exec.btf")
                        .toPath());
    }

    @Test
    void withoutLibbpfTheApplicationRunsOn() throws Exception {
        assertNoTracing("no libbpf: btf.sample.libbpf=/nonexistent", "-Dbtf.sample.libbpf=/nonexistent");
    }

    @Test
    void withALibbpfThatIsTooOldTheApplicationRunsOn() throws Exception {
        Judges.assume(KERNEL_BTF.canRead(), "this kernel's BTF is not in the bundle");
        // of a library without libbpf's functions all that can be said is that it is older than they are
        assertNoTracing(
                "this libbpf before 0.5 is too old", "-Dbtf.sample.libbpf=libc.so.6", "-Dbtfresolver.skipKernel=true");
    }

    @Test
    void withALibraryThatIsNoLibbpfTheApplicationRunsOn() throws Exception {
        Judges.assume(KERNEL_BTF.canRead(), "this kernel has no BTF");
        assertNoTracing(
                "this libbpf before 0.5 is too old, or no libbpf: Error looking up function 'libbpf_set_print'",
                "-Dbtf.sample.libbpf=libc.so.6");
    }

    @Test
    void withoutBtfTheApplicationRunsOn() throws Exception {
        assumeLibbpf();
        JavaRun run = application(
                new ArrayList<>(), "", "-Dbtfresolver.skipKernel=true", "-Dbtfresolver.release=2.6.32-unheard-of");
        assertOneLine(run, "no tracing: no BTF found for the running kernel");
        assertTrue(run.stderr.get(0).endsWith("-Dbtf.sample.explain=true prints what was tried and what would help"));
    }

    @Test
    void theWholeSearchIsPrintedOnRequest() throws Exception {
        assumeLibbpf();
        JavaRun run = application(
                new ArrayList<>(),
                "",
                "-Dbtfresolver.skipKernel=true",
                "-Dbtfresolver.release=2.6.32-unheard-of",
                "-Dbtf.sample.explain=true");
        assertEquals(7, run.exitCode, run.toString());
        assertTrue(run.stderr.size() > 3, run.toString());
    }

    @Test
    void withoutJnasLibraryTheApplicationRunsOn() throws Exception {
        assertNoTracing("JNA cannot be used here: ", "-Djna.nounpack=true", "-Djna.boot.library.path=/nonexistent");
    }

    @Test
    void withOptionsThatAreWrongTheApplicationRunsOn() throws Exception {
        assertOneLine(application(new ArrayList<>(), "minutes=1"), "no tracing: option 'minutes=1' is not understood");
    }

    @Test
    void withoutThePrivilegeTheApplicationRunsOn() throws Exception {
        List<String> prefix = new ArrayList<>();
        if (isRoot()) {
            Judges.assume(new File("/usr/bin/setpriv").canExecute(), "root, and no setpriv to become someone else");
            prefix.addAll(Arrays.asList("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        }
        JavaRun run = application(prefix, "", "-Djna.tmpdir=" + folder);
        assumeLibbpf();
        Judges.assume(!run.toString().contains("no BTF found"), "no BTF for this kernel");
        assertOneLine(
                run,
                "no tracing: the kernel does not permit it: run as root, or with CAP_BPF and CAP_PERFMON (bpf_object__");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws Exception {
        assumeTracing();
        assertOneLine(
                application(new ArrayList<>(), "out=/nonexistent/out.txt"),
                "no tracing: cannot print to the file: /nonexistent/out.txt");
    }

    @Test
    void runsByItselfForAGivenTime() throws Exception {
        assumeTracing();
        List<String> command = JavaRun.java();
        command.addAll(Arrays.asList("-jar", jar.toString(), "--seconds", "1"));
        JavaRun run = JavaRun.run(command, folder.toFile());
        assertEquals(0, run.exitCode, run.toString());
        assertEquals(1, run.stderr.size(), run.toString());
    }

    @Test
    void toldToEndItPrintsWhatItHasSeen() throws Exception {
        assumeTracing();
        File out = folder.resolve("out.txt").toFile();
        File stderr = folder.resolve("stderr.txt").toFile();
        List<String> command = JavaRun.java();
        command.addAll(Arrays.asList("-jar", jar.toString(), "--out=" + out));
        Process tracer = new ProcessBuilder(command).redirectError(stderr).start();
        try {
            awaitTracing(stderr);
            assertEquals(0, new ProcessBuilder("/bin/true").start().waitFor());
            tracer.destroy();
            assertTrue(tracer.waitFor(30, TimeUnit.SECONDS));
        } finally {
            tracer.destroyForcibly();
        }
        assertEquals(128 + 15, tracer.exitValue());
        String self = " ppid=" + new File("/proc/self").getCanonicalFile().getName() + " ";
        boolean found = false;
        for (String line : Files.readAllLines(out.toPath())) {
            found |= line.contains(self) && line.endsWith(" comm=true filename=/bin/true");
        }
        assertTrue(found, Files.readAllLines(out.toPath()).toString());
    }

    @Test
    void byItselfItFailsWithAnExitCodeWhenTracingBreaksOff() throws Exception {
        assumeTracing();
        File stderr = folder.resolve("stderr.txt").toFile();
        List<String> command = JavaRun.java();
        command.addAll(Arrays.asList("-jar", jar.toString(), "--out", "/dev/full"));
        Process tracer = new ProcessBuilder(command).redirectError(stderr).start();
        try {
            awaitTracing(stderr);
            assertEquals(0, new ProcessBuilder("/bin/true").start().waitFor());
            assertTrue(tracer.waitFor(30, TimeUnit.SECONDS));
        } finally {
            tracer.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(stderr.toPath());
        assertEquals(1, tracer.exitValue(), lines.toString());
        assertTrue(lines.get(1).contains("tracing has ended: "), lines.toString());
    }

    private static void awaitTracing(File stderr) throws InterruptedException {
        long start = System.nanoTime();
        while (stderr.length() == 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
            Thread.sleep(10); // until it says that it traces, however slow the machine
        }
    }

    @Test
    void theSecondOfTwoAgentsStandsBack() throws Exception {
        assumeTracing();
        JavaRun run = application(new ArrayList<>(), "out=" + folder.resolve("out.txt"), "-javaagent:" + jar);
        assertEquals(7, run.exitCode, run.toString());
        assertEquals(2, run.stderr.size(), run.toString());
        assertEquals("[btf-sample-agent] no tracing: this process is tracing already", run.stderr.get(1));
    }

    @Test
    void byItselfItFailsWithAnExitCode() throws Exception {
        List<String> command = JavaRun.java();
        command.addAll(Arrays.asList("-Dbtf.sample.libbpf=/nonexistent", "-jar", jar.toString()));
        JavaRun run = JavaRun.run(command, folder.toFile());
        assertEquals(1, run.exitCode, run.toString());
        assertFalse(run.stderr.isEmpty());
    }
}
