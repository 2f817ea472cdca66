// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.loader.HandOverMode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the BTF of the running kernel: a file that somebody named; the kernel's own; a vmlinux file on disk; a bundle; a directory. It
 * is exact, or it says why not.
 *
 * <p>Every setting of the {@linkplain #builder() builder} that is text can also be given as the system property {@code
 * btfresolver.<setting>} or the environment variable {@code BTFRESOLVER_<SETTING>} ({@code btfresolver.hostRoot}, {@code
 * BTFRESOLVER_HOST_ROOT}). The builder comes before the property, the property before the variable.
 *
 * <p>Immutable and safe for use by many threads; each search looks at the machine anew.
 */
public final class BtfResolver {
    private final Settings settings;

    private BtfResolver(Settings settings) {
        this.settings = settings;
    }

    /**
     * Searches with nothing set but properties and environment variables.
     *
     * @throws BtfNotFoundException which explains itself
     */
    public static KernelBtf forRunningKernel() throws BtfNotFoundException {
        return new BtfResolver(new Settings()).resolve();
    }

    /** A resolver with settings. */
    public static Builder builder() {
        return new Builder(new Settings());
    }

    /**
     * Searches.
     *
     * @throws BtfNotFoundException when there is no BTF, or a setting cannot be used
     */
    public KernelBtf resolve() throws BtfNotFoundException {
        Search search = new Search(settings);
        KernelBtf btf = search.run();
        if (btf == null) {
            return BtfNotFoundException.raise(Report.tell(settings, search.notFound(), null));
        }
        if (isAnybodyTold()) {
            Report.tell(settings, btf.resolution(), btf);
        }
        return btf;
    }

    /** Searches, for those to whom no BTF is an ordinary answer: empty where {@link #resolve()} throws. */
    public Optional<KernelBtf> tryResolve() {
        Search search = new Search(settings);
        KernelBtf btf = search.run();
        if (isAnybodyTold()) {
            Report.tell(settings, btf == null ? search.notFound() : btf.resolution(), btf);
        }
        return Optional.ofNullable(btf);
    }

    /** Searches, and tells all that a person on the machine wants to know. Neither throws nor keeps anything open. */
    public Explanation explain() {
        return Explanation.of(settings);
    }

    private boolean isAnybodyTold() {
        return settings.listener() != null || settings.isSet(Setting.REPORT);
    }

    /** Settings in the making. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable Settings settings;

        Builder(Settings settings) {
            this.settings = settings;
        }

        private Settings settings() {
            if (settings == null) {
                throw new IllegalStateException("the resolver is built already");
            }
            return settings;
        }

        private Builder set(Setting key, String... values) {
            for (String value : values) {
                if (value.isEmpty()) {
                    throw new IllegalArgumentException(key + " is empty");
                }
            }
            settings().set(key, values);
            return this;
        }

        /** {@code btfFile}: the BTF to use, raw or in ELF. Nothing else is tried, and a mistake in it is an error. */
        public Builder btfFile(String path) {
            return set(Setting.BTF_FILE, path);
        }

        /** {@code skipKernel}: pass over the kernel's own BTF and vmlinux files, so that bundles decide. */
        public Builder skipKernel(boolean skip) {
            return set(Setting.SKIP_KERNEL, String.valueOf(skip));
        }

        /** {@code hostRoot}: where the machine's root directory is seen from this container. */
        public Builder hostRoot(String directory) {
            return set(Setting.HOST_ROOT, directory);
        }

        /** {@code osReleaseFile}: the os-release file to read, as seen from here. */
        public Builder osReleaseFile(String path) {
            return set(Setting.OS_RELEASE_FILE, path);
        }

        /** {@code osId}: the system's {@code ID}, in place of any os-release file. */
        public Builder osId(String id) {
            return set(Setting.OS_ID, id);
        }

