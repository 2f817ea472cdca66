// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

/** Whether a poisoned instruction can be reached, as far as the object alone tells. */
public enum Guard {
    /**
     * No path from the start of its function leads to it, given the values that relocation has put into the code: an exists
     * check closes them all. The verifier follows the same constants, and does not look at the instruction.
     */
    GUARDED,
    /**
     * A path leads to it from the start of a program on which every branch that is not decided by constants depends on what
     * is found at run time, so that the verifier follows it and refuses the program.
     */
    UNGUARDED,
    /**
     * What keeps programs from it, if anything, is not in their code: variables that are set before loading, the caller of
     * a subprogram, values kept on the stack.
     */
    UNKNOWN
}
