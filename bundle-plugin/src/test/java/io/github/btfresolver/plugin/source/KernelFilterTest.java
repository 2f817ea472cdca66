// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        assertEquals(
                "releases: expected a pattern, found an empty one", refused(Collections.singletonList(null), null));
    }

    private static String refused(@Nullable List<String> releases, @Nullable List<String> archs) {
        return assertThrows(SourceException.class, () -> KernelFilter.of(null, null, archs, releases))
                .getMessage();
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
                "tree, single/ubuntu/18.04/x86_64/5.4.btf: distributions, versions, architectures and releases together"
                        + " leave none of the 2 kernels that are there",
                e.getMessage());
    }

    private FoundKernels find(KernelFilter filter) throws IOException {
        return TestFiles.find(List.of("tree", "single/ubuntu/18.04/x86_64/5.4.btf"), dir, filter);
    }
}
