// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

/** Something that is done in a guest, and what is expected of it. */
final class GuestCase {
    /** Says what is wrong by an assertion. */
    interface Judge {
        void judge(GuestResult result) throws Exception;
    }

    /** What is expected, as one word. */
    final String name;
    /** A line of shell, of the functions in the script {@code init}. */
    final String command;

    final Judge judge;

    GuestCase(String name, String command, Judge judge) {
        this.name = name;
        this.command = command;
        this.judge = judge;
    }
}
