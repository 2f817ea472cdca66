// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.plugin.source.ArchiveTarget;
import io.github.btfresolver.plugin.source.VmlinuxTarget;
import io.github.btfresolver.plugin.source.ZipTarget;
import io.github.btfresolver.plugin.source.http.ChecksumListTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All targets. */
enum FuzzTargets {
    RAW_BTF(1024),
    SPLIT_BTF(512),
    OBJECT(2560),
    VMLINUX(1024),
    BUNDLE(512),
    ARCHIVE(256),
    ZIP(512),
    CHECKSUM_LIST(256),
    OS_RELEASE(256),
    NOTES(128);

    private final int longest;

    FuzzTargets(int longest) {
        this.longest = longest;
    }

    FuzzTarget create() throws Exception {
        return switch (this) {
            case RAW_BTF -> new RawBtfTarget();
            case SPLIT_BTF -> new SplitBtfTarget();
            case OBJECT -> new ObjectTarget();
            case VMLINUX -> new VmlinuxTarget();
            case BUNDLE -> new BundleTarget();
            case ARCHIVE -> new ArchiveTarget();
            case ZIP -> new ZipTarget();
            case CHECKSUM_LIST -> new ChecksumListTarget();
            case OS_RELEASE -> new OsReleaseTarget();
            case NOTES -> new NotesTarget();
        };
    }

    /** The longest input that Jazzer makes, in bytes: short ones are read fast, and say as much. */
    int longest() {
        return longest;
    }

    /** Whether it compares strings, of which Jazzer's instrumentation makes copies. */
    boolean isText() {
        return this == OS_RELEASE || this == CHECKSUM_LIST;
    }

    /** Inputs with which something did not hold once. */
    List<byte[]> found() throws IOException {
        Path folder = Path.of("src/test/fuzz", name());
        List<byte[]> inputs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }
}