        /** {@code osVersionId}: the system's {@code VERSION_ID}, beside {@link #osId}. */
        public Builder osVersionId(String versionId) {
            return set(Setting.OS_VERSION_ID, versionId);
        }

        /** {@code release}: the kernel's release, in place of what {@code uname -r} says. */
        public Builder release(String release) {
            return set(Setting.RELEASE, release);
        }

        /** {@code machine}: the kernel's architecture, in place of what {@code uname -m} says; in any spelling. */
        public Builder machine(String machine) {
            return set(Setting.MACHINE, machine);
        }

        /**
         * The question is about another machine, to be named by {@link #release} and {@link #machine}, as whether bundles cover
         * it. Nothing of this one is looked at: neither its kernel's BTF and vmlinux files, nor its build id, nor its
         * os-release, in whose place {@link #osId} or {@link #osReleaseFile} may be given. The answer is of no use to a loader
         * here. Only the program can say so, no property and no variable.
         */
        public Builder anotherMachine() {
            settings().setAnotherMachine();
            return this;
        }

        /** {@code bundles}: the names of the bundles to search, in this order, in place of all; none for none; as text by commas. */
        public Builder bundles(String... names) {
            return set(Setting.BUNDLES, names);
        }

        /** {@code bundleFiles}: bundles in files, searched after those on the class path; as text by colons. */
        public Builder bundleFiles(String... paths) {
            return set(Setting.BUNDLE_FILES, paths);
        }

        /**
         * {@code directories}: directories in BTFHub's layout ({@code ID/VERSION_ID/ARCH/RELEASE.btf}, raw BTF or ELF, or the
         * same as {@code .btf.xz}), searched after the bundles; as text by colons.
         */
        public Builder directories(String... paths) {
            return set(Setting.DIRECTORIES, paths);
        }

        /** {@code matchPolicy}: how an entry of a bundle or directory is chosen; as text in lower case. */
        public Builder matchPolicy(MatchPolicy policy) {
            return set(Setting.MATCH_POLICY, policy.name().toLowerCase(Locale.ROOT));
        }

        /** {@code report}: what to write to standard error when a search is over; as text in lower case. */
        public Builder report(Report report) {
            return set(Setting.REPORT, report.name().toLowerCase(Locale.ROOT));
        }

        /** {@code handOver}: how a BTF from a bundle gets a path; as text in lower case. */
        public Builder handOver(HandOverMode mode) {
            return set(Setting.HAND_OVER, mode.name().toLowerCase(Locale.ROOT));
        }

        /** {@code tempDir}: where a temporary file goes, in place of the JVM's own place. */
        public Builder tempDir(String directory) {
            return set(Setting.TEMP_DIR, directory);
        }

        /**
         * {@code rewriteForLibbpf}: for a libbpf that does not know every kind of type in the BTF and would refuse it, the
         * BTF is rewritten and handed over. It gives every relocation the same value as before, or makes libbpf refuse it.
         *
         * @param version of the libbpf, such as {@code 0.8}; or {@code auto}: this machine's, asked through JNA
         */
        public Builder rewriteForLibbpf(String version) {
            return set(Setting.REWRITE_FOR_LIBBPF, version);
        }

        /** Where bundles are looked for, in place of this class's own loader. */
        public Builder classLoader(ClassLoader loader) {
            settings().setClassLoader(loader);
            return this;
        }

        /** Who is told how each search went. */
        public Builder listener(ResolutionListener listener) {
            settings().setListener(listener);
            return this;
        }

        /** The resolver; the builder is of no use afterwards. */
        public BtfResolver build() {
            BtfResolver resolver = new BtfResolver(settings());
            settings = null;
            return resolver;
        }

        /** Builds the resolver and searches once. */
        public KernelBtf resolve() throws BtfNotFoundException {
            return build().resolve();
        }

        /** Builds the resolver and searches once, see {@link BtfResolver#tryResolve()}. */
        public Optional<KernelBtf> tryResolve() {
            return build().tryResolve();
        }
    }
}
