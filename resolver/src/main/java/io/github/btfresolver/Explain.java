// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import java.io.PrintStream;

/**
 * Prints what the library sees on this machine and what it decides, from whatever jar has it: {@code java -cp agent.jar
 * io.github.btfresolver.Explain}. A jar that has no main class of its own may name this one, for {@code java -jar agent.jar
 * explain}; one that has can call {@link #run}.
 */
public final class Explain {
    private static final String USAGE = "usage: explain [--json]\n"
            + "Prints which BTF an agent with this library gets on this machine, and why. Settings are taken from the system\n"
            + "properties btfresolver.* and the environment variables BTFRESOLVER_*. --json: the search, as one JSON object.\n"
            + "Exit status 0: there is a BTF; 1: there is none; 2: wrong usage.";

    private Explain() {}

    /** Ends the JVM with the status of {@link #run}. */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /**
     * Prints.
     *
     * @param arguments {@code explain}, which may be left out, and perhaps {@code --json}
     * @return the exit status: 0 when there is a BTF, 1 when there is none or the output is lost, 2 for wrong arguments
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--json")) {
                json = true;
            } else if (arguments[i].equals("--help")) {
                out.println(USAGE);
                return 0;
            } else if (i > 0 || !arguments[i].equals("explain")) {
                err.println("'" + arguments[i] + "' is not understood\n" + USAGE);
                return 2;
            }
        }
        Explanation explanation = BtfResolver.builder().build().explain();
        out.println(json ? explanation.resolution().toJson() : explanation.toString());
        return explanation.isFound() && !out.checkError() ? 0 : 1;
    }
}
