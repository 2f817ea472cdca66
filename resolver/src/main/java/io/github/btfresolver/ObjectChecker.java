// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.ObjectFinding.Kind;
import io.github.btfresolver.ObjectFinding.Severity;
import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.bundle.BundleLabel;
import io.github.btfresolver.bundle.BundledObject;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.kernel.KernelBtfProbe;
import io.github.btfresolver.loader.KernelSymbols;
import io.github.btfresolver.loader.LibbpfAnswer;
import io.github.btfresolver.loader.LibbpfKinds;
import io.github.btfresolver.loader.LibbpfVersion;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One {@linkplain KernelBtf#check check} of an object. */
final class ObjectChecker {
    private final BpfObject object;
    private final Btf target;
    private final boolean kernelBtf;
    private final @Nullable File modules;
    private final List<ObjectFinding> findings = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param target the BTF that was chosen
     * @param kernelBtf whether the kernel has its own
     * @param modules the directory with the BTFs of modules, where libbpf would look into these, too; else null
     */
    ObjectChecker(BpfObject object, Btf target, boolean kernelBtf, @Nullable File modules) {
        this.object = object;
        this.target = target;
        this.kernelBtf = kernelBtf;
        this.modules = modules;
    }

    /**
     * Looks at everything. Here, and not where it is asked for, which is a class of every start.
     *
     * @param bytes the object's file
     * @param libbpf that will load the object
     * @param customPath whether libbpf is given the BTF by path
     * @param inMemoryOnly whether it is given none because the BTF has none
     */
    static ObjectCheck check(
            byte[] bytes,
            String name,
            LibbpfAnswer libbpf,
            KernelBtf btf,
            HostRoot root,
            boolean customPath,
            boolean inMemoryOnly)
            throws IOException {
        Btf target = btf.spec();
        boolean kernelBtf =
                KernelBtfProbe.probe(root.seeing(KernelBtfProbe.PATH)).isFound();
        File modules = customPath || inMemoryOnly ? null : new File(btf.source()).getParentFile();
        byte[] label = btf.label();
        return new ObjectChecker(BpfObject.parse(bytes.clone(), name), target, kernelBtf, modules)
                .check(bytes, label == null ? null : BundleLabel.of(label, btf.source()), libbpf, customPath);
    }

    private ObjectCheck check(byte[] bytes, @Nullable BundleLabel bundle, LibbpfAnswer libbpf, boolean customPath)
            throws IOException {
        if (bundle != null) {
            addStaleness(bundle, BundledObject.sha256(bytes));
        }
        LibbpfVersion version = libbpf.version();
        if (version != null) {
            addLibbpf(libbpf, version, customPath);
        }
        return check(libbpf.toString(), bundle != null);
    }

    /**
     * Looks at what neither the bundle nor the libbpf decides.
     *
     * @param libbpf in words
     * @param minimized whether types were left out of the BTF
     */
    ObjectCheck check(String libbpf, boolean minimized) throws IOException {
        if (!kernelBtf) {
            addSymbols();
        }
        new ProgramFindings(object, kernelBtf).addTo(findings);
        new RelocationFindings(object, target, minimized, kernelBtf && !minimized, modules).addTo(findings);
        return new ObjectCheck(object.source(), target.source(), libbpf, kernelBtf, findings);
    }

    private void add(Kind kind, String text) {
        findings.add(ObjectFinding.ofObject(Severity.ERROR, kind, text));
    }

    private void addStaleness(BundleLabel bundle, String sha256) {
        if (!bundle.isMadeFor(sha256)) {
            add(
                    Kind.STALE_BUNDLE,
                    object.source() + " (SHA-256 " + sha256 + ") is not an object that the bundle was made for: "
                            + bundle
                            + "; what else this object uses is missing from it. Make the bundle anew, with this object");
        }
    }

    private void addLibbpf(LibbpfAnswer libbpf, LibbpfVersion version, boolean customPath) {
        if (customPath && version.isBefore(LibbpfVersion.WITH_CUSTOM_PATH)) {
            add(
                    Kind.LIBBPF_TOO_OLD,
                    libbpf + " takes no BTF from a path and would look for the kernel's own: btf_custom_path needs "
                            + LibbpfVersion.WITH_CUSTOM_PATH);
        }
        addKinds(libbpf, version, target, ", or set " + Setting.REWRITE_FOR_LIBBPF);
        addKinds(libbpf, version, object.btf(), ", or compile it for an older one");
    }

    private void addKinds(LibbpfAnswer libbpf, LibbpfVersion version, Btf btf, String advice) {
        Set<BtfKind> unknown = LibbpfKinds.unknownTo(version, btf);
        for (BtfKind kind : unknown) {
            add(
                    Kind.LIBBPF_TOO_OLD,
                    libbpf + " refuses the BTF of " + btf.source() + ", which has types of kind " + kind + ": "
                            + LibbpfKinds.since(kind) + " or newer is needed" + advice);
        }
    }

    private void addSymbols() throws BtfFormatException {
        KernelSymbols symbols = KernelSymbols.of(object.btf());
        addSymbols("kernel functions that it calls (kfuncs)", symbols.kfuncs());
        addSymbols("typed kernel variables that it reads (ksyms)", symbols.variables());
        addSymbols("kernel structs that it implements (struct_ops)", symbols.structOps());
    }

    private void addSymbols(String what, List<String> names) {
        if (!names.isEmpty()) {
            add(
                    Kind.SYMBOL_NEEDS_KERNEL_BTF,
                    "the " + what + " are looked up in the kernel's own BTF, which this kernel does not have: "
                            + String.join(", ", names) + "; libbpf refuses the whole object");
        }
    }
}
