// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import org.jspecify.annotations.Nullable;

/** What can be asked of the agent: as agent options {@code seconds=N,out=FILE}, as a program {@code --seconds N}. */
final class AgentOptions {
    static final String USAGE = "seconds=N (stop after N seconds), out=FILE (print there and not to stdout)";

    /** What {@code --help} prints. */
    static final String HELP =
            "Prints every exec of this machine as a line. Needs root, and a kernel that runs BPF programs.\n"
                    + "\n"
                    + "java -jar btf-sample-agent.jar [--seconds N] [--out FILE]\n"
                    + "java -javaagent:btf-sample-agent.jar=seconds=N,out=FILE ...   within an application\n"
                    + "java -jar btf-sample-agent.jar explain [--json]              which BTF this machine gets, and why\n"
                    + "\n"
                    + "  --seconds N   stop after N seconds; else at Ctrl-C\n"
                    + "  --out FILE    print there and not to standard output\n"
                    + "\n"
                    + "Exit status 1 when it cannot trace, or breaks off; one line on standard error says why.\n";

    private int seconds;
    private @Nullable String out;

    private AgentOptions() {}

    /** Of {@code -javaagent:jar=options}; a file name cannot contain a comma there. */
    static AgentOptions ofAgent(@Nullable String text) throws TracingException {
        AgentOptions options = new AgentOptions();
        if (text == null || text.trim().isEmpty()) {
            return options;
        }
        for (String option : text.split(",", -1)) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw unknown(option, USAGE);
            }
            options.set(option.substring(0, equals).trim(), option.substring(equals + 1), option, USAGE);
        }
        return options;
    }

    /** Of a command line: {@code --name value} or {@code --name=value}. */
    static AgentOptions ofCommandLine(String... arguments) throws TracingException {
        AgentOptions options = new AgentOptions();
        String usage = "--seconds N, --out FILE";
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.startsWith("--") || (equals < 0 && i + 1 == arguments.length)) {
                throw unknown(argument, usage);
            }
            String value = equals < 0 ? arguments[++i] : argument.substring(equals + 1);
            options.set(name.substring(2), value, argument, usage);
        }
        return options;
    }

    private void set(String name, String value, String option, String usage) throws TracingException {
        if (name.equals("seconds")) {
            seconds = positive(value);
        } else if (name.equals("out") && !value.isEmpty()) {
            out = value;
        } else {
            throw unknown(option, usage);
        }
    }

    private static int positive(String value) throws TracingException {
        try {
            int number = Integer.parseInt(value.trim());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TracingException("seconds must be a whole number above 0, not '" + value + "'");
    }

    private static TracingException unknown(String option, String usage) {
        return new TracingException("option '" + option + "' is not understood; there are: " + usage);
    }

    /** When to stop by itself; 0: not at all. */
    int seconds() {
        return seconds;
    }

    /** The file to print to; null for stdout. */
    @Nullable
    String out() {
        return out;
    }
}
