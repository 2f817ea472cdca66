// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.plugin.jdk.Sha256;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which build of the plugin and of the library this is, by the contents of their classes: a snapshot keeps its version, and may keep
 * its size and time, when it changes.
 */
final class RunningCode {
    private static final String OURS = "io/github/btfresolver/";

    private RunningCode() {}

    /**
     * One hash of both.
     *
     * @throws IOException when the classes' files cannot be read; the message names them
     */
    static String sha256() throws IOException {
        StringBuilder hashes = new StringBuilder();
        for (Path place : places()) {
            hashes.append(sha256(place)).append('\n');
        }
        return Sha256.hex(hashes.toString());
    }

    /** The plugin's, then the library's; one when they are in one jar. */
    static Set<Path> places() throws IOException {
        Set<Path> places = new LinkedHashSet<>();
        for (Class<?> each : List.of(RunningCode.class, Btf.class)) {
            places.add(place(each));
        }
        return places;
    }

    private static Path place(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source == null) {
                throw new IOException(type.getName() + ": its class loader does not tell where it is from");
            }
            return new File(source.getLocation().toURI()).toPath();
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(type.getName() + ": expected it in a jar or a folder, found " + source, e);
        }
    }

    /**
     * Of what is ours at a place: the command line's jar has the libraries that it uses as well. Of a jar, what its list of entries
     * says of their contents is taken, which costs a few milliseconds, and not its time.
     */
    static String sha256(Path place) throws IOException {
        Map<String, String> files = Files.isDirectory(place) ? folder(place) : jar(place);
        if (files.isEmpty()) {
            throw new IOException(place + ": expected classes in " + OURS + ", found none");
        }
        StringBuilder text = new StringBuilder();
        files.forEach((name, contents) ->
                text.append(name).append('\t').append(contents).append('\n'));
        return Sha256.hex(text.toString());
    }

    private static Map<String, String> jar(Path jar) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().startsWith(OURS)) {
                    files.put(entry.getName(), entry.getSize() + " " + entry.getCrc());
                }
            }
        }
        return files;
    }

    private static Map<String, String> folder(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path ours = folder.resolve(OURS);
        if (!Files.isDirectory(ours)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(ours)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Sha256.hex(file));
            }
        }
        return files;
    }
}
