// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import io.github.btfresolver.plugin.verify.PackageCheck;
import io.github.btfresolver.plugin.verify.Problem;
import io.github.btfresolver.plugin.verify.RequiredKernel;
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
 * Fails the build when the BPF objects in the finished jar are not those that the bundles in it were made for, when there is
 * no bundle in it, or when a kernel that the application must run on is not covered or not served. It looks at the contents of all files, also in jars in the jar; objects without CO-RE relocations need
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
     * Kernels that the application must run on, each as a machine says it of itself: ID and VERSION_ID of its os-release
     * ({@code -} for what is not known), {@code uname -m} and {@code uname -r}. Each bundle must have a BTF that the library
     * would choose there:
     *
     * <pre>{@code
     * <requiredKernels>
     *   <requiredKernel>ubuntu/18.04/x86_64/4.15.0-213-generic</requiredKernel>
     *   <requiredKernel>-/-/aarch64/4.14.336-257.562.amzn2.aarch64</requiredKernel>
     * </requiredKernels>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.requiredKernels")
    private @Nullable List<String> requiredKernels;

    /**
     * Whether one of {@code requiredKernels} for which a bundle has no BTF fails the build, or is reported:
     *
     * <pre>{@code
     * <failOnUncoveredKernel>false</failOnUncoveredKernel>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.failOnUncoveredKernel", defaultValue = "true")
    private boolean failOnUncoveredKernel;

    /**
     * Whether a relocation that cannot be carried out on one of {@code requiredKernels}, and that no condition of the program
     * guards, fails the build, or is reported. Where it is not known whether one does, it passes:
     *
     * <pre>{@code
     * <failOnUnresolvedRelocation>false</failOnUnresolvedRelocation>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.failOnUnresolvedRelocation", defaultValue = "true")
    private boolean failOnUnresolvedRelocation;

    /**
     * Whether a relocation that resolves on none of the kernels of the bundles, guarded or not, fails the build, or is
     * told as information. It may be a name that is not right, or be for kernels that have BTF of their own:
     *
     * <pre>{@code
     * <failOnRelocationWithoutKernel>true</failOnRelocationWithoutKernel>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.failOnRelocationWithoutKernel", defaultValue = "false")
    private boolean failOnRelocationWithoutKernel;

    /**
     * Whether a program that needs the kernel's own BTF (fentry, LSM, kfuncs, typed ksyms and their like), and that libbpf
     * does not pass over by itself, fails the build, or is reported. No bundle takes the place of that BTF:
     *
     * <pre>{@code
     * <failOnKernelBtf>true</failOnKernelBtf>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.failOnKernelBtf", defaultValue = "false")
    private boolean failOnKernelBtf;

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
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped (btf-bundle.skip)");
            return;
        }
        PackageCheck.Result result = check();
        List<String> errors = new ArrayList<>();
        for (Problem problem : result.problems()) {
            Switch by = switchOf(problem.kind());
            if (by.fails()) {
                errors.add(problem.text() + by.remedy());
            } else if (problem.kind() == Problem.Kind.RELOCATION_WITHOUT_KERNEL) {
                getLog().info(problem.text());
            } else {
                getLog().warn(problem.text());
            }
        }
        if (!errors.isEmpty()) {
            throw new MojoFailureException(String.join("\n", errors));
        }
        getLog().info("Checked " + result.summary());
    }

    private PackageCheck.Result check() throws MojoExecutionException, MojoFailureException {
        List<RequiredKernel> required = new ArrayList<>();
        try {
            for (String kernel : requiredKernels == null ? List.<String>of() : requiredKernels) {
                required.add(RequiredKernel.parse(kernel));
            }
            return PackageCheck.check(ProjectArtifact.of(project, artifact), required);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** @param remedy what to do about an error besides what its text says; may be empty */
    private record Switch(boolean fails, String remedy) {}

    private Switch switchOf(Problem.Kind kind) {
        return switch (kind) {
            case INCONSISTENT -> new Switch(true, "");
            case MISSING_OBJECT ->
                new Switch(failOnMissingObject, ". When it is loaded from elsewhere: failOnMissingObject=false");
            case UNCOVERED_KERNEL ->
                new Switch(failOnUncoveredKernel, ", or only report it: failOnUncoveredKernel=false");
            case UNRESOLVED_RELOCATION ->
                new Switch(failOnUnresolvedRelocation, ". To only report it: failOnUnresolvedRelocation=false");
            case RELOCATION_WITHOUT_KERNEL ->
                new Switch(failOnRelocationWithoutKernel, " (failOnRelocationWithoutKernel)");
            case NEEDS_KERNEL_BTF -> new Switch(failOnKernelBtf, " (failOnKernelBtf)");
        };
    }
}
