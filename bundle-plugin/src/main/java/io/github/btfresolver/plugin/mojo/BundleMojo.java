// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import io.github.btfresolver.plugin.bundling.BuildCache;
import io.github.btfresolver.plugin.bundling.BuiltBundle;
import io.github.btfresolver.plugin.bundling.BundleBuilder;
import io.github.btfresolver.plugin.bundling.BundleRequest;
import io.github.btfresolver.plugin.bundling.BundlingException;
import io.github.btfresolver.plugin.bundling.PreviousBuild;
import io.github.btfresolver.plugin.bundling.Progress;
import io.github.btfresolver.plugin.output.ResourceDirectory;
import io.github.btfresolver.plugin.source.KernelFilter;
import io.github.btfresolver.plugin.source.RejectedInput;
import io.github.btfresolver.plugin.source.SourceException;
import io.github.btfresolver.plugin.source.SourceSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * Minimizes the BTFs of known kernels to what the application's BPF objects use, and adds the result to the project's
 * resources, so that it ends up in the jar and on the test class path.
 *
 * @since 0.1.0
 */
@Mojo(name = "bundle", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true)
public final class BundleMojo extends AbstractMojo {
    /**
     * Name of the bundle: letters, digits, dots, dashes and underscores. The resource is
     * {@code META-INF/btf-bundle/NAME.btfb}. Bundles that may meet on one class path need different names.
     *
     * <pre>{@code
     * <name>my-agent</name>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "${project.artifactId}", required = true)
    private String name;

    /**
     * The compiled BPF objects, all that the application loads:
     *
     * <pre>{@code
     * <objects>
     *   <object>src/main/bpf/exec.bpf.o</object>
     * </objects>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(required = true)
    private List<File> objects;

    /**
     * Where kernel BTFs come from. Each is a directory in the layout of BTFHub's archive
     * ({@code ID/VERSION_ID/ARCH/RELEASE.btf.tar.xz}, also {@code .btf.xz}, {@code .btf.gz} and {@code .btf}), a single file of these
     * kinds or a {@code vmlinux}, with {@code ID/VERSION_ID/ARCH/RELEASE=} in front where its path does not say which
     * kernel it is of, or {@code running-kernel} ({@code running-kernel?} where it may have no BTF). The directory may be
     * in a zip or jar file, and any file may be a Maven artifact,
     * {@code groupId:artifactId:version[:classifier][@type]}, found as Maven finds all artifacts; its type is {@code zip}
     * where none is written. Sources are written into the bundle, without absolute paths, and with the commit of a git checkout other than the
     * project's own:
     *
     * <pre>{@code
     * <sources>
     *   <source>btfhub-archive</source>
     *   <source>com.example:kernels:1.0</source>
     *   <source>https://example.org/btf/</source>
     *   <source>debian/12/x86_64/6.1.0-custom=build/vmlinux</source>
     *   <source>running-kernel</source>
     * </sources>
     * }</pre>
     *
     * <p>An address is that of a list as {@code sha256sum} prints it, with paths in the same layout beside it; one that ends
     * with {@code /} means {@code SHA256SUMS} below it. The kernels that are wanted are downloaded once, into
     * {@code cacheDirectory}; offline ({@code mvn -o}), the last list and what is there are used.
     *
     * @since 0.1.0
     */
    @Parameter(required = true)
    private List<String> sources;

