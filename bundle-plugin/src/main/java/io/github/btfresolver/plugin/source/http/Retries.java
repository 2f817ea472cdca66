// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import java.io.IOException;
import java.time.Duration;

/** Tries again what may be better at the next attempt, after pauses that grow. */
final class Retries {
    /** What is tried. */
    interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    /** How time passes between attempts. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final int attempts;
    private final Pause pause;

    Retries(int attempts, Pause pause) {
        this.attempts = attempts;
        this.pause = pause;
    }

    /** @throws TransientException when the last attempt failed like those before */
    <T> T run(Attempt<T> attempt) throws IOException, InterruptedException {
        Duration backoff = Limits.FIRST_PAUSE;
        for (int i = 1; ; i++) {
            try {
                return attempt.run();
            } catch (TransientException e) {
                if (i == attempts) {
                    throw e.after(attempts);
                }
                pause.of(longer(backoff, shorter(e.retryAfter(), Limits.MAX_PAUSE)));
                backoff = backoff.multipliedBy(2);
            }
        }
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
