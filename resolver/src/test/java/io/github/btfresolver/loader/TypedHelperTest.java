// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TypedHelperTest {
    /** Their order is their number. The header of Linux 6.1 ends before the last two. */
    @Test
    void the_kernels_header_has_the_same_numbers() throws IOException {
        Path header = Paths.get("/usr/include/linux/bpf.h");
        Judges.assume(Files.exists(header), header + " is not there");
        String text = new String(Files.readAllBytes(header), StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        Matcher matcher = Pattern.compile("\\bFN\\((\\w+)").matcher(text.substring(text.indexOf("_FUNC_MAPPER(FN")));
        while (matcher.find()) {
            names.add("bpf_" + matcher.group(1));
        }
        assertTrue(names.size() > 200, names.size() + " helpers");
        for (TypedHelper helper : TypedHelper.values()) {
            if (helper.number() < names.size()) {
                assertEquals(names.get(helper.number()), helper.toString());
            }
        }
    }

    @Test
    void other_helpers_need_no_btf() {
        assertNull(TypedHelper.of(4));
        assertEquals(TypedHelper.D_PATH, TypedHelper.of(147));
    }
}
