// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import io.github.btfresolver.plugin.report.ReportFiles;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Says what the bundles in the finished jar cover, and what the programs of their objects can do on each kernel: for each
 * bundle a page, {@code NAME.html}, and the same as JSON, {@code NAME.json}. The page is one file, which needs no network.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class ReportMojo extends AbstractMojo {
    /**
     * What to report on, in place of the project's own jar or, where there is none, {@code target/classes}: a jar or war, a
     * folder of classes, or a bundle's file.
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
     * BPF objects that a bundle was made for. Those that are in the jar are found there. Of an object that is neither there
     * nor here, it is not known what its programs can do:
     *
     * <pre>{@code
     * <objects>
     *   <object>src/main/bpf/exec.bpf.o</object>
     * </objects>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter
    private @Nullable List<File> objects;

    /**
     * Where the reports are written.
     *
     * <pre>{@code
     * <reportDirectory>${project.reporting.outputDirectory}/btf-bundle</reportDirectory>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "btf-bundle.reportDirectory",
            defaultValue = "${project.build.directory}/btf-bundle",
            required = true)
    private File reportDirectory;

    @Parameter(defaultValue = "${project.build.directory}/btf-bundle", readonly = true, required = true)
    private File recordDirectory;

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
        try {
            ReportFiles files = ReportFiles.read(artifact(), objects == null ? List.of() : objects);
            for (File page : files.write(Optional.of(recordDirectory.toPath()), reportDirectory)) {
                getLog().info("Report: " + page);
            }
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private File artifact() {
        File jar = artifact != null ? artifact : project.getArtifact().getFile();
        return jar != null ? jar : new File(project.getBuild().getOutputDirectory());
    }
}
