// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.elf.ElfFormatException;
import io.github.btfresolver.file.FileStart;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was found at one of the places where a BTF may lie, and why it is of use or not. Immutable. */
public final class Finding {
    // Not an enum: one class less to load on the way to the kernel's own BTF.
    private static final int PROVEN = 0;
    private static final int FOUND = 1;
    private static final int DOUBTFUL = 2;
    private static final int ABSENT = 3;
    private static final int PASSED_OVER = 4;
    private static final int FAILED = 5;

    private final String path;
    private final int state;
    private final String reason;
    private final @Nullable Btf btf;

    private Finding(String path, int state, String reason, @Nullable Btf btf) {
        this.path = path;
        this.state = state;
        this.reason = reason;
        this.btf = btf;
    }

    /**
     * A BTF to use.
     *
     * @param btf null when the place was only looked at
     */
    static Finding found(String path, String reason, @Nullable Btf btf) {
        return new Finding(path, FOUND, reason, btf);
    }

    /** A BTF that by its build id is this kernel's. */
    static Finding proven(String path, String reason, Btf btf) {
        return new Finding(path, PROVEN, reason, btf);
    }

    static Finding doubtful(String path, String reason, Btf btf) {
        return new Finding(path, DOUBTFUL, reason, btf);
    }

    static Finding absent(File file) {
        return new Finding(file.getPath(), ABSENT, FileStart.absence("no such file", file), null);
    }

    static Finding passedOver(String path, String reason) {
        return new Finding(path, PASSED_OVER, reason, null);
    }

    static Finding failed(String path, String reason) {
        return new Finding(path, FAILED, reason, null);
    }

    /** Something is there that is no BTF, or that cannot be looked at. */
    static Finding of(String path, Exception problem) {
        boolean malformed = problem instanceof BtfFormatException || problem instanceof ElfFormatException;
        return new Finding(path, malformed ? PASSED_OVER : FAILED, reason(path, problem), null);
    }

    /** The message without the path, which stands beside it already. */
    private static String reason(String path, Exception problem) {
        String message = problem.getMessage();
        if (!(problem instanceof IOException) || message == null) {
            return problem.toString();
        }
        return message.startsWith(path + ": ") ? message.substring(path.length() + 2) : message;
    }

    public String path() {
        return path;
    }

    public String reason() {
        return reason;
    }

    /** Whether it is a BTF to use. */
    public boolean isFound() {
        return state <= DOUBTFUL;
    }

    /** Whether it is a BTF to use, and this kernel's by its build id. */
    boolean isProven() {
        return state == PROVEN;
    }

    /** Whether it is a BTF to use only because somebody named it: the evidence says that it is another kernel's. */
    public boolean isDoubtful() {
        return state == DOUBTFUL;
    }

    /** Whether nothing is there. */
    public boolean isAbsent() {
        return state == ABSENT;
    }

    /** Whether something is there, but could not be read. */
    public boolean isFailed() {
        return state == FAILED;
    }

    /** The BTF itself, when it had to be read to tell; null otherwise. */
    public @Nullable Btf btf() {
        return btf;
    }
}
