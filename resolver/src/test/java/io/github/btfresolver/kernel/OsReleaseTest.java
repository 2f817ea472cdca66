// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsReleaseTest {
    @ParameterizedTest(name = "{0} is read as [{1}]")
    @CsvSource(
            quoteCharacter = '~',
            emptyValue = "",
            value = {
                "X=ubuntu,                    ubuntu",
                "X=\"centos\",                centos",
                "X='rocky linux',             rocky linux",
                "X=,                          ~~",
                "X=\"\",                      ~~",
                "X=\"say \\\"hi\\\"\",        say \"hi\"",
                "X=\"\\$5 \\`and\\` \\\\\",   $5 `and` \\",
                "X=\"C:\\new\",               C:\\new",
                "X='no \\\" escape',          no \\\" escape",
                "X=plain\\ text,              plain text",
                "X=https://x.org/?a=b&c=d,    https://x.org/?a=b&c=d",
                "X=\"https://x.org/?a=b\",    https://x.org/?a=b",
                "X=7 # comment,               7",
                "X=\"7\" # comment,           7",
                "X=a#b,                       a#b",
                "~  X=indented~,              indented",
            })
    void a_value(String line, String value) {
        assertEquals(value, OsRelease.parse(line + "\n").field("X"));
    }

    @ParameterizedTest(name = "{0} is skipped")
    @CsvSource(
            quoteCharacter = '~',
            value = {"#X=1", "X", "=1", "export X=1", "1X=1", "X =1", "X=\"open", "X='open", "X=\"a\"b", "X=end\\"})
    void a_line_that_is_no_assignment(String line) {
        OsRelease os = OsRelease.parse("A=1\n" + line + "\nB=2\n");

        assertNull(os.field("X"));
        assertEquals("1", os.field("A"));
        assertEquals("2", os.field("B"));
    }

    /** The expected values are a shell's reading of the same file. */
    @Test
    void the_traps_of_the_format_are_read_as_a_shell_does() {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String line : text("os-release/quirks.expected").split("\n", -1)) {
            if (!line.isEmpty()) {
                expected.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }

        assertEquals(expected, OsRelease.parse(text("os-release/quirks")).fields());
    }

    /** The name of each file is what it should say: {@code ID-VERSION_ID}, or the start of it. */
    @Test
    void every_distribution_is_read() {
        Set<String> others = new TreeSet<>(Arrays.asList("quirks", "quirks.expected", "version-only", "debian-sid"));
        for (File file : TestData.list("os-release", "")) {
            if (!others.remove(file.getName()) && !file.getName().startsWith("centos-stream")) {
                OsRelease os = OsRelease.parse(text("os-release/" + file.getName()));
                String name = os.id() + "-" + os.versionId();
                assertTrue(name.startsWith(file.getName()), name);
            }
        }
        assertEquals(Collections.emptySet(), others);
        assertEquals("9", OsRelease.parse(text("os-release/centos-stream-9")).versionId());
    }

    private static String text(String path) {
        return new String(TestData.bytes(path), StandardCharsets.UTF_8);
    }

    @Test
    void the_last_of_two_values_counts() {
        assertEquals("2", OsRelease.parse("VERSION_ID=1\nVERSION_ID=2\n").versionId());
    }

    @Test
    void windows_line_ends_a_byte_order_mark_and_a_missing_last_line_end_do_not_matter() {
        OsRelease os = OsRelease.parse("\uFEFFID=debian\r\nVERSION_ID=\"10\"");

        assertEquals("debian", os.id());
        assertEquals("10", os.versionId());
    }

    @Test
    void fields_may_come_in_any_order_and_keep_it() {
        OsRelease os = OsRelease.parse("VERSION_ID=59\nNAME=\"Container-Optimized OS\"\nID=cos\n");

        assertEquals(
                Arrays.asList("VERSION_ID", "NAME", "ID"),
                new java.util.ArrayList<>(os.fields().keySet()));
        assertEquals("cos 59", os.toString());
    }

    @Test
    void a_missing_field_is_empty() {
        OsRelease os = OsRelease.parse("");

        assertEquals("", os.id());
        assertEquals("", os.versionId());
        assertEquals("", os.platformId());
        assertEquals("", os.rhelVersion());
        assertEquals(Collections.emptyList(), os.idLike());
        assertEquals("an os-release without ID", os.toString());
    }

    @Test
    void debian_testing_has_a_codename_only() {
        assertEquals(
                "debian trixie",
                OsRelease.parse("ID=debian\nVERSION_CODENAME=trixie\n").toString());
    }

    @Test
    void id_like_is_a_list() {
        assertEquals(
                Arrays.asList("rhel", "centos", "fedora"),
                OsRelease.parse("ID_LIKE=\" rhel  centos fedora \"").idLike());
    }

    @Test
    void red_hat_coreos_says_which_rhel_it_is() {
        OsRelease os =
                OsRelease.parse("ID=\"rhcos\"\nVERSION_ID=\"4.13\"\nPLATFORM_ID=\"platform:el9\"\nRHEL_VERSION=9.2\n");

        assertEquals("platform:el9", os.platformId());
        assertEquals("9.2", os.rhelVersion());
    }

    @Test
    void it_can_be_made_from_its_fields() {
        assertEquals(
                "rhel 8.4",
                OsRelease.of(OsRelease.parse("ID=rhel\nVERSION_ID=8.4").fields())
                        .toString());
    }

    @Test
    void the_fields_cannot_be_changed() {
        OsRelease os = OsRelease.parse("ID=x");

        assertThrows(UnsupportedOperationException.class, () -> os.fields().put("ID", "y"));
    }
}
