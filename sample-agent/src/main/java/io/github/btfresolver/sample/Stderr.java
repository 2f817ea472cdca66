// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

/** Where the agent speaks of itself: one line each time. */
final class Stderr {
    static final String PREFIX = "[btf-sample-agent] ";

    private Stderr() {}

    static void say(String message) {
        System.err.println(PREFIX + TracingException.oneLine(message));
    }

    /** What to say of a failure: ours are written for people, others need their type. */
    static String reason(Throwable failure) {
        return failure instanceof TracingException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
