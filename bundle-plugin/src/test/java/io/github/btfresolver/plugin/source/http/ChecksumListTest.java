// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumListTest {
    private static final String SUM = "0123456789abcdef".repeat(4);

    @Test
    void a_list_is_what_sha256sum_prints() throws DownloadException {
        List<RemoteFile> files = parse("""
                # made by hand

                %1$s  debian/12/x86_64/6.1.btf
                %2$s *./debian/11/x86_64/5.10+b1.btf.tar.xz
                %1$s  notes, and ümlauts.txt
                %1$s  debian/12/x86_64/6.1.btf
                """.formatted(SUM, SUM.toUpperCase(Locale.ROOT)));

        assertEquals(
                List.of(
                        new RemoteFile(
                                "debian/11/x86_64/5.10+b1.btf.tar.xz",
                                "https://h/b/debian/11/x86_64/5.10%2Bb1.btf.tar.xz",
                                SUM),
                        new RemoteFile("debian/12/x86_64/6.1.btf", "https://h/b/debian/12/x86_64/6.1.btf", SUM),
                        new RemoteFile("notes, and ümlauts.txt", "https://h/b/notes%2C%20and%20%C3%BCmlauts.txt", SUM)),
                files);
    }

    @Test
    void windows_ends_of_lines_are_ends_of_lines() throws DownloadException {
        assertEquals("a", parse(SUM + "  a\r\n").get(0).path());
    }

    @Test
    void an_empty_list_names_nothing() throws DownloadException {
        assertEquals(List.of(), parse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../a",
                "a/../b",
                "a/..",
                "..",
                ".",
                "a/./b",
                "a//b",
                "a/",
                ".//a",
                "./",
            })
    void a_path_that_leads_elsewhere_makes_the_list_one_that_is_refused(String path) {
        refused(SUM + "  a\n" + SUM + "  " + path + "\n", "line 2: expected a path relative to the list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u001b[2Jb", "a\u007fb", "a\u0085b", "a\u009bb", "a\0b", "a\\b"})
    void a_path_with_control_characters_or_backslashes_is_refused(String path) {
        refused(SUM + "  " + path + "\n", "line 1: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Please log in</body></html>",
                "0123  a",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef a",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  ",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\ta",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0  a",
                "x123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  a",
                "\\0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  a\\nb",
                "\ufeff0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef  a",
            })
    void a_line_of_another_form_is_named(String line) {
        refused("\n" + line + "\n", "line 2: expected 64 hexadecimal digits, two spaces and a path");
    }

    @Test
    void a_list_that_is_cut_off_is_refused() {
        refused(SUM + "  a\n" + SUM + "  debian/12/x86_64/6.1.b", "line 2: the last line has no end");
    }

    @Test
    void one_path_with_two_checksums_is_refused() {
        refused(
                SUM + "  a\n" + SUM.replace('0', '1') + "  a\n",
                "line 2: another checksum than in a line before for a");
    }

    @Test
    void other_bytes_than_utf_8_are_refused() {
        byte[] latin1 = (SUM + "  \u00fc\n").getBytes(StandardCharsets.ISO_8859_1);

        DownloadException e = assertThrows(DownloadException.class, () -> ChecksumList.parse(latin1, url()));

        assertEquals("https://h/b/SHA256SUMS: expected a list in UTF-8, found other bytes", e.getMessage());
    }

    @Test
    void a_long_path_is_refused() throws DownloadException {
        assertEquals(1, parse(SUM + "  " + "a".repeat(1024) + "\n").size());
        refused(SUM + "  " + "a".repeat(1025) + "\n", "line 1: a path of more than 1024 characters");
    }

    @Test
    void a_long_list_is_refused() throws DownloadException {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            list.append(SUM).append("  ").append(i).append('\n');
        }
        assertEquals(100_000, parse(list.toString()).size());
        refused(list + SUM + "  x\n", "line 100001: a list of more than 100000 files");
    }

    private static List<RemoteFile> parse(String list) throws DownloadException {
        return ChecksumList.parse(list.getBytes(StandardCharsets.UTF_8), url());
    }

    private static SourceUrl url() throws DownloadException {
        return SourceUrl.parse("https://user:secret@h/b/");
    }

    private static void refused(String list, String reason) {
        DownloadException e = assertThrows(DownloadException.class, () -> parse(list));
        assertTrue(e.getMessage().startsWith("https://h/b/SHA256SUMS: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }
}
