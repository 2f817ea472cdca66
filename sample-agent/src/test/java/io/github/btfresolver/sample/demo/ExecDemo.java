// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.demo;

import io.github.btfresolver.sample.SampleAgent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small application that starts children, looks at each in {@code /proc} while it lives, and then compares with what
 * the agent has printed to the file named by the first argument. Exit code 0 when every exec is there with the right
 * values, 1 otherwise.
 */
public final class ExecDemo {
    private final List<Exec> expected = new ArrayList<>();
    private final Exec self;

    private ExecDemo() throws IOException {
        self = Exec.ofProc("self", "");
    }

    public static void main(String[] arguments) throws Exception {
        ExecDemo demo = new ExecDemo();
        long from = System.currentTimeMillis();
        demo.startChildren();
        long to = System.currentTimeMillis();
        SampleAgent.stop(); // now all is printed
        File out = new File(arguments[0]);
        List<String> lines = out.exists() ? Files.readAllLines(out.toPath()) : new ArrayList<>();
        Comparison comparison = new Comparison(lines, from, to);
        for (Exec exec : demo.expected) {
            comparison.expect(exec);
        }
        System.out.print(comparison);
        if (comparison.wrong() > 0) {
            System.out.println("FAILED: " + comparison.wrong() + " of " + demo.expected.size()
                    + " execs are missing or have wrong values; lines printed by the agent: " + lines.size());
            System.exit(1);
        }
        System.out.println("OK: the agent printed all " + demo.expected.size() + " execs as /proc has them");
    }

    private void startChildren() throws Exception {
        Path folder = Files.createTempDirectory("exec-demo");
        Path script = folder.resolve("a script whose name is longer than comm");
        try {
            Files.write(script, "#!/bin/sh\nread a; echo $a; read b\n".getBytes(StandardCharsets.US_ASCII));
            if (!script.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + script + " executable");
            }
            passing("/bin/true");
            waiting("/bin/cat", "/bin/cat");
            waiting("/bin/cat", "/bin/sh", "-c", "exec /bin/cat");
            waiting(script.toString(), script.toString());
            if (self.uid == 0 && new File("/usr/bin/setpriv").canExecute()) {
                waiting("/bin/cat", "/usr/bin/setpriv", "--reuid=65534", "--clear-groups", "/bin/cat");
            } else {
                System.out.println("left out, for want of root or setpriv: a child of another user");
            }
        } finally {
            Files.deleteIfExists(script);
            Files.deleteIfExists(folder);
        }
    }

    /** A child that may be gone before anyone looks: what it would show is known without looking. */
    private void passing(String command) throws Exception {
        Process child = new ProcessBuilder(command).start();
        expected.add(new Exec(pid(child), self.pid, self.uid, new File(command).getName(), command));
        if (child.waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }

    /** A child that waits on its stdin: once it has echoed a line, it is what it will be, and stays so until told. */
    private void waiting(String filename, String... command) throws Exception {
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream stdin = child.getOutputStream();
                BufferedReader stdout =
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            stdin.write("ready\n".getBytes(StandardCharsets.US_ASCII));
            stdin.flush();
            String echo = stdout.readLine();
            if (!"ready".equals(echo)) {
                throw new IOException(Arrays.toString(command) + " answered " + echo);
            }
            expected.add(Exec.ofProc(String.valueOf(pid(child)), filename));
        }
        child.waitFor();
    }

    /** Java 8 has no way to ask. */
    private static long pid(Process process) throws ReflectiveOperationException {
        if (System.getProperty("java.specification.version").equals("1.8")) {
            Field field = process.getClass().getDeclaredField("pid");
            field.setAccessible(true);
            return field.getInt(process);
        }
        return (Long) Process.class.getMethod("pid").invoke(process);
    }
}
