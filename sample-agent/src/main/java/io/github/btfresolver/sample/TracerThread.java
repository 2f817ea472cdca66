// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Drains the tracer until it is told to stop or its time is over, and then detaches. The JVM does not wait for it. */
final class TracerThread extends Thread {
    private static final int LOOK_UP_MILLIS = 100;

    private final ExecTracer tracer;
    private final ExecPrinter printer;
    private final long start = System.nanoTime();
    private final long nanos;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    /** @param seconds how long; 0 for no end */
    TracerThread(ExecTracer tracer, ExecPrinter printer, int seconds) {
        super("btf-sample-agent");
        this.tracer = tracer;
        this.printer = printer;
        nanos = seconds == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(seconds);
        setDaemon(true);
    }

    @Override
    public void run() {
        try (ExecTracer detached = tracer) {
            for (long left = left(); left > 0 && !stopping; left = left()) {
                detached.poll((int) Math.min(LOOK_UP_MILLIS, TimeUnit.NANOSECONDS.toMillis(left) + 1));
            }
        } catch (Throwable e) {
            failure = e;
            Stderr.say("tracing has ended: " + Stderr.reason(e));
        } finally {
            printer.close();
        }
    }

    /** Why tracing broke off; null when it did not, or has not yet. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private long left() {
        return nanos - (System.nanoTime() - start);
    }

    /** Detaches; when it returns, every exec until then is printed. */
    void end() throws InterruptedException {
        stopping = true;
        join();
    }
}
