// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.verify;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whether the BPF objects in an artifact will do with the bundles in it. */
public final class PackageCheck {
    private PackageCheck() {}

    /**
     * Checks an artifact.
     *
     * @param artifact a jar or war, or a folder of classes
     * @param required kernels that the application must run on
     * @throws IOException when it cannot be read, or has a malformed bundle or BPF object
     */
    public static Result check(File artifact, List<RequiredKernel> required) throws IOException {
        if (!artifact.exists()) {
            throw new IOException(artifact + ": no such file or folder");
        }
        ArtifactContents contents = ArtifactContents.read(artifact);
        List<Problem> problems = new ArrayList<>(StalenessCheck.check(artifact, contents));
        problems.addAll(LayoutCheck.check(contents, required));
        return new Result(
                artifact, contents.objects().size(), contents.bundles().size(), problems);
    }

    /**
     * What was found.
     *
     * @param artifact that was looked at
     * @param objects how many BPF objects with CO-RE relocations it has
     * @param bundles how many bundles
     * @param problems empty when all is well
     */
    public record Result(File artifact, int objects, int bundles, List<Problem> problems) {
        public Result {
            problems = List.copyOf(problems);
        }

        /** What was looked at, in one line. */
        public String summary() {
            return artifact + ": " + objects + (objects == 1 ? " BPF object, " : " BPF objects, ") + bundles
                    + (bundles == 1 ? " bundle" : " bundles");
        }
    }
}
