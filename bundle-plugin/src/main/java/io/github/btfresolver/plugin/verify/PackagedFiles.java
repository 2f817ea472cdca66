// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import io.github.btfresolver.plugin.jdk.FileFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files of what a build makes: a jar or war, the jars in it, or a folder of classes. */
final class PackagedFiles {
    /** A jar in a war in an ear. */
    private static final int MAX_DEPTH = 3;

    private static final int MAX_JAR = 1 << 30;

    private final Visitor visitor;

    private PackagedFiles(Visitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Shows every file; of a folder's in the order of their names, of a jar's in that of the jar.
     *
     * @throws IOException when the artifact cannot be read, or a jar in it
     */
    static void visit(File artifact, Visitor visitor) throws IOException {
        PackagedFiles files = new PackagedFiles(visitor);
        String place = artifact.getPath();
        if (artifact.isDirectory()) {
            try {
                files.folder(artifact.toPath(), place + "/");
            } catch (FileSystemException e) {
                throw FileFailure.named(e);
            }
        } else {
            files.zip(ZipFile.builder().setPath(artifact.toPath()), place, 1);
        }
    }

    private void folder(Path folder, String prefix) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) { // of a folder in it
            throw e.getCause();
        }
        for (Path file : files) {
            String place = prefix + folder.relativize(file).toString().replace(File.separatorChar, '/');
            try (InputStream in = Files.newInputStream(file)) {
                file(place, in, 0);
            }
        }
    }

    private void zip(ZipFile.Builder opener, String place, int depth) throws IOException {
        try (ZipFile zip = opener.get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                if (!entry.isDirectory()) {
                    entry(zip, entry, place + "!/" + entry.getName(), depth);
                }
            }
        } catch (IOException e) {
            throw named(place, e);
        }
    }

    private void entry(ZipFile zip, ZipArchiveEntry entry, String place, int depth) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            file(place, in, depth);
        } catch (IOException e) {
            throw named(place, e);
        }
    }

    private void file(String place, InputStream in, int depth) throws IOException {
        boolean jar = place.endsWith(".jar") || place.endsWith(".war");
        if (jar && depth < MAX_DEPTH) {
            zip(ZipFile.builder().setByteArray(readAll(in, MAX_JAR, place)), place, depth + 1);
        } else {
            visitor.file(place, in);
        }
    }

    /** @throws IOException when there is more than the limit */
    static byte[] readAll(InputStream in, int limit, String place) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (in.read() >= 0) {
            throw new IOException(place + ": over the limit of " + limit + " bytes");
        }
        return bytes;
    }

    /** What the zip library throws does not name the file. */
    private static IOException named(String place, IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(place) ? e : new IOException(place + ": cannot be read: " + message, e);
    }

    /** Takes a file's place, that of the artifact with {@code !/} behind each jar on the way, and its contents. */
    interface Visitor {
        void file(String place, InputStream contents) throws IOException;
    }
}
