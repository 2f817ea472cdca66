// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import io.github.btfresolver.plugin.bundling.BundleListing;
import io.github.btfresolver.plugin.verify.ArtifactContents;
import io.github.btfresolver.plugin.verify.PackagedBundle;
import java.io.File;
import java.io.IOException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Prints what the bundles in a jar hold: the objects that they were made for, where their kernels are from, and each kernel
 * with its layout. Is bound to no phase; needs no project when it is told what to look at.
 *
 * @since 0.1.0
 */
@Mojo(name = "list", requiresProject = false, threadSafe = true)
public final class ListMojo extends AbstractMojo {
    /**
     * What to look at, in place of the project's own jar or, where there is none, {@code target/classes}: a jar or war, or a
     * folder of classes.
     *
     * <pre>{@code
     * <artifact>${project.build.directory}/app-all.jar</artifact>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.artifact")
    private @Nullable File artifact;

    /**
     * Skips the goal, and with the property the other goals as well.
     *
     * <pre>{@code
     * <skip>true</skip>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    public void execute() throws MojoExecutionException {
        if (skip) {
            getLog().info("Skipped (btf-bundle.skip)");
            return;
        }
        File looked = ProjectArtifact.of(project, artifact);
        if (!looked.exists()) {
            throw new MojoExecutionException(looked + ": no such file or folder");
        }
        try {
            ArtifactContents contents = ArtifactContents.read(looked);
            if (contents.bundles().isEmpty()) {
                getLog().info(looked + " has no bundle");
            }
            for (PackagedBundle packaged : contents.bundles()) {
                BundleListing.lines(packaged.bundle(), packaged.bundle().fileSize())
                        .forEach(getLog()::info);
            }
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
