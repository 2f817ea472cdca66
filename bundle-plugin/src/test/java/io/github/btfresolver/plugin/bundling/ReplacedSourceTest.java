// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.plugin.cache.FileHashes;
import io.github.btfresolver.plugin.cache.KernelCache;
import io.github.btfresolver.plugin.source.ArtifactResolver;
import io.github.btfresolver.plugin.source.FoundKernels;
import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.KernelSource;
import io.github.btfresolver.plugin.source.SourceSettings;
import io.github.btfresolver.plugin.source.SourcedKernel;
import io.github.btfresolver.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file in which a kernel was found, and that another takes the place of before its contents are hashed: what is known of it, or read
 * from it, is the old one's, and the new one's hash is no name for that.
 */
class ReplacedSourceTest {
    private static final byte[] KERNEL = TestData.bytes("btf-small/kernel.el.btf");
    private static final byte[] OTHER = TestData.bytes("btf-small/kernel_old.el.btf");

    @TempDir
    Path dir;

    @Test
    void an_archive_that_is_replaced_is_refused_and_nothing_of_it_is_kept() throws Exception {
        Path zip = zip("k.zip", OTHER);
        assertRefused(zip.toString(), zip("new.zip", KERNEL), zip, zip + "!/debian/12/x86_64/6.1.btf");
    }

    /** Its release and its build id were read from the old one. */
    @Test
    void a_single_file_that_is_replaced_is_refused() throws Exception {
        Path file = Files.write(dir.resolve("vmlinux"), OTHER);
        Path other = Files.write(dir.resolve("new"), KERNEL);
        assertRefused("debian/12/x86_64/6.1=" + file, other, file, file.toString());
    }

    private void assertRefused(String source, Path replacement, Path file, String origin) throws Exception {
        Path cache = dir.resolve("cache");
        try (FoundKernels found = find(source)) {
            SourcedKernel kernel = found.kernels().get(0);
            Files.move(replacement, file, StandardCopyOption.REPLACE_EXISTING);
            ContentKeys keys = ContentKeys.of(found.kernels(), FileHashes.forThisBuild(), 1);
            assertEquals(Optional.empty(), keys.of(kernel));

            List<BpfObject> objects = List.of(BpfObject.read(TestData.file("objects/el/exec.bpf.o")));
            CachedKernels cached = new CachedKernels(new KernelCache(cache, 1 << 30), keys, "code", objects);
            IOException e = assertThrows(IOException.class, () -> cached.read(kernel));
            assertEquals(origin + ": changed while the bundle was made: build again", e.getMessage());
        }
        assertFalse(Files.exists(cache), "something was kept");
    }

    @Test
    void one_that_is_as_it_was_is_read() throws Exception {
        try (FoundKernels found = find(zip("k.zip", KERNEL).toString())) {
            SourcedKernel kernel = found.kernels().get(0);
            ContentKeys keys = ContentKeys.of(found.kernels(), FileHashes.forThisBuild(), 1);
            assertEquals(KERNEL.length, keys.read(kernel).size());
        }
    }

    private FoundKernels find(String source) throws IOException {
        SourceSettings offline = new SourceSettings(ArtifactResolver.none(), dir, true);
        return KernelSource.find(List.of(source), dir, KernelFilter.all(), offline, Progress.silent());
    }

    private Path zip(String name, byte[] kernel) throws IOException {
        Path zip = dir.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("debian/12/x86_64/6.1.btf"));
            out.write(kernel);
        }
        return zip;
    }
}
