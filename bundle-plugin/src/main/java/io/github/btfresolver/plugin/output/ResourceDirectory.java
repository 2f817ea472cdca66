// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.output;

import io.github.btfresolver.bundle.BundleResource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/** Lays out bundles as resources: each in its file, beside what native-image needs; all of them named in the index. */
public final class ResourceDirectory {
    private ResourceDirectory() {}

    /** Where a bundle is below a directory. */
    public static File file(File directory, String name) {
        return new File(directory, BundleResource.path(name));
    }

    /**
     * Writes one bundle below a directory, which is made.
     *
     * @return false when it was there already with the same bytes
     */
    public static boolean write(File directory, String name, byte[] bundle) throws IOException {
        File file = file(directory, name);
        Files.createDirectories(file.getParentFile().toPath());
        boolean written = AtomicOutput.writeIfChanged(file, bundle);
        AtomicOutput.writeIfChanged(new File(directory, BundleResource.INDEX), index(file.getParentFile()));
        File config = NativeImageConfig.file(directory, name);
        Files.createDirectories(config.getParentFile().toPath());
        AtomicOutput.writeIfChanged(config, NativeImageConfig.of(name));
        return written;
    }

    /** One name a line, for every bundle in the folder: a project may make several. */
    private static byte[] index(File folder) {
        String[] files = folder.list((dir, file) -> file.endsWith(BundleResource.SUFFIX));
        StringBuilder index = new StringBuilder();
        if (files != null) {
            Arrays.sort(files);
            for (String file : files) {
                index.append(file, 0, file.length() - BundleResource.SUFFIX.length())
                        .append('\n');
            }
        }
        return index.toString().getBytes(StandardCharsets.UTF_8);
    }
}
