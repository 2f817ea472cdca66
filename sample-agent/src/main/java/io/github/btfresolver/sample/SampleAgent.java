// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import io.github.btfresolver.Explain;
import org.jspecify.annotations.Nullable;

/**
 * Prints every exec of the machine as a line, from within any Java application: {@code java
 * -javaagent:btf-sample-agent.jar=seconds=10,out=execs.txt ...}, or by itself: {@code java -jar btf-sample-agent.jar
 * --seconds 10}. Whatever is missing for that is said in one line on stderr, and the application runs on.
 */
public final class SampleAgent {
    private static @Nullable TracerThread running;

    private SampleAgent() {}

    /** Called by the JVM before the application's main method, which then is traced from its first exec on. */
    public static void premain(@Nullable String options) {
        try {
            start(AgentOptions.ofAgent(options));
        } catch (Throwable e) {
            Stderr.say("no tracing: " + Stderr.reason(e));
        }
    }

    /** Called by the JVM when the agent is attached to it later. */
    public static void agentmain(@Nullable String options) {
        premain(options);
    }

    /** Traces until the given number of seconds is over, or the process is told to end; {@code explain}: see {@link Explain}. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0 && arguments[0].equals("explain")) {
            System.exit(Explain.run(System.out, System.err, arguments));
        }
        if (arguments.length > 0 && (arguments[0].equals("--help") || arguments[0].equals("-h"))) {
            System.out.print(AgentOptions.HELP);
            return;
        }
        // before anyone can know that it traces, and so tell it to end
        Runtime.getRuntime().addShutdownHook(new Thread(SampleAgent::stop));
        TracerThread thread;
        try {
            thread = start(AgentOptions.ofCommandLine(arguments));
        } catch (Throwable e) {
            Stderr.say("no tracing: " + Stderr.reason(e));
            System.exit(1);
            return;
        }
        thread.join();
        if (thread.failure() != null) {
            System.exit(1);
        }
    }

    private static synchronized TracerThread start(AgentOptions options) throws Exception {
        TracerThread former = running;
        if (former != null && former.isAlive()) {
            throw new TracingException("this process is tracing already");
        }
        TracerThread started = Tracing.start(options);
        running = started;
        return started;
    }

    /** Detaches, if it traces. When it returns, every exec until then is printed. */
    public static synchronized void stop() {
        TracerThread thread = running;
        running = null;
        if (thread == null) {
            return;
        }
        try {
            thread.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