    /**
     * Only kernels of these distributions: patterns of {@code ID}s, where {@code *} is any characters and {@code ?} any one.
     * A kernel must match one pattern of each of {@code distributions}, {@code versions}, {@code architectures} and
     * {@code releases} that is given; that none is left is an error. In all but {@code architectures}, a pattern with {@code !} in
     * front leaves out what it matches.
     *
     * <pre>{@code
     * <distributions>
     *   <distribution>ubuntu</distribution>
     *   <distribution>opensuse*</distribution>
     * </distributions>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.distributions")
    private @Nullable List<String> distributions;

    /**
     * Only kernels of these versions of distributions: patterns of {@code VERSION_ID}s.
     *
     * <pre>{@code
     * <versions>
     *   <version>18.04</version>
     * </versions>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.versions")
    private @Nullable List<String> versions;

    /**
     * Only kernels of these architectures, by any of their usual names ({@code arm64} and {@code aarch64} are one).
     *
     * <pre>{@code
     * <architectures>
     *   <architecture>x86_64</architecture>
     * </architectures>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.architectures")
    private @Nullable List<String> architectures;

    /**
     * Only kernels of these releases: patterns of what {@code uname -r} prints, or ranges in the form of Maven's. From
     * 4.15 on to before 5.4 is {@code [4.15,5.4)}; {@code [4.15,)} and {@code (,5.4)} are open at one end. Everything that
     * begins with 5.4 is 5.4 or above; release candidates come before their release.
     *
     * <pre>{@code
     * <releases>
     *   <release>4.15.0-*-generic</release>
     *   <release>[4.18,5.4)</release>
     *   <release>!4.15.0-20-*</release>
     * </releases>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.releases")
    private @Nullable List<String> releases;

    /**
     * Whether a kernel BTF that cannot be read fails the build, or is reported and passed over. Such a kernel is one that
     * the application will not work on.
     *
     * <pre>{@code
     * <failOnBadSource>false</failOnBadSource>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.failOnBadSource", defaultValue = "true")
    private boolean failOnBadSource;

    /**
     * How many kernels are worked on at once; 0 for as many as there are processors. The bundle is the same whatever their
     * number:
     *
     * <pre>{@code
     * <threads>2</threads>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.threads", defaultValue = "0")
    private int threads;

    /**
     * The most bytes that the bundle may have; a larger one fails the build, with a breakdown by distribution:
     *
     * <pre>{@code
     * <maxBundleSize>300000</maxBundleSize>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.maxBundleSize", defaultValue = "" + BundleRequest.MAX_SIZE)
    private long maxBundleSize;

    /**
     * Where the resources are generated.
     *
     * <pre>{@code
     * <outputDirectory>${project.build.directory}/btf</outputDirectory>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "${project.build.directory}/generated-resources/btf-bundle", required = true)
    private File outputDirectory;

    /**
     * Where a build keeps what later ones need not do again: as much of each kernel as minimizing for any objects needs, and what is
     * downloaded. Nothing in it is ever taken for what it is not: contents are known by their hash. Builds may share it, also at the same
     * time; outside of {@code target} it survives {@code clean}:
     *
     * <pre>{@code
     * <cacheDirectory>${user.home}/.cache/btf-bundle</cacheDirectory>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(
            property = "btf-bundle.cacheDirectory",
            defaultValue = "${project.build.directory}/btf-bundle/cache",
            required = true)
    private File cacheDirectory;

    /**
     * The most bytes that kernels take in {@code cacheDirectory}, some 900,000 each; those that were not used for the longest time go first:
     *
     * <pre>{@code
     * <cacheMaxSize>1000000000</cacheMaxSize>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.cacheMaxSize", defaultValue = "" + BuildCache.MAX_SIZE)
    private long cacheMaxSize;

    @Parameter(defaultValue = "${project.build.directory}/btf-bundle", readonly = true, required = true)
    private File recordDirectory;

    /**
     * Skips the goal.
     *
     * <pre>{@code
     * <skip>true</skip>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${settings.offline}", readonly = true)
    private boolean offline;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${project.remoteProjectRepositories}", readonly = true, required = true)
    private List<RemoteRepository> repositories;

    @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
    private RepositorySystemSession repositorySession;

    private final RepositorySystem repositorySystem;

    /** Called by Maven. */
    @Inject
    public BundleMojo(RepositorySystem repositorySystem) {
        this.repositorySystem = repositorySystem;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped (btf-bundle.skip)");
            return;
        }
        try {
            BuiltBundle bundle = BundleBuilder.build(request(), new Progress(getLog()::info), previous());
            bundle.warnings().forEach(getLog()::warn);
            for (RejectedInput input : bundle.rejected()) {
                getLog().warn("Passed over " + input);
            }
            boolean written = ResourceDirectory.write(outputDirectory, name, bundle.bytes());
            getLog().info("Bundle " + name + ": " + bundle.summary() + (written ? "" : " (unchanged)"));
        } catch (BundlingException | SourceException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
        addResources();
    }

    private PreviousBuild previous() {
        Path record = recordDirectory.toPath().resolve(name + ".properties");
        return new PreviousBuild(
                record, ResourceDirectory.file(outputDirectory, name).toPath());
    }

    private BundleRequest request() throws SourceException {
        return new BundleRequest(name, objects, sources)
                .base(project.getBasedir().toPath())
                .sourceSettings(new SourceSettings(
                        new RepositoryArtifacts(repositorySystem, repositorySession, repositories),
                        cacheDirectory.toPath(),
                        offline))
                .filter(KernelFilter.of(distributions, versions, architectures, releases))
                .failOnBadSource(failOnBadSource)
                .threads(threads)
                .maxSize(maxBundleSize, "maxBundleSize")
                .cache(new BuildCache(cacheDirectory.toPath(), cacheMaxSize));
    }

    private void addResources() {
        Resource resource = new Resource();
        resource.setDirectory(outputDirectory.getPath());
        resource.setFiltering(false);
        project.addResource(resource);
    }
}
