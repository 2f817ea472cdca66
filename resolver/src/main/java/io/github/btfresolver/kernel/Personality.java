// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

/** The execution domain of this process, under which uname(2) may lie: personality(2), set by setarch(8). */
final class Personality {
    private static final String PATH = "/proc/self/personality";
    private static final long DOMAIN = 0xFF;
    private static final long LINUX32 = 8;

    /** Under UNAME26, Linux 3.0 calls itself 2.6.40 and Linux 4.0 2.6.60; the real ones ended with 2.6.39. */
    private static final String OLD_SERIES = "2.6.";

    private static final int FIRST_HIDDEN = 40;

    private final HostRoot own;

    Personality(HostRoot own) {
        this.own = own;
    }

    /** Whether a release is none, but what UNAME26 makes of one. */
    static boolean hides(String release) {
        if (!release.startsWith(OLD_SERIES)) {
            return false;
        }
        int number = 0;
        for (int i = OLD_SERIES.length(); i < release.length() && Character.isDigit(release.charAt(i)); i++) {
            number = Math.min(10 * number + release.charAt(i) - '0', 1000);
        }
        return number >= FIRST_HIDDEN;
    }

    /** What uname(2) says of the architecture; empty where LINUX32 may have made one of 32 bits out of one of 64. */
    String believable(String machine) {
        return Arch.is64Bit(machine) || isKnownNotToBeLinux32() ? machine : "";
    }

    private boolean isKnownNotToBeLinux32() {
        String hex = own.text(PATH);
        try {
            return hex != null && (Long.parseLong(hex, 16) & DOMAIN) != LINUX32;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
