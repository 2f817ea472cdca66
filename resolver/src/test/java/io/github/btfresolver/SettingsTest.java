// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
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
        "RELEASE, btfresolver.release, BTFRESOLVER_RELEASE",
        "MACHINE, btfresolver.machine, BTFRESOLVER_MACHINE",
        "BUNDLES, btfresolver.bundles, BTFRESOLVER_BUNDLES",
        "BUNDLE_FILES, btfresolver.bundleFiles, BTFRESOLVER_BUNDLE_FILES",
        "HAND_OVER, btfresolver.handOver, BTFRESOLVER_HAND_OVER",
        "TEMP_DIR, btfresolver.tempDir, BTFRESOLVER_TEMP_DIR",
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
        assertEquals("the environment variable " + setting.variable(), settings.origin(setting));

        settings.property(setting.property(), "property");
        assertEquals("property", settings.get(setting));
        assertEquals("the system property " + setting.property(), settings.origin(setting));

        settings.set(setting, "program");
        assertEquals("program", settings.get(setting));
        assertEquals("the program", settings.origin(setting));
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

    @Test
    void another_spelling_is_a_mistake_with_a_name() {
        settings.variable("BTFRESOLVER_SKIP_KERNEL", "yep");

        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> settings.flag(Setting.SKIP_KERNEL));

        assertEquals(
                "skipKernel, set by the environment variable BTFRESOLVER_SKIP_KERNEL: expected true or false, found yep",
                e.getMessage());
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
