// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.mojo;

import io.github.btfresolver.plugin.minimize.KernelMinimization;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Reduces one kernel's BTF to what BPF objects use, byte for byte as {@code bpftool gen min_core_btf} does. For an
 * application that brings single files and chooses between them itself; the goal {@code bundle} does that for all kernels.
 *
 * @since 0.1.0
 */
@Mojo(name = "minimize", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, requiresProject = false, threadSafe = true)
public final class MinimizeMojo extends AbstractMojo {
    /**
     * The kernel's BTF: raw, or an ELF file such as {@code vmlinux}.
     *
     * <pre>{@code
     * <input>src/main/btf/vmlinux-4.15.0-213-generic</input>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.input", required = true)
    private File input;

    /**
     * BTFs of kernel modules, split on the kernel's: the types that the kernel does not have are taken from them, and the
     * output stands alone.
     *
     * <pre>{@code
     * <modules>
     *   <module>src/main/btf/overlay.btf</module>
     * </modules>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.modules")
    private @Nullable List<File> modules;

    /**
     * The compiled BPF objects.
     *
     * <pre>{@code
     * <objects>
     *   <object>src/main/bpf/exec.bpf.o</object>
     * </objects>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.objects", required = true)
    private List<File> objects;

    /**
     * Where to write; folders are made.
     *
     * <pre>{@code
     * <output>${project.build.outputDirectory}/btf/4.15.0-213-generic.btf</output>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.output", required = true)
    private File output;

    /**
     * Byte order of the output: {@code little}, as bpftool's on the usual machines, {@code big}, or {@code source} for that
     * of the input.
     *
     * <pre>{@code
     * <byteOrder>source</byteOrder>
     * }</pre>
     *
     * @since 0.1.0
     */
    @Parameter(property = "btf-bundle.byteOrder", defaultValue = "little")
    private String byteOrder;

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

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped (btf-bundle.skip)");
            return;
        }
        if (!List.of("little", "big", "source").contains(byteOrder)) {
            throw new MojoFailureException("byteOrder is '" + byteOrder + "': expected little, big or source");
        }
        try {
            KernelMinimization minimization = KernelMinimization.of(
                    new KernelMinimization.Kernel(input, null, modules == null ? List.of() : modules),
                    objects,
                    this::outputOrder);
            minimization.warnings().forEach(getLog()::warn);
            Files.createDirectories(output.toPath().toAbsolutePath().getParent());
            AtomicOutput.write(output, minimization.bytes());
            getLog().info(output + ": " + minimization.bytes().length + " bytes");
        } catch (MinimizationException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private ByteOrder outputOrder(ByteOrder inputs) {
        if (byteOrder.equals("source")) {
            return inputs;
        }
        return byteOrder.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
