// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpServer;
import io.github.btfresolver.plugin.cli.Program.Result;
import io.github.btfresolver.testdata.Judges;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a user runs it. */
class CommandLineIT {
    private static final File KERNEL = TestData.file("btf-small/kernel.el.btf");
    private static final File EXEC = TestData.file("objects/el/exec.bpf.o");

    private static final String PROGRAM = Program.PATH;

    @TempDir
    Path folder;

    private Result run(Object... args) throws Exception {
        return new Program(folder).run(args);
    }

    private Result start(List<String> program, Object... args) throws Exception {
        return new Program(folder).run(program, args);
    }

    private Path kernelBtf(String release) throws IOException {
        for (File archive : TestData.kernelArchives()) {
            if (archive.getName().startsWith(release)) {
                return Files.write(folder.resolve(release + ".btf"), TestData.unpack(archive));
            }
        }
        throw new AssertionError(release);
    }

    @Test
    void the_program_is_also_an_ordinary_jar_and_is_found_by_a_link_to_it() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path link = Files.createSymbolicLink(folder.resolve("a link"), Path.of(PROGRAM));
        Result jar = start(List.of(java.toString(), "-jar", PROGRAM), "--version");
        Result linked = start(List.of(link.toString()), "--version");
        assertTrue(jar.text().startsWith("btf-bundle "), jar.text() + jar.err());
        assertEquals(jar.text(), linked.text());
        assertEquals("0 0", jar.status() + " " + linked.status());
    }

    @Test
    void minimize_writes_what_bpftool_wrote() throws Exception {
        Path btf = kernelBtf("6.1.0-50-s390x");
        Result run = run("minimize", btf, "min.btf", EXEC);
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.text() + run.err());
        assertArrayEquals(
                TestData.bytes("golden/min/s390x-6.1.0-50-s390x/exec.btf"),
                Files.readAllBytes(folder.resolve("min.btf")));
    }

    @Test
    void minimize_to_standard_output_and_in_the_byte_order_of_the_source() throws Exception {
        Path btf = kernelBtf("6.1.0-50-s390x");
        byte[] big = run("minimize", "--byte-order", "source", btf, "/dev/stdout", EXEC)
                .out();
        assertEquals((byte) 0xEB, big[0]);
        Path again = Files.write(folder.resolve("big.btf"), big);
        byte[] little = run("minimize", again, "/dev/stdout", EXEC).out();
        assertArrayEquals(TestData.bytes("golden/min/s390x-6.1.0-50-s390x/exec.btf"), little);
    }

    static Stream<File> badFiles() {
        File[] files = TestData.file("objects/bad").listFiles();
        return Stream.concat(Stream.of(files), Stream.of(new File("/nonexistent/file.o"), TestData.root()));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void a_bad_object_is_one_line_and_leaves_the_output_alone(File bad) throws Exception {
        assertRefused(bad, "minimize", KERNEL, "min.btf", bad);
        assertRefused(bad, "relocate", bad, KERNEL);
        assertRefused(
                bad, "bundle", "--name", "x", "--object", bad, "--source", TestData.file("btf"), "--output", "min.btf");
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void a_bad_kernel_is_one_line_and_leaves_the_output_alone(File bad) throws Exception {
        if (bad.getName().equals("no_btf_ext.bpf.o")) {
            return; // its BTF is good
        }
        assertRefused(bad, "minimize", bad, "min.btf", EXEC);
        assertRefused(bad, "relocate", EXEC, bad);
        assertRefused(bad, "dump", bad);
        assertRefused(bad, "list", bad);
    }

    private void assertRefused(File bad, Object... args) throws Exception {
        Path output = Files.writeString(folder.resolve("min.btf"), "before");
        Result run = run(args);
        String what = List.of(args) + ": " + run.err();
        assertEquals(1, run.status(), what);
        assertEquals(1, run.err().lines().count(), what);
        assertTrue(run.err().startsWith("btf-bundle: " + bad.getPath() + ": "), what);
        assertEquals("", run.text(), what);
        assertEquals("before", Files.readString(output));
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.anyMatch(file -> file.toString().endsWith(".tmp")), "a temporary file is left");
        }
    }

    @Test
    void a_corrupt_archive_is_named_with_the_reason() throws Exception {
        File archive = TestData.kernelArchives().get(0);
        byte[] bytes = TestData.bytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Path bad = folder.resolve("debian/12/x86_64/6.1.0-1-amd64.btf.tar.xz");
        Files.createDirectories(bad.getParent());
        Files.write(bad, bytes);
        assertRefused(bad.toFile(), "bundle", "--name", "x", "--object", EXEC, "--source", bad, "--output", "min.btf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "minimize",
                "minimize a b",
                "dump",
                "dump --format xml f",
                "explain --root x",
                "explain --machine x86_64",
                "explain --release 5.4 --os-version-id 18.04",
                "explain --release 5.4 --os-release f --os-id ubuntu",
            })
    void wrong_usage_has_status_2_and_says_where_help_is(String args) throws Exception {
        Result run = args.isEmpty() ? run() : run((Object[]) args.split(" ", -1));
        assertEquals(2, run.status());
        assertEquals("", run.text());
        assertTrue(run.err().contains("--help'."), run.err());
    }

    /** What a script makes of a variable that is not set. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "report x.btfb --output ''",
                "report x.btfb --output reports --records ''",
                "bundle --name x --object EXEC --source KERNEL --output x.btfb --cache ''",
                "bundle --name x --object EXEC --source '' --output x.btfb",
                "bundle --name x --object '' --source KERNEL --output x.btfb",
                "explain --release 5.4 --bundle ''",
                "explain --root ''",
                "minimize KERNEL '' EXEC",
                "dump ''",
            })
    void an_empty_word_names_no_file(String line) throws Exception {
        Object[] args = Stream.of(line.split(" ", -1))
                .map(word -> word.replace("''", "").replace("EXEC", EXEC.getPath()))
                .map(word -> word.replace("KERNEL", "debian/12/x86_64/6.1=" + KERNEL))
                .toArray();
        Result run = run(args);
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains(": expected a name, found an empty word\n"), run.err());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count(), "what it has said on standard error, and no file");
        }
    }

    @Test
    void a_reader_that_has_seen_enough_is_status_141_and_not_a_word() throws Exception {
        Result run = start(
                List.of("bash", "-c", "\"$@\" | head -c 1; exit ${PIPESTATUS[0]}", "bash", PROGRAM),
                "dump",
                kernelBtf("6.1.0-50-s390x"));
        assertEquals("141 ", run.status() + " " + run.err());
    }

    /** Since Java 24, JVMs warn of programs that use native code without having said so in their jar. */
    @Test
    void a_new_jvm_has_nothing_to_warn_of() throws Exception {
        Path java = jvmThatWarns();
        Result explained = start(List.of(java.toString(), "-jar", PROGRAM), "explain", "--release", "5.4");
        assertEquals(1, explained.err().lines().count(), explained.err());
        List<Object> bundle = List.of("bundle", "--name", "x", "--object", EXEC, "--source", TestData.file("btf"));
        Result bundled = start(
                List.of(java.toString(), "-jar", PROGRAM),
                Stream.concat(bundle.stream(), Stream.of("--output", "x.btfb")).toArray());
        assertEquals(0, bundled.status(), bundled.err());
        assertEquals(1, bundled.err().lines().count(), bundled.err());
    }

    private static Path jvmThatWarns() throws IOException {
        try (DirectoryStream<Path> jvms = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
            for (Path jvm : jvms) {
                Properties release = new Properties();
                if (Files.isRegularFile(jvm.resolve("release")) && Files.isExecutable(jvm.resolve("bin/java"))) {
                    try (InputStream in = Files.newInputStream(jvm.resolve("release"))) {
                        release.load(in);
                    }
                }
                String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
                if (Integer.parseInt(version.replaceFirst("[^0-9].*", "")) >= 24) {
                    return jvm.resolve("bin/java");
                }
            }
        } catch (NoSuchFileException e) {
            // none at all
        }
        Judges.skip("no JVM of version 24 or newer below /usr/lib/jvm");
        throw new AssertionError();
    }

    /** picocli looks for all types that an option could have, unless told not to: a dozen milliseconds at each start. */
    @Test
    void a_start_loads_no_classes_of_databases() throws Exception {
        Result help = start(List.of("java", "-verbose:class", "-jar", PROGRAM), "bundle", "--help");
        assertTrue(help.text().contains("picocli.CommandLine$Interpreter"), help.text());
        assertFalse(help.text().contains("java.sql."), help.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "dump KERNEL", "relocate EXEC KERNEL", "explain --root . --release x"})
    void output_that_is_lost_is_a_failure(String args) throws Exception {
        assertFailsInOneLine("-jar " + PROGRAM + " "
                + args.replace("KERNEL", KERNEL.getPath()).replace("EXEC", EXEC.getPath()) + " >/dev/full");
    }

    @Test
    void too_little_memory_is_one_line() throws Exception {
        String err = assertFailsInOneLine("-Xmx12m -jar " + PROGRAM + " bundle --name x --output x.btfb --source "
                + TestData.file("btf") + " --object " + TestData.file("objects/el/exec.bpf.o"));
        assertTrue(err.startsWith("btf-bundle: out of memory"), err);
    }

    @Test
    void a_file_that_is_more_than_the_memory_is_one_line() throws Exception {
        int size = 200 << 20;
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0x1EB9F)
                .putInt(24)
                .putInt(0)
                .putInt(size - 28)
                .putInt(size - 28)
                .putInt(4);
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.btf").toFile(), "rw")) {
            large.write(header.array());
            large.setLength(size);
        }
        String err = assertFailsInOneLine("-Xmx32m -jar " + PROGRAM + " dump large.btf");
        assertTrue(err.startsWith("btf-bundle: large.btf: has more than "), err);
        assertTrue(err.contains("not enough memory"), err);
    }

    private String assertFailsInOneLine(String javaArguments) throws Exception {
        String command = "exec " + System.getProperty("java.home") + "/bin/java " + javaArguments;
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String err = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(1, process.waitFor(), err);
        assertEquals(1, err.lines().count(), err);
        return err;
    }

    @Test
    void help_goes_to_standard_output() throws Exception {
        Result run = run("--help");
        assertEquals(0, run.status());
        for (String command :
                List.of("minimize", "relocate", "dump", "bundle", "list", "explain", "check", "completion")) {
            assertTrue(run.text().contains("\n  " + command), run.text());
        }
        assertTrue(run("--version").text().startsWith("btf-bundle 0."));
    }

    @ParameterizedTest
    @CsvSource({"minimise x, minimize", "lst x, list", "list --jsn x, --json"})
    void what_is_nearly_a_command_or_an_option_is_told_its_name(String args, String near) throws Exception {
        Result run = run((Object[]) args.split(" ", -1));
        assertEquals(2, run.status());
        assertTrue(run.err().lines().findFirst().orElseThrow().contains("Did you mean "), run.err());
        assertTrue(run.err().contains(near), run.err());
    }

    @Test
    void what_an_option_with_several_values_has_taken_is_told() throws Exception {
        Result run = run("report", "--output", folder, "--object", "a.o", "app.btfb");
        assertEquals(2, run.status());
        assertTrue(
                run.err().startsWith("btf-bundle: Missing required parameter: 'BUNDLE'. Words after an option"),
                run.err());
        assertFalse(run("report", "--output", folder).err().contains("Words after"));
    }

    /** As bash does it: the words, the number of the one that is being typed, and what the script's function answers. */
    @ParameterizedTest
    @CsvSource({
        "btf-bundle comp,             completion",
        "btf-bundle minimize --byte,  --byte-order",
        "btf-bundle check --fail-on-k, --fail-on-kernel-btf",
    })
    void bash_completes_commands_and_options(String line, String expected) throws Exception {
        Path script = folder.resolve("completion");
        Files.write(script, run("completion").out());
        String[] words = line.split(" ", -1);
        String ask = "source " + script + " && complete -p btf-bundle && COMP_WORDS=(" + line + ") COMP_CWORD="
                + (words.length - 1) + " && _complete_btf-bundle && echo \"answer: ${COMPREPLY[*]}\"";

        Result bash = start(List.of("bash", "--norc", "-c", ask));

        assertEquals(0, bash.status(), bash.err());
        assertTrue(bash.text().contains("-F _complete_btf-bundle btf-bundle\n"), bash.text());
        assertTrue(bash.text().endsWith("answer: " + expected + "\n"), bash.text());
    }

    /** A tab is typed into a zsh at a terminal of its own, and read what it makes of the line. */
    @ParameterizedTest
    @CsvSource({
        "btf-bundle comp,             completion",
        "btf-bundle minimize --byte,  --byte-order",
        "btf-bundle check --fail-on-k, --fail-on-kernel-btf",
    })
    void zsh_completes_commands_and_options(String line, String expected) throws Exception {
        String zsh = Judges.require("zsh", "zsh");
        Path script = folder.resolve("completion");
        Files.write(script, run("completion").out());
        Path program = Path.of(System.getProperty("btf.bundle.program"));
        List<String> terminal = List.of(
                "zmodload zsh/zpty",
                "zpty z 'PS1= zsh -f -i'",
                "zpty -w z 'autoload -U compinit; compinit -u -D; PATH=" + program.getParent() + ":$PATH; source "
                        + script + "; echo REA\"\"DY'",
                "zpty -r z answer '*READY*'",
                "zpty -w -n z '" + line + "'$'\\t'",
                "zpty -r z answer '*" + expected + "*'");

        Result typed = start(List.of("timeout", "60", zsh, "-f", "-c", String.join("\n", terminal)));

        assertEquals(0, typed.status(), "it did not become " + expected + ": " + typed.err());
    }

    @Test
    void relocate_prints_one_json_object_a_line() throws Exception {
        Result run = run("relocate", TestData.file("objects/el/enums.bpf.o"), KERNEL);
        assertEquals(0, run.status(), run.err());
        assertFalse(run.lines().isEmpty());
        for (String line : run.lines()) {
            Map<String, Object> fields = parse(line);
            assertEquals(
                    List.of(
                            "section",
                            "insn_off",
                            "kind",
                            "type",
                            "access",
                            "status",
                            "orig",
                            "new",
                            "insn",
                            "message"),
                    List.copyOf(fields.keySet()));
        }
    }

    @Test
    void relocate_says_ok_poisoned_and_error() throws Exception {
        Result missing = run("relocate", TestData.file("objects/el/missing.bpf.o"), KERNEL);
        assertEquals(0, missing.status(), missing.err());
        Map<String, Object> poisoned = missing.lines().stream()
                .map(CommandLineIT::parse)
                .filter(fields -> fields.get("status").equals("poisoned"))
                .findFirst()
                .orElseThrow();
        assertTrue(poisoned.get("insn").toString().startsWith("850000001023ad0b"));
        assertEquals(null, poisoned.get("new"));
        Result error = run("relocate", TestData.file("objects/el/error_array_signed.bpf.o"), KERNEL);
        assertEquals(1, error.status());
        assertEquals("error", parse(error.lines().get(0)).get("status"));
        assertTrue(error.err().contains("error_array_signed.bpf.o: 1 of "), error.err());
    }

    @Test
    void resolve_tells_everything_as_json_also_when_nothing_is_found() throws Exception {
        Files.createDirectories(folder.resolve("root"));

        Result run = run("explain", "--json", "--root", "root", "--release", "5.4.0", "--machine", "x86_64");

        assertEquals(1, run.status(), run.err());
        assertEquals(1, run.lines().size(), run.text());
        try (JsonParser json = new JsonFactory().createParser(run.text())) {
            assertEquals(JsonToken.START_OBJECT, json.nextToken());
            assertEquals("found", json.nextFieldName());
            assertEquals(JsonToken.VALUE_FALSE, json.nextToken());
            while (json.nextToken() != JsonToken.END_OBJECT) {
                json.nextToken();
                json.skipChildren();
            }
            assertEquals(null, json.nextToken());
        }
    }

    private static Map<String, Object> parse(String line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            assertEquals(JsonToken.START_OBJECT, json.nextToken());
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                fields.put(name, json.nextToken() == JsonToken.VALUE_NULL ? null : json.getText());
            }
            assertEquals(null, json.nextToken(), "one object a line");
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
        return fields;
    }

    @Test
    void dump_prints_what_bpftool_prints() throws Exception {
        Result run = run("dump", TestData.file("btf-small/kinds.eb.btf"));
        assertEquals(0, run.status(), run.err());
        assertArrayEquals(TestData.bytes("golden/dump/kinds.txt"), run.out());
    }

    @Test
    void modules_are_minimized_with_their_kernel() throws Exception {
        Path kernel = kernelBtf("6.1.0-56-cloud-amd64");
        File object = TestData.file("objects/el/modules.bpf.o");
        File overlay = TestData.file("btf-modules/6.1.0-56-cloud-amd64/overlay.btf");
        File net = TestData.file("btf-modules/6.1.0-56-cloud-amd64/virtio_net.btf");
        Result listed = run("minimize", "--module", overlay, "--module", net, kernel, "/dev/stdout", object);
        assertEquals(0, listed.status(), listed.err());
        assertEquals("", listed.err());
        Result based = run("minimize", "--base", kernel, "--module", net, overlay, "/dev/stdout", object);
        assertArrayEquals(listed.out(), based.out());
        assertTrue(run("dump", "-B", kernel, overlay).text().contains("STRUCT 'ovl_fs'"));
        assertRefused(overlay, "minimize", overlay, "min.btf", object);
        assertRefused(kernel.toFile(), "minimize", "--module", kernel, kernel, "min.btf", object);
    }

    @Test
    void a_bundle_of_chosen_kernels_is_limited_in_size() throws Exception {
        Object[] bundle = {
            "bundle",
            "--name",
            "x",
            "--object",
            EXEC,
            "--source",
            TestData.file("btf"),
            "--architecture",
            "s390x",
            "--release",
            "6.*",
            "--threads",
            "2",
            "--output",
            "x.btfb",
            "--max-bundle-size",
            "10000"
        };
        Result chosen = run(bundle);
        assertEquals(0, chosen.status(), chosen.err());
        assertEquals(1, chosen.err().lines().count(), "no progress without a terminal");
        assertTrue(chosen.err().startsWith("x.btfb: 1 kernel, 1 layout, "), chosen.err());
        bundle[bundle.length - 1] = "10";
        Result large = run(bundle);
        assertEquals(1, large.status());
        assertTrue(large.err().contains("over --max-bundle-size, 10:"), large.err());
        Object[] unknown = bundle.clone();
        unknown[8] = "vax";
        assertEquals(
                "btf-bundle: --architecture: \"vax\" is not known; expected one like x86_64\n",
                run(unknown).err());
    }

    @Test
    void an_archive_is_a_source_and_a_maven_artifact_is_not() throws Exception {
        Path zip = folder.resolve("kernels.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("debian/12/x86_64/6.1.btf"));
            out.write(TestData.bytes(KERNEL));
        }
        Object[] bundle = {"bundle", "--name", "x", "--object", EXEC, "--source", "kernels.zip", "--output", "x.btfb"};
        Result archive = run(bundle);
        assertEquals(0, archive.status(), archive.err());
        assertTrue(archive.err().startsWith("x.btfb: 1 kernel, "), archive.err());
        bundle[6] = "com.example:kernels:1.0";
        Result artifact = run(bundle);
        assertEquals(1, artifact.status());
        assertEquals(
                "btf-bundle: com.example:kernels:1.0@zip: a Maven artifact: only the goal of the Maven plugin finds it."
                        + " Name its file, or write ./ in front of what is a path\n",
                artifact.err());
    }

    @Test
    void a_bundle_from_a_server_is_the_same_offline() throws Exception {
        File archive = TestData.kernelArchives().get(0);
        byte[] kernel = TestData.bytes(archive);
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(kernel));
        byte[] list = (sum + "  debian/12/x86_64/6.1-http.btf.tar.xz\n").getBytes(StandardCharsets.UTF_8);
        List<String> credentials = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = exchange.getRequestURI().getPath().equals("/SHA256SUMS") ? list : kernel;
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        String host = "127.0.0.1:" + server.getAddress().getPort();
        List<Object> bundle = new ArrayList<>(List.of("bundle", "--name", "x", "--object", EXEC));
        bundle.addAll(List.of("--source", "http://user:secret@" + host + "/", "--output", "x.btfb", "--cache", "kept"));

        Result online = run(bundle.toArray());
        server.stop(0);
        byte[] bytes = Files.readAllBytes(folder.resolve("x.btfb"));
        Files.delete(folder.resolve("x.btfb"));
        bundle.add("--offline");
        Result offline = run(bundle.toArray());

        assertEquals(0, online.status(), online.err());
        assertTrue(online.err().startsWith("x.btfb: 1 kernel, 1 layout, "), online.err());
        assertEquals(List.of("Basic dXNlcjpzZWNyZXQ=", "Basic dXNlcjpzZWNyZXQ="), credentials);
        assertEquals(0, offline.status(), offline.err());
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("x.btfb")));
        bundle.remove("--offline");
        Result gone = run(bundle.toArray());
        assertEquals(1, gone.status());
        assertEquals(
                "btf-bundle: http://" + host + "/SHA256SUMS: no connection: is the server there? (4 attempts)\n",
                gone.err());
    }

    @Test
    void bundle_list_and_resolve_go_together() throws Exception {
        Result bundled =
                run("bundle", "--name", "x", "--object", EXEC, "--source", TestData.file("btf"), "--output", "x.btfb");
        assertEquals(0, bundled.status(), bundled.err());
        Result listed = run("list", "x.btfb");
        assertTrue(listed.text().contains("kernel debian/12/s390x/6.1.0-50-s390x layout "), listed.text());
        assertTrue(
                listed.text().contains("source btf: 5 kernels\n")
                        || listed.text().contains("source btf at commit "),
                listed.text());
        Result json = run("list", "--json", "x.btfb");
        assertEquals(0, json.status(), json.err());
        assertTrue(json.text().contains("\"release\" : \"6.1.0-50-s390x\""), json.text());

        Files.createDirectory(folder.resolve("root"));
        Object[] resolve = {
            "explain",
            "--root",
            "root",
            "--release",
            "6.1.0-50-s390x",
            "--machine",
            "s390x",
            "--bundle",
            "x.btfb",
            "--output",
            "chosen.btf"
        };
        Result found = run(resolve);
        assertEquals(0, found.status(), found.err());
        assertTrue(
                found.text().contains("chosen      bundle file x.btfb: debian/12/s390x/6.1.0-50-s390x"), found.text());
        byte[] chosen = Files.readAllBytes(folder.resolve("chosen.btf"));
        assertEquals((byte) 0xEB, chosen[0], "the kernel's own byte order");

        resolve[6] = "x86_64";
        Result missing = run(resolve);
        assertEquals(1, missing.status());
        assertTrue(missing.text().contains("release 6.1.0-50-s390x is there, but not for x86_64"), missing.text());
        assertEquals(1, missing.err().lines().count(), missing.err());
        assertArrayEquals(chosen, Files.readAllBytes(folder.resolve("chosen.btf")));
    }

    /** As in a build's check that a bundle covers a kernel, on a machine that may have BTF of its own. */
    @Test
    void of_another_machine_only_the_bundle_answers() throws Exception {
        Result bundled =
                run("bundle", "--name", "x", "--object", EXEC, "--source", TestData.file("btf"), "--output", "x.btfb");
        assertEquals(0, bundled.status(), bundled.err());

        Result found = run("explain", "--bundle", "x.btfb", "--release", "6.1.0-50-s390x", "--machine", "s390x");
        assertEquals(0, found.status(), found.err());
        assertTrue(
                found.text().contains("chosen      bundle file x.btfb: debian/12/s390x/6.1.0-50-s390x"), found.text());
        assertTrue(
                found.text()
                        .contains("  kernel    6.1.0-50-s390x s390x (both as set), no os-release (another machine is"
                                + " asked about, which is not seen from here), build id not known"),
                found.text());
        for (String release : List.of(
                "4.15.0-20-generic",
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).trim())) {
            Result missing = run(
                    "explain", "--bundle", "x.btfb", "--release", release, "--machine", "x86_64", "--output", "y.btf");
            assertEquals(1, missing.status(), missing.text());
            assertTrue(missing.text().contains("not tried   kernel      /sys/kernel/btf/vmlinux: "), missing.text());
            assertFalse(Files.exists(folder.resolve("y.btf")));
        }
        Result named = run("explain", "--release", "5.4", "--os-id", "ubuntu", "--os-version-id", "18.04");
        assertTrue(named.text().contains(", ubuntu 18.04 (from osId, set by the program)"), named.text());
        Files.writeString(folder.resolve("os"), "ID=ubuntu\nVERSION_ID=\"20.04\"\n");
        Result read = run("explain", "--release", "5.4", "--os-release", "os");
        assertTrue(read.text().contains(", ubuntu 20.04 (from os)"), read.text());
    }

    @Test
    void report_writes_a_page_and_the_same_as_json() throws Exception {
        Object[] bundle = {
            "bundle", "--name", "app", "--object", EXEC, "--source", "debian/12/x86_64/6.1.0-1-own=" + KERNEL
        };
        assertEquals(
                0,
                run(Stream.concat(Stream.of(bundle), Stream.of("--output", "app.btfb"))
                                .toArray())
                        .status());
        Result run = run("report", "app.btfb", "--object", EXEC, "--output", "reports");
        assertEquals("reports/app.html\n", run.text(), run.err());
        assertTrue(Files.readString(folder.resolve("reports/app.html")).contains("<li>6.1.0-1-own</li>"));
        assertTrue(Files.readString(folder.resolve("reports/app.json")).contains("\"examined\" : true"));
        Result stale =
                run("report", "app.btfb", "--object", TestData.file("objects/el/fields.bpf.o"), "--output", "reports");
        assertEquals(1, stale.status());
        assertTrue(stale.err().contains("is not an object that a bundle was made for"), stale.err());
        assertEquals(
                "btf-bundle: app.btfb: expected a directory for the reports, found a file\n",
                run("report", "app.btfb", "--output", "app.btfb").err());
        String below = run("report", "app.btfb", "--output", "app.btfb/reports").err();
        assertTrue(below.startsWith("btf-bundle: ") && below.contains("app.btfb"), below);
        assertFalse(below.contains("Exception"), below);
    }

    @Test
    void a_check_and_the_sum_of_a_bundle_as_json() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/META-INF/btf-bundle"));
        Path bundle = classes.resolve("app.btfb");
        Result bundled = run(
                "bundle",
                "--json",
                "--name",
                "app",
                "--object",
                EXEC,
                "--source",
                "debian/12/x86_64/6.1-own=" + KERNEL,
                "--output",
                bundle);
        assertEquals("", bundled.err());
        assertTrue(bundled.text().contains("\"kernels\" : 1,"), bundled.text());
        assertTrue(bundled.text().contains("\"size\" : " + Files.size(bundle) + ","), bundled.text());
        assertTrue(bundled.text().contains("\"rejected\" : [ ]"), bundled.text());
        assertEquals(1, bundled.text().lines().filter("}"::equals).count(), bundled.text());
        Files.writeString(classes.resolve("bundles"), "app\n");
        Files.copy(EXEC.toPath(), folder.resolve("classes/exec.bpf.o"));

        Result good = run("check", "--json", "--require", "debian/12/x86_64/6.1-own", "--", "classes");
        assertEquals(0, good.status(), good.err());
        assertTrue(good.text().contains("\"ok\" : true"), good.text());
        Object[] check = {"check", "classes", "--json", "--require", "debian/12/x86_64/6.2"};
        Result bad = run(check);
        assertEquals(1, bad.status());
        assertEquals("btf-bundle: classes: 1 error\n", bad.err());
        assertTrue(bad.text().contains("\"kind\" : \"uncovered_kernel\",\n    \"error\" : true"), bad.text());
        check[2] = "--allow-uncovered";
        Result allowed = run(check);
        assertEquals(0, allowed.status(), allowed.err());
        assertTrue(
                allowed.err().startsWith("btf-bundle: warning: classes/META-INF/btf-bundle/app.btfb has no BTF for"));
        check[4] = "6.2";
        assertEquals(2, run(check).status());
    }

    @Test
    void check_compares_a_jars_objects_with_its_bundles() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/META-INF/btf-bundle"));
        Path bundle = classes.resolve("app.btfb");
        run("bundle", "--name", "app", "--object", EXEC, "--source", TestData.file("btf"), "--output", bundle);
        Files.writeString(classes.resolve("bundles"), "app\n");

        Result missing = run("check", "classes");
        assertEquals(1, missing.status());
        assertTrue(missing.err().contains("has no BPF object exec.bpf.o"), missing.err());
        assertTrue(missing.err().endsWith(". When it is loaded from elsewhere: --allow-missing\n"), missing.err());
        assertEquals(
                "checked classes: 0 BPF objects, 1 bundle\n",
                run("check", "--allow-missing", "classes").text());

        Path object = Files.copy(EXEC.toPath(), folder.resolve("classes/exec.bpf.o"));
        assertEquals(
                "checked classes: 1 BPF object, 1 bundle\n",
                run("check", "classes").text());

        Files.write(object, TestData.bytes("objects/eb/exec.bpf.o"));
        Result stale = run("check", "--allow-missing", "classes");
        assertEquals(1, stale.status());
        assertTrue(stale.err().startsWith("btf-bundle: classes/exec.bpf.o (SHA-256 "), stale.err());
        assertEquals("", stale.text());
    }
}
