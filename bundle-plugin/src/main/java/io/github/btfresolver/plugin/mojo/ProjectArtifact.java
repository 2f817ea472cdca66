// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import java.io.File;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What goals look at that judge a finished build. */
final class ProjectArtifact {
    private ProjectArtifact() {}

    /** What the user names, else the project's jar, else its classes. */
    static File of(MavenProject project, @Nullable File named) {
        File jar = named != null ? named : project.getArtifact().getFile();
        return jar != null ? jar : new File(project.getBuild().getOutputDirectory());
    }
}
