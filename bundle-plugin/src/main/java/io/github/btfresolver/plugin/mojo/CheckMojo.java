// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import io.github.btfresolver.plugin.verify.StalenessCheck;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Fails the build when the BPF objects in the finished jar are not those that the bundles in it were made for, or when there
 * is no bundle in it. It looks at the contents of all files, also in jars in the jar; objects without CO-RE relocations need
 * no bundle and do not count.
 *
 * <p>Bound to {@code verify}: goals that change the jar, such as maven-shade's, run in {@code package}, in the order of the
 * pom, and this one is to see what they leave.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AbstractMojo {
    /**
     * What to check, in place of the project's own jar or, where there is none, {@code target/classes}: a jar or war, or a
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
     * Whether an object that a bundle was made for and that is not in the jar fails the build, or is reported. Where it is
     * not, there is nothing to compare: an object that is compressed, or kept within a class or a native library, may be
     * another one than the bundle's. For objects that are loaded from elsewhere:
     *
     * <pre>{@code
     * <failOnMissingObject>false</failOnMissingObject>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.failOnMissingObject", defaultValue = "true")
    private boolean failOnMissingObject;

    /**
     * Skips the goal, and with the property the goal {@code bundle} as well.
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped (btf-bundle.skip)");
            return;
        }
        StalenessCheck.Result result;
        try {
            result = StalenessCheck.check(artifact());
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
        List<String> problems = new ArrayList<>(result.problems());
        if (failOnMissingObject) {
            for (String missing : result.missing()) {
                problems.add(missing + ". When it is loaded from elsewhere: failOnMissingObject=false");
            }
        } else {
            result.missing().forEach(getLog()::warn);
        }
        if (!problems.isEmpty()) {
            throw new MojoFailureException(String.join("\n", problems));
        }
        getLog().info("Checked " + result.summary());
    }

    private File artifact() {
        File jar = artifact != null ? artifact : project.getArtifact().getFile();
        return jar != null ? jar : new File(project.getBuild().getOutputDirectory());
    }
}
