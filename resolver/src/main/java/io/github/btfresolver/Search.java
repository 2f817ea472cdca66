// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.Finding;
import io.github.btfresolver.kernel.HostKernel;
import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.kernel.KernelWidth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search, from the settings to the answer: the order of the sources, and the record of how it went. */
final class Search {
    private static final String NOT_SEEN = "another machine is asked about, which is not seen from here";

    private final Settings settings;
    private final HostRoot root;

    /** See {@link StepNote}. */
    private final List<Object[]> notes = new ArrayList<>();

    private final List<String> warnings = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private @Nullable HostKernel running;
    private @Nullable String mistake;
    private long started;

    Search(Settings settings) {
        this.settings = settings;
        String hostRoot = settings.get(Setting.HOST_ROOT);
        root = hostRoot == null ? settings.ownRoot() : HostRoot.of(hostRoot, settings.ownRoot());
        started = System.nanoTime();
    }

    /** The BTF, as the loader needs it; null when there is none. */
    @Nullable
    KernelBtf run() {
        for (Setting key : Setting.values()) {
            String problem = settings.isSet(key) ? SettingsCheck.problem(settings, key) : null;
            if (problem != null) {
                return fail(StepNote.SETTING, key.toString(), SettingsCheck.mistake(settings, key, problem));
            }
        }
        return settings.isSet(Setting.REWRITE_FOR_LIBBPF) ? new LibbpfRewrite(settings, this).run() : find();
    }

    /** The BTF as it is; null when there is none. */
    @Nullable
    KernelBtf find() {
        String file = settings.get(Setting.BTF_FILE);
        if (file != null) {
            return new NamedFileSearch(settings, this).run(file);
        }
        KernelBtf own = settings.flag(Setting.SKIP_KERNEL) || settings.isAnotherMachine() ? skipKernel() : fromKernel();
        if (own != null) {
            return own;
        }
        running(); // for the report, also when there is no bundle that needs to know
        return new EntrySearch(settings, this).run();
    }

    private @Nullable KernelBtf skipKernel() {
        String reason =
                settings.isAnotherMachine() ? NOT_SEEN : SettingsCheck.mistake(settings, Setting.SKIP_KERNEL, "true");
        add(StepNote.KERNEL, root.file(KernelBtfProbe.PATH).getPath(), StepNote.NOT_TRIED, reason);
        add(StepNote.VMLINUX, "libbpf's vmlinux files", StepNote.NOT_TRIED, reason);
        return null;
    }

    private @Nullable KernelBtf fromKernel() {
        // a set release may be of another kernel than the one that runs here
        HostRoot kernels = settings.get(Setting.RELEASE) == null ? root.seeing(KernelBtfProbe.PATH) : root;
        Finding problem = kernels.btfProblem(KernelBtfProbe.PATH);
        if (problem != null) {
            return new FileSearch(this).inPlaceOf(problem);
        }
        String path = kernels.file(KernelBtfProbe.PATH).getPath();
        add(StepNote.KERNEL, path, StepNote.CHOSEN, KernelBtfProbe.REASON);
        return KernelBtf.inFile(this, path, kernels.isOwn() ? null : path, null);
    }

    /** The machine; looked at when it is needed first, which on the way to the kernel's own BTF is never. */
    HostKernel running() {
        HostKernel known = running;
        if (known == null) {
            String osReleaseFile = settings.get(Setting.OS_RELEASE_FILE);
            known = HostKernel.read(
                    root,
                    settings.get(Setting.RELEASE),
                    settings.get(Setting.MACHINE),
                    osReleaseFile,
                    settings.isAnotherMachine());
            String id = settings.get(Setting.OS_ID);
            if (id != null) {
                String teller = SettingsCheck.teller(settings, Setting.OS_ID);
                known = known.withOsRelease(id, settings.get(Setting.OS_VERSION_ID), teller);
            } else if (osReleaseFile == null && settings.isAnotherMachine()) {
                known = known.withOsRelease(null, null, NOT_SEEN);
            } else if (osReleaseFile != null && known.osRelease() == null) {
                warnings.add(SettingsCheck.mistake(settings, Setting.OS_RELEASE_FILE, known.osReleaseOrigin()));
            }
            running = known;
        }
        return known;
    }

    HostRoot root() {
        return root;
    }

    /** Bytes of a pointer on the machine: for a BTF that does not tell. For use by many threads. */
    int pointerSize() {
        return KernelWidth.pointerSize(root, settings.get(Setting.MACHINE));
    }

    /** Records a step that took the time since the one before. */
    void add(String source, String path, String outcome, String reason) {
        add(source, path, outcome, reason, lap());
    }

    void add(String source, String path, String outcome, String reason, long nanos) {
        notes.add(new Object[] {source, path, outcome, reason, new long[] {nanos}});
    }

    /** The time since the step before, or since this was asked last. */
    long lap() {
        long now = System.nanoTime();
        long nanos = now - started;
        started = now;
        return nanos;
    }

    /** Records the step that ends the search with nothing; what it says comes before everything else. */
    @Nullable
    KernelBtf fail(String source, String path, String problem) {
        add(source, path, StepNote.FAILED, problem);
        return end(problem);
    }

    /** The same, when the step is recorded already. */
    @Nullable
    KernelBtf end(String problem) {
        mistake = problem;
        return null;
    }

    /** Records what is worth knowing although the search succeeds. */
    void warn(String warning) {
        warnings.add(warning);
    }

    /** Records what would help against what ends the search. */
    void advise(List<String> lines) {
        advice.addAll(lines);
    }

    /** How it went so far, which for what was found is everything. */
    Resolution resolution() {
        if (running != null) {
            running.osRelease(); // as it is now, whenever somebody asks for it
        }
        return new Resolution(StepNote.steps(notes), running, mistake, warnings, advice);
    }

    /** How it went when nothing was found; to be asked once, for what would help is found out now. */
    Resolution notFound() {
        if (mistake == null) {
            advice.addAll(new Advice(running()).lines(StepNote.steps(notes)));
        }
        return resolution();
    }
}
