// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceDirectoryTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    Path directory;

    @Test
    void native_image_keeps_a_bundle_and_the_list_whatever_is_in_its_name() throws IOException {
        ResourceDirectory.write(directory.toFile(), "a.b-c_D", new byte[1]);

        List<String> patterns = patterns("a.b-c_D");
        assertEquals(2, patterns.size());
        assertTrue(Pattern.matches(patterns.get(0), "META-INF/btf-bundle/bundles"), patterns::toString);
        assertTrue(Pattern.matches(patterns.get(1), "META-INF/btf-bundle/a.b-c_D.btfb"), patterns::toString);
        assertFalse(Pattern.matches(patterns.get(1), "META-INF/btf-bundle/aXb-c_D.btfb"), patterns::toString);
    }

    @Test
    void what_is_as_it_should_be_is_not_touched_and_what_has_gone_comes_back() throws IOException {
        assertTrue(ResourceDirectory.write(directory.toFile(), "one", new byte[1]));
        Path config = NativeImageConfig.file(directory.toFile(), "one").toPath();
        Files.setLastModifiedTime(config, LONG_AGO);

        assertFalse(ResourceDirectory.write(directory.toFile(), "one", new byte[1]));
        assertEquals(LONG_AGO, Files.getLastModifiedTime(config));

        Files.delete(config);
        assertFalse(ResourceDirectory.write(directory.toFile(), "one", new byte[1]));
        assertEquals(2, patterns("one").size());
    }

    private List<String> patterns(String bundle) throws IOException {
        List<String> patterns = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(NativeImageConfig.file(directory.toFile(), bundle))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING
                        && json.getParsingContext()
                                .pathAsPointer()
                                .toString()
                                .matches("/resources/includes/\\d/pattern")) {
                    patterns.add(json.getText());
                }
            }
        }
        return patterns;
    }
}
