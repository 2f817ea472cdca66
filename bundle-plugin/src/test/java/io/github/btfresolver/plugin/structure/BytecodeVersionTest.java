// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hosts whose kernels lack BTF are the hosts that run old JVMs. */
class BytecodeVersionTest {
    private static final int JAVA_8 = 52;

    @Test
    void every_class_of_the_library_runs_on_java_8() throws IOException {
        Path root = Path.of(System.getProperty("btf.resolver.classes"));
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> classes = files.filter(f -> f.toString().endsWith(".class") && !isModule(root.relativize(f)))
                    .toList();
            assertFalse(classes.isEmpty());
            for (Path file : classes) {
                assertEquals(JAVA_8, version(file), file::toString);
            }
        }
    }

    /** What Java 8 does not look for. */
    private static boolean isModule(Path file) {
        return file.equals(Path.of("META-INF", "versions", "9", "module-info.class"));
    }

    private static int version(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            assertEquals(0xCAFEBABE, in.readInt());
            in.readUnsignedShort();
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
