// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.ObjectFinding.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an object's relocations come to on every kernel of the bundle.
 *
 * @param name as the bundle has it
 * @param sha256 of its file
 * @param isExamined false when its file was not at hand: then nothing is known but that
 * @param relocations how many it has
 * @param verdicts on the programs that are loaded unless switched off, together; kernels by verdict, without empty sets
 * @param otherOrder kernels of the other byte order, on which it cannot be loaded, and which no verdict counts
 * @param programs in file order
 * @param findings where a relocation does not resolve
 * @param needs what it asks of the kernel's own BTF, on whatever kernel
 */
record ExaminedObject(
        String name,
        String sha256,
        boolean isExamined,
        int relocations,
        Map<Verdict, KernelSet> verdicts,
        KernelSet otherOrder,
        List<Program> programs,
        List<Finding> findings,
        List<Need> needs) {
    /**
     * A program or subprogram.
     *
     * @param section of code that it is in
     * @param name the function's; the section's when no record tells it
     * @param isOptional whether it is loaded only when switched on, as the {@code ?} of its section says
     * @param relocations how many it has
     * @param verdicts kernels by verdict, without empty sets
     */
    record Program(
            String section, String name, boolean isOptional, int relocations, Map<Verdict, KernelSet> verdicts) {}

    /**
     * A relocation that does not resolve everywhere.
     *
     * @param section of code that it is in; null when the record names none
     * @param program the function's name, or the section's; null when there is neither
     * @param relocation what it asks for, such as {@code struct task_struct.pid}
     * @param verdict what comes of it
     * @param reason in words; of kernels that give several, the first one's
     * @param kernels on which
     */
    record Finding(
            @Nullable String section,
            @Nullable String program,
            String relocation,
            Verdict verdict,
            String reason,
            KernelSet kernels) {}

    /**
     * What only the kernel's own BTF, or another program, can give.
     *
     * @param program null when it is about the whole object
     * @param isKernelBtf whether it is the kernel's own BTF
     * @param severity an error when libbpf refuses the whole object without, unless the program is switched off; a warning when
     *     the program may fail; a note when it is for the loader to heed
     * @param reason in words
     */
    record Need(
            @Nullable String section,
            @Nullable String program,
            boolean isKernelBtf,
            Severity severity,
            String reason) {}
}
