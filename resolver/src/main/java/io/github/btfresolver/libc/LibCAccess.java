// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.libc;

import org.jspecify.annotations.Nullable;

/**
 * The way to the system calls: either them, or the reason why there are none here. Asking loads JNA, which takes a tenth
 * of a second and unpacks a native library, so it is done when the calls are needed and not before; and once only,
 * because class initialisation that failed cannot be repeated. Immutable.
 */
public final class LibCAccess {
    private static @Nullable LibCAccess answer;

    private final @Nullable LibC calls;
    private final String reason;

    private LibCAccess(@Nullable LibC calls, String reason) {
        this.calls = calls;
        this.reason = reason;
    }

    /** The same answer every time. */
    public static synchronized LibCAccess get() {
        LibCAccess known = answer;
        if (known == null) {
            known = load();
            answer = known;
        }
        return known;
    }

    /** Whatever goes wrong inside JNA is an answer: it throws LinkageErrors, but also plain Errors. */
    private static LibCAccess load() {
        try {
            return new LibCAccess(new JnaLibC(), "");
        } catch (NoClassDefFoundError e) {
            return new LibCAccess(null, missing(e));
        } catch (Exception | Error e) {
            return new LibCAccess(null, "JNA cannot be used here: " + e);
        }
    }

    private static String missing(NoClassDefFoundError e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("com/sun/jna/")
                ? "JNA (net.java.dev.jna:jna) is not on the class path"
                : "JNA cannot be used here: " + message;
    }

    /** The calls; null when there are none. */
    public @Nullable LibC calls() {
        return calls;
    }

    /** Why there are no calls; empty when there are. */
    public String reason() {
        return reason;
    }
}
