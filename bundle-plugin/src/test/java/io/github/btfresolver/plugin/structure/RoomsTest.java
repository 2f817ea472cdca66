// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rooms of {@code resolver}: arrows point down only, and none does what has no place in an agent. And the one of the
 * plugin that reaches for the network.
 */
class RoomsTest {
    private static final String BASE = "io.github.btfresolver";
    private static final Set<String> ROOMS =
            Set.of("btf", "elf", "libc", "file", "core", "kernel", "bundle", "tree", "loader");
    private static final String HTTP = BASE + ".plugin.source.http";
    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE + ".plugin");
    private static final JavaClasses RESOLVER =
            new ClassFileImporter().importPath(Path.of(System.getProperty("btf.resolver.classes")));

    @Test
    void every_class_is_in_a_room_or_in_the_public_face() {
        assertFalse(RESOLVER.isEmpty());
        Set<String> rooms = new TreeSet<>();
        for (JavaClass each : RESOLVER) {
            rooms.add(room(each));
        }
        rooms.removeAll(ROOMS);
        rooms.remove("");
        assertEquals(Set.of(), rooms);
    }

    /** A room, and the rooms it may use; the public face, above them all, may use every one. */
    @ParameterizedTest
    @CsvSource({
        "btf,    ''",
        "elf,    ''",
        "libc,   ''",
        "file,   btf elf",
        "core,   btf elf file",
        "kernel, btf elf file libc",
        "bundle, btf kernel",
        "tree,   btf elf file kernel bundle",
        "loader, btf elf file libc",
    })
    void a_room_uses_only_rooms_below_it(String room, String below) {
        List<String> allowed = List.of((room + " " + below).trim().split(" ", -1));

        noClasses()
                .that(are("in room " + room, c -> room(c).equals(room)))
                .should()
                .dependOnClassesThat(are(
                        "in a room that is not below it",
                        c -> c.getPackageName().startsWith(BASE) && !allowed.contains(room(c))))
                .allowEmptyShould(true)
                .check(RESOLVER);
    }

    @Test
    void what_the_jdk_has_knows_nothing_of_ours() {
        String jdk = BASE + ".plugin.jdk";
        noClasses()
                .that()
                .resideInAPackage(jdk)
                .should()
                .dependOnClassesThat(are(
                        "of ours",
                        c -> c.getPackageName().startsWith(BASE)
                                && !c.getPackageName().equals(jdk)))
                .check(PLUGIN);
    }

    /** What was packaged is judged by itself, not by how it was made. */
    @Test
    void the_plugins_verify_uses_none_of_the_plugins_other_rooms_but_what_the_jdk_lacks() {
        String verify = BASE + ".plugin.verify";
        noClasses()
                .that()
                .resideInAPackage(verify)
                .should()
                .dependOnClassesThat(are(
                        "the plugin's, but not of verify",
                        c -> c.getPackageName().startsWith(BASE + ".plugin")
                                && !c.getPackageName().equals(verify)
                                && !c.getPackageName().equals(BASE + ".plugin.jdk")))
                .check(new ClassFileImporter().importPackages(verify));
    }

    /** A report is made of a bundle, its objects and a build's record, with no kernel at hand. */
    @Test
    void the_plugins_report_uses_what_a_build_leaves_and_neither_sources_nor_minimizing() {
        String report = BASE + ".plugin.report";
        List<String> allowed = List.of("report", "bundling", "output", "verify", "jdk");
        noClasses()
                .that()
                .resideInAPackage(report)
                .should()
                .dependOnClassesThat(are(
                        "the plugin's, but of no room that a report is made from",
                        c -> c.getPackageName().startsWith(BASE + ".plugin")
                                && !allowed.contains(c.getPackageName().substring((BASE + ".plugin.").length()))
                                && !c.getName().equals(BASE + ".plugin.source.RejectedInput")))
                .check(PLUGIN);
    }

    @Test
    void jna_is_named_by_the_system_calls_and_by_libbpfs_options_only() {
        noClasses()
                .that(are(
                        "neither in libc nor libbpf's options in loader",
                        c -> !room(c).equals("libc")
                                && !(room(c).equals("loader") && c.getName().contains("Libbpf"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(RESOLVER);
    }

    @Test
    void xz_is_named_by_directories_only() {
        noClasses()
                .that(are("outside of tree", c -> !room(c).equals("tree")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tukaani..")
                .check(RESOLVER);
    }

    @Test
    void slf4j_is_named_by_one_listener_only() {
        noClasses()
                .that(are("not the listener that logs", c -> !c.getName().equals(BASE + ".Slf4jResolutionListener")))
                .should()
                .dependOnClassesThat(are("of slf4j, or that listener", RoomsTest::needsSlf4j))
                .check(RESOLVER);
    }

    private static boolean needsSlf4j(JavaClass c) {
        return c.getPackageName().startsWith("org.slf4j") || c.getName().equals(BASE + ".Slf4jResolutionListener");
    }

    @Test
    void maven_is_named_by_the_goals_only() {
        JavaClasses plugin = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(BASE + ".plugin");
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".plugin.mojo")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..")
                .check(plugin);
    }

    /** An agent that initialises these in premain breaks application servers. */
    @ParameterizedTest
    @CsvSource({"java.util.logging..", "java.lang.management..", "javax.management..", "java.awt..", "javax.naming.."})
    void no_class_touches_what_an_agent_must_not_be_the_first_to_touch(String forbidden) {
        noClasses().should().dependOnClassesThat().resideInAPackage(forbidden).check(RESOLVER);
    }

    private static final Set<String> RESOURCES =
            Set.of(BASE + ".bundle.BundleIndex", BASE + ".bundle.ClassPathJars", BASE + ".bundle.ResourceBytes");

    /**
     * {@code ClassLoader.getResources()} answers in URLs, and there is no other way to read the same name in every jar; the
     * loader of Java 8's class path is asked without its parents first, and of a newer one's the jars.
     */
    @Test
    void no_class_reaches_for_the_network() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        are("of the network", c -> c.getPackageName().startsWith("java.net") && !isResourceUrl(c)))
                .check(RESOLVER);
        noClasses()
                .that(are("not what reads these", c -> !RESOURCES.contains(c.getName())))
                .should()
                .dependOnClassesThat(
                        are("of the network", c -> c.getPackageName().startsWith("java.net")))
                .check(RESOLVER);
    }

    @Test
    void no_class_starts_a_process_or_ends_this_one_but_the_program() {
        noClasses()
                .that(are("not the program", c -> !c.getName().equals(BASE + ".Explain")))
                .should()
                .dependOnClassesThat(are("ProcessBuilder", c -> c.isEquivalentTo(ProcessBuilder.class)))
                .orShould()
                .callMethodWhere(are("of Runtime or System.exit", RoomsTest::controlsAProcess))
                .check(RESOLVER);
    }

    /** Of the optional ones, the tests above say by whom; the annotations for the compiler are gone at run time. */
    @Test
    void the_library_uses_java_xz_and_what_is_optional() {
        List<String> known = List.of("java.", BASE, "org.tukaani.", "com.sun.jna", "org.slf4j", "org.jspecify.");
        noClasses()
                .should()
                .dependOnClassesThat(are(
                        "of anything else",
                        c -> !c.getBaseComponentType().isPrimitive()
                                && known.stream()
                                        .noneMatch(start -> c.getBaseComponentType()
                                                .getName()
                                                .startsWith(start))))
                .check(RESOLVER);
    }

    /**
     * Nothing to keep secret: no keys, no passwords, no certificates; and of the environment, only settings. A {@code
     * CodeSource} is where a class is from.
     */
    @Test
    void no_class_of_the_library_has_to_do_with_secrets() {
        Set<String> allowed = Set.of(
                "java.security.MessageDigest",
                "java.security.NoSuchAlgorithmException",
                "java.security.SecureRandom",
                "java.security.CodeSource",
                "java.security.ProtectionDomain");
        noClasses()
                .should()
                .dependOnClassesThat(are(
                        "of security",
                        c -> c.getPackageName().startsWith("java.security") && !allowed.contains(c.getName())))
                .check(RESOLVER);
        noClasses()
                .that(are("not the settings", c -> !c.getName().equals(BASE + ".Settings")))
                .should()
                .callMethod(System.class, "getenv", String.class)
                .check(RESOLVER);
        noClasses().should().callMethod(System.class, "getenv").check(RESOLVER);
    }

    @Test
    void downloads_know_nothing_of_kernels() {
        noClasses()
                .that()
                .resideInAPackage(HTTP)
                .should()
                .dependOnClassesThat(are(
                        "of ours, but for the limits of the format, the writing of files, and the JDK's",
                        c -> c.getPackageName().startsWith(BASE)
                                && !c.getPackageName().equals(HTTP)
                                && !c.getPackageName().equals(BASE + ".btf")
                                && !c.getPackageName().equals(BASE + ".plugin.jdk")
                                && !c.getPackageName().equals(BASE + ".plugin.output")))
                .check(PLUGIN);
    }

    /** But for where this plugin itself is, which Java tells in a URL. */
    @Test
    void only_downloads_reach_for_the_network() {
        noClasses()
                .that(are(
                        "neither of downloads nor the place of the code",
                        c -> !c.getPackageName().equals(HTTP)
                                && !c.getName().equals(BASE + ".plugin.bundling.RunningCode")))
                .should()
                .dependOnClassesThat(
                        are("of the network", c -> c.getPackageName().startsWith("java.net")))
                .check(PLUGIN);
    }

    private static boolean controlsAProcess(JavaMethodCall call) {
        Set<String> methods = switch (call.getTargetOwner().getName()) {
            case "java.lang.Runtime" -> Set.of("exec", "exit", "halt", "addShutdownHook");
            case "java.lang.System" -> Set.of("exit");
            default -> Set.of();
        };
        return methods.contains(call.getName());
    }

    private static boolean isResourceUrl(JavaClass c) {
        return Set.of("java.net.URL", "java.net.URI", "java.net.URLConnection", "java.net.URLClassLoader")
                .contains(c.getName());
    }

    /** The first part of the package below the base; empty for the public face and for what is not ours. */
    private static String room(JavaClass c) {
        String name = c.getPackageName();
        if (!name.startsWith(BASE + ".")) {
            return "";
        }
        String below = name.substring(BASE.length() + 1);
        return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
    }

    private static <T> DescribedPredicate<T> are(String description, Predicate<T> test) {
        return DescribedPredicate.describe(description, test);
    }
}
