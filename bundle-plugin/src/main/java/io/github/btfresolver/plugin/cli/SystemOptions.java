// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import io.github.btfresolver.BtfResolver;
import java.io.File;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which system a machine has: its os-release file, or what that says. */
final class SystemOptions {
    @Option(names = "--os-release", paramLabel = "FILE", description = "The machine's os-release file.")
    private @Nullable File file;

    @ArgGroup(exclusive = false)
    private @Nullable Names names;

    /** What the file would say. */
    static final class Names {
        @Option(
                names = "--os-id",
                required = true,
                paramLabel = "ID",
                description = "Its ID, in place of any os-release file: ubuntu.")
        private String id;

        @Option(names = "--os-version-id", paramLabel = "VERSION_ID", description = "Its VERSION_ID: 18.04.")
        private @Nullable String versionId;
    }

    void addTo(BtfResolver.Builder builder) {
        if (file != null) {
            builder.osReleaseFile(file.getPath());
        }
        if (names != null) {
            builder.osId(names.id);
            if (names.versionId != null) {
                builder.osVersionId(names.versionId);
            }
        }
    }
}
