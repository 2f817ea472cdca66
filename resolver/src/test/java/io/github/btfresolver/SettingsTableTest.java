// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table in {@code resolver/README.md} is the whole truth about settings. */
class SettingsTableTest {
    /** The rows of the table that have a builder's method in their first column, and a property in the second. */
    private static List<String> rows() throws IOException {
        File page = new File(TestData.root().getParentFile(), "resolver/README.md");
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(page.toPath(), StandardCharsets.UTF_8)) {
            if (line.startsWith("| `")) {
                rows.add(line);
            }
        }
        return rows;
    }

    @Test
    void its_rows_are_the_settings_in_their_order() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            expected.add("| `" + setting + "` | `" + setting.property() + "` | `" + setting.variable() + "` | ");
        }
        List<String> found = new ArrayList<>();
        for (String row : rows()) {
            String[] cells = row.split(" \\| ", -1);
            if (row.contains("`btfresolver.")) {
                found.add(cells[0] + " | " + cells[1] + " | " + cells[2] + " | ");
                assertTrue(cells[3].length() > 10, row);
            }
        }
        assertEquals(expected, found);
    }

    @Test
    void it_has_every_method_of_the_builder() throws IOException {
        Set<String> methods = new TreeSet<>();
        for (Method method : BtfResolver.Builder.class.getDeclaredMethods()) {
            if (method.getReturnType() == BtfResolver.Builder.class && Modifier.isPublic(method.getModifiers())) {
                methods.add(method.getName());
            }
        }
        Set<String> documented = new TreeSet<>();
        for (String row : rows()) {
            documented.add(row.substring(3, row.indexOf('`', 3)));
        }
        assertEquals(methods, documented);
    }

    @Test
    void it_names_every_word() throws IOException {
        for (Setting setting : Setting.values()) {
            String row = "";
            for (String each : rows()) {
                row = each.startsWith("| `" + setting + "` |") ? each : row;
            }
            for (String word : setting.words().split(" ", -1)) {
                assertTrue(row.contains("`" + word + "`") || word.length() <= 1 || word.equals("false"), row);
            }
        }
    }
}
