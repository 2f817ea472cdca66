// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testdata;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The files of the {@code testdata} folder. */
public final class TestData {
    private static final String ARCHIVE_SUFFIX = ".btf.tar.xz";

    private TestData() {}

    /** The folder itself, which the build names by the system property {@code btf.testdata}. */
    public static File root() {
        String property = System.getProperty("btf.testdata");
        File root = new File(property != null ? property : "../testdata");
        if (!new File(root, "objects").isDirectory()) {
            throw new IllegalStateException(root.getAbsolutePath() + " is not the testdata folder");
        }
        return root;
    }

    /** A file or folder below it. */
    public static File file(String path) {
        return new File(root(), path);
    }

    /** A file's bytes. */
    public static byte[] bytes(String path) {
        return bytes(file(path));
    }

    /** A file's bytes. */
    public static byte[] bytes(File file) {
        try {
            return Files.readAllBytes(file.toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compiled programs of one byte order, sorted by name. */
    public static List<File> objects(String order) {
        return list("objects/" + order, ".bpf.o");
    }

    /** The files of a folder whose names end in a suffix, sorted by name. */
    public static List<File> list(String folder, String suffix) {
        File[] files = file(folder).listFiles((dir, name) -> name.endsWith(suffix));
        if (files == null || files.length == 0) {
            throw new IllegalStateException("no " + suffix + " in " + file(folder));
        }
        Arrays.sort(files);
        return Arrays.asList(files);
    }

    /** The real kernels' BTF archives in this folder, sorted by path. */
    public static List<File> kernelArchives() {
        return archives(file("btf"));
    }

    /** Every BTF archive below a folder in BTFHub's layout, sorted by path. */
    public static List<File> archives(File tree) {
        try (Stream<Path> files = Files.walk(tree.toPath())) {
            return files.filter(path -> path.toString().endsWith(ARCHIVE_SUFFIX))
                    .sorted()
                    .map(Path::toFile)
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ARCH-RELEASE}, by the place of an archive in BTFHub's layout. */
    public static String kernelName(File archive) {
        String name = archive.getName();
        return archive.getParentFile().getName() + "-" + name.substring(0, name.length() - ARCHIVE_SUFFIX.length());
    }

    /** The BTF in an archive. */
    public static byte[] unpack(File archive) {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new FileInputStream(archive)))) {
            if (tar.getNextEntry() == null) {
                throw new IOException(archive + " is empty");
            }
            return readAll(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n; (n = in.read(buffer)) > 0; ) {
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }
}
