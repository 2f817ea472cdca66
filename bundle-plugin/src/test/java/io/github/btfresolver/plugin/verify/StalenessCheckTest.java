// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.bundle.BundleWriter;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.kernel.KernelId;
import io.github.btfresolver.testdata.TestData;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StalenessCheckTest {
    private static final byte[] EXEC = TestData.bytes("objects/el/exec.bpf.o");
    private static final byte[] EXEC_EB = TestData.bytes("objects/eb/exec.bpf.o");
    private static final byte[] FIELDS = TestData.bytes("objects/el/fields.bpf.o");
    private static final String BUNDLE = "META-INF/btf-bundle/app.btfb";
    private static final String INDEX = "META-INF/btf-bundle/bundles";

    @TempDir
    Path folder;

    /** A jar of names and contents in turn; contents are bytes or text. */
    private static byte[] jar(Object... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) files[i]));
                Object contents = files[i + 1];
                zip.write(contents instanceof String s ? s.getBytes(StandardCharsets.UTF_8) : (byte[]) contents);
            }
        }
        return out.toByteArray();
    }

    private File write(byte[] jar) throws IOException {
        return Files.write(folder.resolve("app.jar"), jar).toFile();
    }

    private record Result(List<String> problems, List<String> missing, String summary) {}

    private Result check(Object... files) throws IOException {
        return check(write(jar(files)));
    }

    private static Result check(File artifact) throws IOException {
        PackageCheck.Result result = PackageCheck.check(artifact, List.of());
        return new Result(
                texts(result, Problem.Kind.INCONSISTENT), texts(result, Problem.Kind.MISSING_OBJECT), result.summary());
    }

    private static List<String> texts(PackageCheck.Result result, Problem.Kind kind) {
        return result.problems().stream()
                .filter(problem -> problem.kind() == kind)
                .map(Problem::text)
                .toList();
    }

    /** A bundle of names and objects in turn. */
    private static byte[] bundle(String name, Object... objects) throws IOException {
        BundleWriter writer = new BundleWriter(name);
        for (int i = 0; i < objects.length; i += 2) {
            String hash = BundledObject.sha256((byte[]) objects[i + 1]);
            writer.addObject((String) objects[i], HexFormat.of().parseHex(hash));
        }
        writer.addKernel(
                new KernelId("debian", "12", "x86_64", "6.1", null), TestData.bytes("btf-small/kernel.el.btf"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    private void assertGood(String summary, Result result) {
        assertEquals(List.of(), result.problems());
        assertEquals(List.of(), result.missing());
        assertEquals(folder.resolve("app.jar") + ": " + summary, result.summary());
    }

    @Test
    void what_belongs_together_is_good() throws IOException {
        byte[] bundle = bundle("app", "el/exec.bpf.o", EXEC, "eb/exec.bpf.o", EXEC_EB);
        assertGood(
                "2 BPF objects, 1 bundle",
                check(
                        "a/el/exec.bpf.o",
                        EXEC,
                        "a/any-name",
                        EXEC_EB,
                        "a/",
                        "",
                        "A.class",
                        "text",
                        INDEX,
                        "app\n",
                        BUNDLE,
                        bundle));
    }

    /** Spring Boot's, a war's, and a jar within a jar, where all stands together or not. */
    @Test
    void in_folders_and_jars_of_the_jar() throws IOException {
        byte[] one = bundle("one", "exec.bpf.o", EXEC);
        byte[] two = bundle("two", "fields.bpf.o", FIELDS);
        byte[] library = jar("META-INF/btf-bundle/two.btfb", two, INDEX, "two\n", "deep.jar", jar("exec.bpf.o", EXEC));
        assertGood(
                "2 BPF objects, 2 bundles",
                check(
                        "BOOT-INF/classes/META-INF/btf-bundle/one.btfb",
                        one,
                        "BOOT-INF/classes/" + INDEX,
                        "one\n",
                        "BOOT-INF/lib/library.jar",
                        library,
                        "BOOT-INF/classes/fields.bpf.o",
                        FIELDS));
    }

    @Test
    void a_folder_of_classes() throws IOException {
        Path classes = folder.resolve("app.jar"); // the name that assertGood knows
        Files.createDirectories(classes.resolve(BUNDLE).getParent());
        Files.write(classes.resolve(BUNDLE), bundle("app", "exec.bpf.o", EXEC));
        Files.writeString(classes.resolve(INDEX), "app\n");
        Files.write(classes.resolve("exec.bpf.o"), EXEC);
        assertGood("1 BPF object, 1 bundle", check(classes.toFile()));
        Files.write(classes.resolve("exec.bpf.o"), FIELDS);
        assertEquals(1, check(classes.toFile()).problems().size());
    }

    @Test
    void a_stale_object_is_named_beside_the_one_that_the_bundle_has() throws IOException {
        byte[] bundle = bundle("app", "exec.bpf.o", EXEC);
        Result result = check("bpf/exec.bpf.o", EXEC_EB, INDEX, "app\n", BUNDLE, bundle);
        assertEquals(
                List.of(folder.resolve("app.jar") + "!/bpf/exec.bpf.o (SHA-256 " + BundledObject.sha256(EXEC_EB)
                        + ") is not an object that a bundle was made for: bundle app was made for exec.bpf.o (SHA-256 "
                        + BundledObject.sha256(EXEC)
                        + "). Compile the object before the goal bundle runs, and name the file that is packaged"),
                result.problems());
        assertEquals(List.of(), result.missing()); // the same trouble is not told twice
    }

    /** As after a change of the bundle's name and of the object, without clean. */
    @Test
    void a_bundle_for_another_object_of_the_name_is_told_although_the_name_is_there() throws IOException {
        byte[] left = bundle("former", "exec.bpf.o", FIELDS);
        byte[] bundle = bundle("app", "exec.bpf.o", EXEC);
        Result result = check(
                "exec.bpf.o", EXEC, INDEX, "app\nformer\n", BUNDLE, bundle, "META-INF/btf-bundle/former.btfb", left);
        assertEquals(
                List.of("bundle former was made for another exec.bpf.o (SHA-256 " + BundledObject.sha256(FIELDS)
                        + ") than " + folder.resolve("app.jar") + "!/exec.bpf.o (SHA-256 "
                        + BundledObject.sha256(EXEC)
                        + "), and the library may choose it. A bundle that an earlier build has left under a former name"
                        + " goes with mvn clean; objects that differ need names that differ"),
                result.problems());
        assertEquals(List.of(), result.missing());
    }

    @Test
    void an_object_that_no_bundle_knows() throws IOException {
        byte[] bundle = bundle("app", "exec.bpf.o", EXEC);
        Result result =
                check("exec.bpf.o", EXEC, "lib.jar", jar("other-exec.bpf.o", FIELDS), INDEX, "app", BUNDLE, bundle);
        assertEquals(
                List.of(folder.resolve("app.jar") + "!/lib.jar!/other-exec.bpf.o (SHA-256 "
                        + BundledObject.sha256(FIELDS)
                        + ") is not an object that a bundle was made for: none of the bundles (app) has one of that name."
                        + " Add it to the objects of the goal bundle"),
                result.problems());
    }

    @Test
    void an_object_that_is_not_packaged() throws IOException {
        byte[] bundle = bundle("app", "exec.bpf.o", EXEC, "fields.bpf.o", FIELDS);
        Result result = check("exec.bpf.o", EXEC, INDEX, "app\n", BUNDLE, bundle);
        assertEquals(List.of(), result.problems());
        assertEquals(
                List.of(folder.resolve("app.jar") + " has no BPF object fields.bpf.o (SHA-256 "
                        + BundledObject.sha256(FIELDS) + "), for which bundle app was made"),
                result.missing());
    }

    @Test
    void objects_without_relocations_need_no_bundle() throws IOException {
        byte[] bundle = bundle("app", "exec.bpf.o", EXEC);
        assertGood(
                "1 BPF object, 1 bundle",
                check(
                        "exec.bpf.o",
                        EXEC,
                        "plain.bpf.o",
                        TestData.bytes("objects/el/plain.bpf.o"),
                        "no_btf.bpf.o",
                        TestData.bytes("objects/bad/no_btf.bpf.o"),
                        "x86_64.o",
                        TestData.bytes("objects/bad/x86_64.o"),
                        INDEX,
                        "app\n",
                        BUNDLE,
                        bundle));
    }

    @Test
    void no_bundle() throws IOException {
        String problem = check("exec.bpf.o", EXEC).problems().get(0);
        assertTrue(
                problem.startsWith(folder.resolve("app.jar") + " has no bundle (META-INF/btf-bundle/*.btfb)"), problem);
        // one that lies elsewhere is found by nobody
        assertEquals(
                1,
                check("app.btfb", bundle("app"), "x-META-INF/btf-bundle/app.btfb", bundle("app"))
                        .problems()
                        .size());
    }

    /** What shading two jars does when their lists are not joined. */
    @Test
    void a_bundle_that_the_list_does_not_name() throws IOException {
        byte[] bundle = bundle("app", "exec.bpf.o", EXEC);
        List<String> problems =
                check("exec.bpf.o", EXEC, INDEX, "other\n", BUNDLE, bundle).problems();
        assertEquals(2, problems.size());
        assertTrue(
                problems.get(0)
                        .contains("!/" + BUNDLE + " is not named in " + folder.resolve("app.jar") + "!/" + INDEX
                                + ", so that"),
                problems.get(0));
        assertTrue(
                problems.get(1).contains("!/" + INDEX + " names the bundle other, which is not beside it"),
                problems.get(1));
        assertEquals(1, check("exec.bpf.o", EXEC, BUNDLE, bundle).problems().size());
        assertEquals(
                1,
                check("exec.bpf.o", EXEC, BUNDLE, bundle, "lib/" + INDEX, "app\n").problems().stream()
                        .filter(p -> p.contains("is not named in"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated.bpf.o", "no_such_file"})
    void what_cannot_be_read_is_named(String name) throws IOException {
        File file = TestData.file("objects/bad/" + name);
        byte[] bundle = bundle("app", "exec.bpf.o", EXEC);
        if (file.exists()) {
            byte[] damaged = TestData.bytes(file);
            String jar = folder.resolve("app.jar") + "!/";
            assertNamed(
                    jar + "bpf/" + name + ": ", () -> check("bpf/" + name, damaged, INDEX, "app\n", BUNDLE, bundle));
            assertNamed(jar + BUNDLE + ": ", () -> check(BUNDLE, damaged));
            assertNamed(jar + "lib.jar: ", () -> check("lib.jar", damaged));
            assertNamed(file.getPath() + ": ", () -> check(file));
        } else {
            assertNamed(file.getPath() + ": ", () -> check(file));
        }
    }

    @Test
    void an_object_that_unpacks_to_more_than_the_limit_is_refused() throws IOException {
        byte[] start = TestData.bytes("objects/el/exec.bpf.o");
        File jar = folder.resolve("bomb.jar").toFile();
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("large.bpf.o"));
            out.write(start);
            byte[] zeros = new byte[1 << 20];
            for (long size = 0; size <= BtfHeader.MAX_SIZE; size += zeros.length) {
                out.write(zeros);
            }
        }
        assertNamed(jar + "!/large.bpf.o: over the limit of 268435456 bytes", () -> check(jar));
    }

    private static void assertNamed(String start, Executable check) {
        String message = String.valueOf(assertThrows(IOException.class, check).getMessage());
        assertTrue(message.startsWith(start), message);
    }
}
