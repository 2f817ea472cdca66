// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.loader.HandOverMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    private final FakeSettings settings = new FakeSettings();

    @ParameterizedTest
    @CsvSource({
        "BTF_FILE, btfresolver.btfFile, BTFRESOLVER_BTF_FILE",
        "SKIP_KERNEL, btfresolver.skipKernel, BTFRESOLVER_SKIP_KERNEL",
        "HOST_ROOT, btfresolver.hostRoot, BTFRESOLVER_HOST_ROOT",
        "OS_RELEASE_FILE, btfresolver.osReleaseFile, BTFRESOLVER_OS_RELEASE_FILE",
        "OS_ID, btfresolver.osId, BTFRESOLVER_OS_ID",
        "OS_VERSION_ID, btfresolver.osVersionId, BTFRESOLVER_OS_VERSION_ID",
        "RELEASE, btfresolver.release, BTFRESOLVER_RELEASE",
        "MACHINE, btfresolver.machine, BTFRESOLVER_MACHINE",
        "BUNDLES, btfresolver.bundles, BTFRESOLVER_BUNDLES",
        "BUNDLE_FILES, btfresolver.bundleFiles, BTFRESOLVER_BUNDLE_FILES",
        "DIRECTORIES, btfresolver.directories, BTFRESOLVER_DIRECTORIES",
        "MATCH_POLICY, btfresolver.matchPolicy, BTFRESOLVER_MATCH_POLICY",
        "HAND_OVER, btfresolver.handOver, BTFRESOLVER_HAND_OVER",
        "TEMP_DIR, btfresolver.tempDir, BTFRESOLVER_TEMP_DIR",
        "REWRITE_FOR_LIBBPF, btfresolver.rewriteForLibbpf, BTFRESOLVER_REWRITE_FOR_LIBBPF",
        "REPORT, btfresolver.report, BTFRESOLVER_REPORT",
    })
    void a_setting_has_these_names(Setting setting, String property, String variable) {
        assertEquals(property, setting.property());
        assertEquals(variable, setting.variable());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void the_program_comes_before_the_property_before_the_variable(Setting setting) {
        assertNull(settings.get(setting));

        settings.variable(setting.variable(), "variable");
        assertEquals("variable", settings.get(setting));
        assertEquals("the environment variable " + setting.variable(), SettingsCheck.origin(settings, setting));

        settings.property(setting.property(), "property");
        assertEquals("property", settings.get(setting));
        assertEquals("the system property " + setting.property(), SettingsCheck.origin(settings, setting));

        settings.set(setting, "program");
        assertEquals("program", settings.get(setting));
        assertEquals("the program", SettingsCheck.origin(settings, setting));
    }

    @Test
    void an_empty_value_counts_as_not_set() {
        settings.property("btfresolver.release", "").variable("BTFRESOLVER_RELEASE", "5.4.0");

        assertEquals("5.4.0", settings.get(Setting.RELEASE));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "1, true", "false, false", "False, false", "0, false"})
    void a_yes_or_no_has_these_spellings(String text, boolean value) {
        settings.property("btfresolver.skipKernel", text);

        assertEquals(value, settings.flag(Setting.SKIP_KERNEL));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "skipKernel=yep                          | skipKernel    | expected true, false, 1 or 0, found yep",
                "matchPolicy=nearest                     | matchPolicy   | expected exact or bracketed, found nearest",
                "handOver=pipe                           | handOver      | expected auto, memfd, file or none, found pipe",
                "report=yes                              | report        | expected none, summary, text or json, found yes",
                "rewriteForLibbpf=new                    | rewriteForLibbpf | expected auto, or a version of libbpf such as 0.8 or 1.4.2, found new",
                "release=../../etc                       | release       | expected what uname -r prints, found ../../etc",
                "hostRoot=/no/such/root                  | hostRoot      | /no/such/root is no directory",
                "bundles=a,../b                          | bundles       | expected the name of a bundle, found ../b",
                "bundles=,                               | bundles       | expected the name of a bundle, found ,",
                "bundleFiles=:                           | bundleFiles   | expected a path, found :",
                "directories=::                          | directories   | expected a path, found ::",
                "osVersionId=20.04                       | osVersionId   | of use only beside osId",
                "osId=ubuntu osReleaseFile=/etc/os       | osId          | contradicts osReleaseFile, set by the system property btfresolver.osReleaseFile: set one of the two",
            })
    void a_value_that_no_search_can_use_is_a_mistake_with_a_name(String set, String setting, String problem) {
        for (String each : set.split(" ", -1)) {
            settings.property("btfresolver." + each.split("=", 2)[0], each.split("=", 2)[1]);
        }

        BtfNotFoundException e = assertThrows(
                BtfNotFoundException.class,
                () -> new BtfResolver.Builder(settings).build().resolve());

        assertEquals(
                setting + ", set by the system property btfresolver." + setting + ": " + problem,
                e.resolution().mistake().get());
        assertEquals(1, e.resolution().steps().size());
        assertEquals(Resolution.Source.SETTING, e.resolution().steps().get(0).source());
    }

    @Test
    void a_mistake_shows_also_where_it_would_not_have_mattered() {
        settings.variable("BTFRESOLVER_HAND_OVER", "pipe").property("btfresolver.btfFile", "/a.btf");

        BtfNotFoundException e = assertThrows(
                BtfNotFoundException.class,
                () -> new BtfResolver.Builder(settings).build().resolve());

        assertEquals(
                "handOver, set by the environment variable BTFRESOLVER_HAND_OVER: expected auto, memfd, file or none,"
                        + " found pipe",
                e.resolution().mistake().get());
    }

    @Test
    void a_setting_takes_each_of_its_words_in_any_case_and_nothing_else() {
        for (String word : new String[] {"auto", "MEMFD", "None"}) {
            assertTrue(SettingsCheck.takes(Setting.HAND_OVER, word), word);
        }
        for (String other : new String[] {"", "aut", "autos", "memfd file", " file", "one"}) {
            assertFalse(SettingsCheck.takes(Setting.HAND_OVER, other), other);
        }
        assertTrue(SettingsCheck.takes(Setting.RELEASE, "5.4.0 or so"));
    }

    @Test
    void the_words_of_a_setting_are_the_constants_that_it_stands_for() {
        assertEquals(
                words(HandOverMode.values()),
                Arrays.asList(Setting.HAND_OVER.words().split(" ", -1)));
        assertEquals(
                words(MatchPolicy.values()),
                Arrays.asList(Setting.MATCH_POLICY.words().split(" ", -1)));
        assertEquals(
                words(Report.values()), Arrays.asList(Setting.REPORT.words().split(" ", -1)));
    }

    private static List<String> words(Enum<?>... constants) {
        List<String> words = new ArrayList<>();
        for (Enum<?> constant : constants) {
            words.add(constant.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    @Test
    void a_list_as_text_is_divided_and_trimmed() {
        settings.property("btfresolver.bundles", " one, ,two ");

        assertEquals(Arrays.asList("one", "two"), settings.list(Setting.BUNDLES, ','));
        assertEquals(Collections.emptyList(), settings.list(Setting.BUNDLE_FILES, ':'));
    }

    @Test
    void a_list_from_the_program_is_not_divided() {
        settings.set(Setting.BUNDLE_FILES, "/a:b", "/c");

        assertEquals(Arrays.asList("/a:b", "/c"), settings.list(Setting.BUNDLE_FILES, ':'));
    }

    @Test
    void a_builder_can_be_used_once() {
        BtfResolver.Builder builder = BtfResolver.builder();
        builder.build();

        assertThrows(IllegalStateException.class, builder::build);
        assertThrows(IllegalStateException.class, () -> builder.release("5.4.0"));
    }

    @Test
    void a_builder_takes_no_empty_text() {
        assertThrows(IllegalArgumentException.class, () -> BtfResolver.builder().hostRoot(""));
    }

    @Test
    void the_real_process_is_asked_when_nothing_else_is() {
        assertNull(new Settings().get(Setting.TEMP_DIR));
        assertFalse(new Settings().flag(Setting.SKIP_KERNEL));
        assertTrue(new Settings().classLoader() == Settings.class.getClassLoader());
    }
}
