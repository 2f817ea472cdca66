// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every source file says under which licence it is. */
class LicenceTest {
    /** Beside these an IDE has its files, and who builds may have a local repository. */
    private static final List<String> OURS =
            List.of(".ci", "pom.xml", "resolver", "bundle-plugin", "sample-agent", "testdata");

    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|xml|groovy|sh|py|c|h)|\\.ci/run");
    private static final Pattern GENERATED = Pattern.compile("(.*/)?(target|\\.git)(/.*)?");

    @Test
    void every_source_file_has_an_spdx_header() throws IOException {
        Path root = TestData.root().toPath().toRealPath().getParent();
        List<Path> without = new ArrayList<>();
        int sources = 0;
        for (String top : OURS) {
            try (Stream<Path> files = Files.walk(root.resolve(top))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    String path = root.relativize(file).toString();
                    if (SOURCE.matcher(path).matches()
                            && !GENERATED.matcher(path).matches()) {
                        sources++;
                        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                        if (text.lines().limit(5).noneMatch(line -> line.contains("SPDX-License-Identifier: "))) {
                            without.add(file);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), without);
        assertTrue(sources > 300, "only " + sources + " source files found below " + root);
    }
}
