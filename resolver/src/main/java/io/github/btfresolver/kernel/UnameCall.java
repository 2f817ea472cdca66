// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.libc.LibC;
import io.github.btfresolver.libc.LibCAccess;
import io.github.btfresolver.libc.Utsname;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The call of uname(2), for what {@code /proc} does not say. It loads JNA, so it is made only where it must be. */
final class UnameCall {
    private UnameCall() {}

    /**
     * Asks.
     *
     * @param release what {@code /proc} says; null when it does not say
     * @param version the same
     * @param machine the same
     * @param osVersion the JVM's {@code os.version}, for want of an answer
     */
    static Uname ask(
            @Nullable String release,
            @Nullable String version,
            @Nullable String machine,
            String osVersion,
            Personality personality) {
        Utsname answer = call();
        String told = answer == null ? osVersion : answer.release();
        boolean isHidden = release == null && Personality.hides(told);
        String origin = answer == null ? "the JVM's os.version and os.arch" : "uname(2)";
        return new Uname(
                release != null ? release : isHidden ? "" : told,
                release == null && answer != null ? answer.version() : version,
                machine != null ? machine : answer == null ? "" : personality.believable(answer.machine()),
                origin + (isHidden ? ", where " + told + " hides it: see setarch(8)" : ""));
    }

    private static @Nullable Utsname call() {
        LibC calls = LibCAccess.get().calls();
        try {
            return calls == null ? null : calls.uname();
        } catch (IOException e) {
            return null;
        }
    }
}
