// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelFilterTest {
    private static final KernelId BIONIC = new KernelId("ubuntu", "18.04", "aarch64", "4.15.0-112-generic", null);
    private static final KernelId UNNAMED = new KernelId("", "", "x86_64", "6.1", null);

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "ubuntu,,,, true",
        "UBUNTU,,,, true",
        "u*,,,, true",
        "ubunt,,,, false",
        "debian,,,, false",
        "debian ubuntu,,,, true",
        ",18.04,,, true",
        ",18?04,,, true",
        ",18,,, false",
        ",1804,,, false",
        ",*.04,,, true",
        ",,arm64,, true",
        ",,aarch64,, true",
        ",,x86_64,, false",
        ",,,4.15.0-*-generic, true",
        ",,,4.15.0-*-aws, false",
        ",,,4.15.*, true",
        ",,,4.1?.*, true",
        ",,,4[.]15*, false",
        ",,,*112*15*, false",
        "ubuntu,18.04,arm64,*, true",
        "ubuntu,18.04,x86_64,*, false",
    })
    void a_kernel_must_match_one_pattern_of_each_list(
            @Nullable String ids,
            @Nullable String versions,
            @Nullable String archs,
            @Nullable String releases,
            boolean expected)
            throws IOException {
        KernelFilter filter = KernelFilter.of(list(ids), list(versions), list(archs), list(releases));
        assertEquals(expected, filter.accepts(BIONIC));
    }

    private static @Nullable List<String> list(@Nullable String words) {
        return words == null ? null : List.of(words.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!ubuntu         |            |                        | false",
                "!debian         |            |                        | true",
                "u* !ubuntu      |            |                        | false",
                "!ubuntu u*      |            |                        | false",
                "u* !ubunt       |            |                        | true",
                "!debian !u*     |            |                        | false",
                "                | !18.04     |                        | false",
                "                |            | !4.15.0-112-generic    | false",
                "                |            | 4.15* !4.15.0-2-*      | true",
                "                |            | ![4.15,4.18)           | false",
                "                |            | ![4.18,5.4)            | true",
                "                |            | ![4.15 4.18)           | false",
                "ubuntu          |            | !5.4*                  | true",
            })
    void a_pattern_behind_an_exclamation_mark_leaves_out(
            @Nullable String ids, @Nullable String versions, @Nullable String releases, boolean expected)
            throws IOException {
        KernelFilter filter = KernelFilter.of(list(ids), list(versions), null, list(releases));
        assertEquals(expected, filter.accepts(BIONIC));
    }

    /** As in {@code -Dbtf-bundle.distributions="debian, ubuntu"}, which Maven divides and does not trim. */
    @Test
    void blanks_around_a_pattern_do_not_count() throws IOException {
        List<String> ids = List.of("debian", " ubuntu ");
        assertTrue(KernelFilter.of(ids, List.of(" 18.04"), List.of(" arm64 "), List.of(" 4.15*"))
                .accepts(BIONIC));
        assertFalse(KernelFilter.of(List.of(" ! ubuntu"), null, null, null).accepts(BIONIC));
    }

    @Test
    void patterns_that_match_no_kernel_are_told() throws IOException {
        KernelFilter filter = KernelFilter.of(
                List.of("debain", "u*"), List.of("18.04"), List.of("x86_64"), List.of("[5.4,5.5)", "!5.10*", "4.15*"));
        assertFalse(filter.accepts(BIONIC)); // another architecture; what else it matches counts all the same
        assertEquals(
                List.of(
                        "distributions: no kernel of the sources matches \"debain\"",
                        "architectures: no kernel of the sources matches \"x86_64\"",
                        "releases: no kernel of the sources matches \"[5.4,5.5)\"",
                        "releases: no kernel of the sources matches \"!5.10*\""),
                filter.unmatched());
    }

    @Test
    void what_is_not_known_of_a_kernel_is_a_dash() throws IOException {
        assertTrue(KernelFilter.of(List.of("-"), List.of("-"), null, null).accepts(UNNAMED));
    }

    @Test
    void no_list_admits_all() throws IOException {
        assertTrue(KernelFilter.all().accepts(UNNAMED));
        assertTrue(KernelFilter.of(List.of(), null, List.of(), null).accepts(BIONIC));
    }

    @Test
    void mistakes_are_named() {
        assertEquals("architectures: \"vax\" is not known; expected one like x86_64", refused(null, List.of("vax")));
        assertEquals("releases: expected a pattern, found an empty one", refused(List.of("5.4", " "), null));
        assertEquals("releases: expected a pattern, found an empty one", refused(List.of("5.4", "!"), null));
        assertEquals(
                "releases: expected a pattern, found an empty one", refused(Collections.singletonList(null), null));
    }

    private static String refused(@Nullable List<String> releases, @Nullable List<String> archs) {
        return assertThrows(SourceException.class, () -> KernelFilter.of(null, null, archs, releases))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[4.15,5.4)      | 4.15.0-112-generic 4.15.0-rc1 5.3.18-59-default 4.15 | 4.14.355 5.4.0-42-generic 5.4 5.4.0-rc1 5.10",
                "[4.15,5.4]      | 5.4 5.3.18                                              | 5.4.0 5.4.0-rc1 5.5",
                "(4.15,5.4)      | 4.15.0 4.15.0-rc1                                       | 4.15 5.4",
                "[4.15,)         | 4.15.0 5.4 10.1                                         | 4.4.103-6.33-default",
                "(,5.4)          | 4.15.0 2.6.32                                           | 5.4 5.15",
                "(,5.4]          | 5.4                                                     | 5.4.1",
                "[5.4]           | 5.4                                                     | 5.4.0 5.3",
                "[5.4,5.4]       | 5.4                                                     | 5.4.0 5.3",
                " [ 4.15 , 5.4 ) | 4.15                                                    | 5.4",
                "[3.10.0-957.el7,3.10.0-1062) | 3.10.0-957.el7.x86_64 3.10.0-957.1.3.el7.x86_64 | 3.10.0-693.el7 3.10.0-1062.el7.x86_64",
            })
    void a_range_of_releases_has_those_between_its_ends(String range, String inside, String outside)
            throws IOException {
        KernelFilter filter = KernelFilter.of(null, null, null, List.of(range));
        for (String release : inside.split(" ", -1)) {
            assertTrue(filter.accepts(release(release)), release);
        }
        for (String release : outside.split(" ", -1)) {
            assertFalse(filter.accepts(release(release)), release);
        }
    }

    @Test
    void ranges_and_patterns_go_together() throws IOException {
        KernelFilter filter = KernelFilter.of(null, null, null, List.of("5.4.*", "[4.15,4.18)", "(,3)"));
        for (String release : List.of("5.4.0-1", "4.15.0", "2.6.32")) {
            assertTrue(filter.accepts(release(release)), release);
        }
        assertFalse(filter.accepts(release("4.18.0")));
        assertFalse(filter.accepts(release("5.10")));
    }

    /** As Maven does with {@code -Dbtf-bundle.releases=[4.15,5.4),6.1*}. */
    @Test
    void a_range_that_was_divided_at_its_comma_is_put_together() throws IOException {
        KernelFilter filter =
                KernelFilter.of(null, null, null, List.of("[4.15", "4.18)", "[5.15", ")", "(", "3)", "[5.4]", "5.10*"));
        for (String release : List.of("4.15.0", "6.1", "2.6.32", "5.4", "5.10.0")) {
            assertTrue(filter.accepts(release(release)), release);
        }
        assertFalse(filter.accepts(release("4.18.0")));
        assertFalse(filter.accepts(release("5.5")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "(",
                "[]",
                "()",
                "[,]",
                "(,)",
                "[5.4)",
                "(5.4]",
                "(5.4)",
                "[,5.4)",
                "[5.4,]",
                "[5.4,4.15)",
                "[5.4,5.4)",
                "(5.4,5.4]",
                "[4.15,5.4",
                "[4.15,4.18,5.4)",
                "[4.15,5.4),[5.10,)",
                "[[4.15,5.4)",
            })
    void a_malformed_range_is_named_with_the_form_that_is_expected(String range) {
        assertEquals(
                "releases: \"" + range + "\" is not a range; expected one like [4.15,5.4), from 4.15 on to before 5.4,"
                        + " [4.15,) or (,5.4)",
                refused(List.of("5.10*", range), null));
    }

    private static KernelId release(String release) {
        return new KernelId("x", "1", "x86_64", release, null);
    }

    @Test
    void what_is_not_wanted_is_neither_read_nor_rejected() throws IOException {
        TestFiles.write(dir, "tree/debian/10/x86_64/4.19.0-1-amd64.btf", new byte[0]);
        TestFiles.write(dir, "tree/debian/12/x86_64/6.1.0-1-amd64.btf/a-directory", new byte[0]);
        TestFiles.write(dir, "single/ubuntu/18.04/x86_64/5.4.btf", TestFiles.btf());

        FoundKernels found = find(KernelFilter.of(null, List.of("10"), null, null));

        assertEquals(1, found.kernels().size());
        assertEquals(
                "debian/10/x86_64/4.19.0-1-amd64", found.kernels().get(0).id().toString());
        assertEquals(List.of(), found.rejected());
    }

    @Test
    void a_filter_that_leaves_nothing_is_an_error_that_counts_what_was_there() throws IOException {
        TestFiles.write(dir, "tree/debian/10/x86_64/4.19.0-1-amd64.btf", new byte[0]);
        TestFiles.write(dir, "single/ubuntu/18.04/x86_64/5.4.btf", TestFiles.btf());

        SourceException e =
                assertThrows(SourceException.class, () -> find(KernelFilter.of(List.of("debain"), null, null, null)));

        assertEquals(
                "tree, single/ubuntu/18.04/x86_64/5.4.btf: distribution, version, architecture and release that are"
                        + " asked for leave none of the kernels that are there (2)",
                e.getMessage());
    }

    private FoundKernels find(KernelFilter filter) throws IOException {
        return TestFiles.find(List.of("tree", "single/ubuntu/18.04/x86_64/5.4.btf"), dir, filter);
    }
}
