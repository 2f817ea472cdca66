// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.Resolution.Outcome;
import io.github.btfresolver.Resolution.Source;
import io.github.btfresolver.kernel.Finding;
import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.kernel.RunningKernel;
import io.github.btfresolver.kernel.VmlinuxFiles;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search, from the settings to the answer: the order of the sources, and the record of how it went. */
final class Search {
    private final Settings settings;
    private final HostRoot root;
    private final List<ResolutionStep> steps = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable RunningKernel running;
    private @Nullable String mistake;
    private long started;

    Search(Settings settings) {
        this.settings = settings;
        String hostRoot = settings.get(Setting.HOST_ROOT);
        root = hostRoot == null ? settings.ownRoot() : HostRoot.of(hostRoot);
        started = System.nanoTime();
    }

    /** The BTF, as the loader needs it; null when there is none. */
    @Nullable
    KernelBtf run() {
        return settings.get(Setting.REWRITE_FOR_LIBBPF) == null ? find() : new LibbpfRewrite(settings, this).run();
    }

    /** The BTF as it is; null when there is none. */
    @Nullable
    KernelBtf find() {
        String file = settings.get(Setting.BTF_FILE);
        if (file != null) {
            return named(file);
        }
        if (!root.isDirectory()) {
            String problem = settings.mistake(Setting.HOST_ROOT, root + " is no directory");
            return fail(Source.SETTING, Setting.HOST_ROOT.toString(), problem);
        }
        boolean skip;
        try {
            skip = settings.flag(Setting.SKIP_KERNEL);
        } catch (IllegalArgumentException e) {
            return fail(Source.SETTING, Setting.SKIP_KERNEL.toString(), String.valueOf(e.getMessage()));
        }
        KernelBtf own = skip ? skipKernel() : fromKernel();
        if (own != null) {
            return own;
        }
        running(); // for the report, also when there is no bundle that needs to know
        return new BundleSearch(settings, this).run();
    }

    private @Nullable KernelBtf named(String file) {
        Finding finding = VmlinuxFiles.named(new File(file), running().host().buildId());
        if (!finding.isFound()) {
            String problem = settings.mistake(Setting.BTF_FILE, file + " cannot be used: " + finding.reason());
            add(Source.BTF_FILE, finding);
            mistake = problem;
            return null;
        }
        if (finding.isDoubtful()) {
            warnings.add(file + " is " + finding.reason());
        }
        add(Source.BTF_FILE, finding);
        return KernelBtf.inFile(this, file, file, finding.btf());
    }

    private @Nullable KernelBtf skipKernel() {
        String reason = settings.mistake(Setting.SKIP_KERNEL, "true");
        add(Source.KERNEL, root.file(KernelBtfProbe.PATH).getPath(), Outcome.NOT_TRIED, reason);
        add(Source.VMLINUX, "libbpf's vmlinux files", Outcome.NOT_TRIED, reason);
        return null;
    }

    private @Nullable KernelBtf fromKernel() {
        Finding own = KernelBtfProbe.probe(root);
        add(Source.KERNEL, own);
        if (own.isFound()) {
            return KernelBtf.inFile(this, own.path(), root.isOwn() ? null : own.path(), null);
        }
        return fromVmlinuxFiles();
    }

    private @Nullable KernelBtf fromVmlinuxFiles() {
        String release = running().host().release();
        for (Finding finding :
                VmlinuxFiles.probe(root, release, running().host().buildId())) {
            add(Source.VMLINUX, finding);
            if (finding.isFound()) {
                return KernelBtf.inFile(this, finding.path(), finding.path(), finding.btf());
            }
        }
        return null;
    }

    /** The machine; looked at when it is needed first, which on the way to the kernel's own BTF is never. */
    RunningKernel running() {
        RunningKernel known = running;
        if (known == null) {
            known = RunningKernel.read(
                    root,
                    settings.get(Setting.RELEASE),
                    settings.get(Setting.MACHINE),
                    settings.get(Setting.OS_RELEASE_FILE));
            if (known.host().osRelease() == null && settings.get(Setting.OS_RELEASE_FILE) != null) {
                warnings.add(settings.mistake(Setting.OS_RELEASE_FILE, known.osReleaseOrigin()));
            }
            running = known;
        }
        return known;
    }

    HostRoot root() {
        return root;
    }

    private void add(Source source, Finding finding) {
        Outcome outcome = finding.isFound()
                ? Outcome.CHOSEN
                : finding.isAbsent() ? Outcome.ABSENT : finding.isFailed() ? Outcome.FAILED : Outcome.PASSED_OVER;
        add(source, finding.path(), outcome, finding.reason());
    }

    /** Records a step that took the time since the one before. */
    void add(Source source, String path, Outcome outcome, String reason) {
        long now = System.nanoTime();
        steps.add(new ResolutionStep(source, path, outcome, reason, now - started));
        started = now;
    }

    /** Records the step that ends the search with nothing; what it says comes before everything else. */
    @Nullable
    KernelBtf fail(Source source, String path, String problem) {
        add(source, path, Outcome.FAILED, problem);
        mistake = problem;
        return null;
    }

    /** Records what is worth knowing although the search succeeds. */
    void warn(String warning) {
        warnings.add(warning);
    }

    /** How it went so far. */
    Resolution resolution() {
        return new Resolution(steps, running == null ? null : running.toString(), mistake, warnings);
    }

    BtfNotFoundException notFound() {
        Resolution resolution = resolution();
        List<String> advice = mistake != null ? new ArrayList<>() : new Advice(running()).lines(resolution);
        return new BtfNotFoundException(resolution, advice);
    }
}
