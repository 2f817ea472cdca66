// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What a kernel release says about the line of builds that it is one of: its kernel version (major and minor), its flavour,
 * and its place among those with the same. Two shapes are understood:
 *
 * <ul>
 *   <li>that of Debian, Ubuntu and SUSE, {@code VERSION-BUILD-FLAVOUR}: {@code 5.4.0-42-generic}, {@code
 *       4.15.0-1031-aws}, {@code 4.19.0-17-cloud-amd64}, {@code 4.12.14-122.37-default};
 *   <li>that of RPM distributions, {@code VERSION-BUILD.TAG}, and mostly the architecture at its end: {@code
 *       3.10.0-1160.el7.x86_64}, {@code 4.18.0-305.3.1.el8_4.x86_64}, {@code 5.4.17-2136.302.7.el7uek.x86_64}, {@code
 *       4.14.355-275.572.amzn2.x86_64}.
 * </ul>
 *
 * <p>VERSION is three numbers, BUILD numbers with points between them, FLAVOUR and TAG begin with a letter, and the flavour
 * of the second shape is its tag as it stands: {@code el8} and {@code el8_4} are two. Everything else is of no series: a
 * letter among the numbers ({@code 4.18.0-305.rt7.72.el8}, {@code 4.19.0-0.bpo.19-amd64}), a second tag ({@code
 * 1.el7.elrepo}), something appended ({@code +deb13}, {@code .debug}), mainline builds ({@code 5.4.0-050400-generic}) and
 * Android's, which mean other things by their names. Immutable.
 */
public final class ReleaseSeries {
    private final String name;
    private final String build;

    private ReleaseSeries(String name, String build) {
        this.name = name;
        this.build = build;
    }

    /** The series of a release; null when it is of none. */
    public static @Nullable ReleaseSeries of(String release) {
        int dash = release.indexOf('-');
        if (dash < 0 || !isNumbers(release.substring(0, dash), 3, 3)) {
            return null;
        }
        String rest = release.substring(dash + 1);
        int second = rest.indexOf('-');
        if (second >= 0) {
            return of(release, dash, second, rest.substring(second + 1), true);
        }
        String withoutArch = withoutArch(rest);
        int tag = withoutArch.lastIndexOf('.');
        return tag < 0 ? null : of(release, dash, tag, withoutArch.substring(tag + 1), false);
    }

    private static @Nullable ReleaseSeries of(String release, int dash, int end, String flavour, boolean dashed) {
        String build = release.substring(dash + 1, dash + 1 + end);
        boolean mainline = dashed && build.length() > 1 && build.startsWith("0") && build.indexOf('.') < 0;
        if (mainline || !isNumbers(build, 1, Integer.MAX_VALUE) || !isFlavour(flavour, dashed)) {
            return null;
        }
        int minor = release.indexOf('.', release.indexOf('.') + 1);
        return new ReleaseSeries(
                release.substring(0, minor) + (dashed ? "-" : ".") + flavour, release.substring(0, dash + 1 + end));
    }

    private static String withoutArch(String rest) {
        int last = rest.lastIndexOf('.');
        return last >= 0 && Arch.isKnown(rest.substring(last + 1)) ? rest.substring(0, last) : rest;
    }

    /** Whether it is numbers with points between them, and how many. */
    private static boolean isNumbers(String s, int least, int most) {
        int numbers = 1;
        for (int i = 0; i < s.length(); i++) {
            boolean isPoint = s.charAt(i) == '.';
            boolean afterDigit = i > 0 && ReleaseOrder.isDigit(s.charAt(i - 1));
            if (isPoint ? !afterDigit : !ReleaseOrder.isDigit(s.charAt(i))) {
                return false;
            }
            numbers += isPoint ? 1 : 0;
        }
        return !s.isEmpty() && !s.endsWith(".") && numbers >= least && numbers <= most;
    }

    private static boolean isFlavour(String s, boolean dashed) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            boolean inside = i > 0 && (ReleaseOrder.isDigit(c) || c == (dashed ? '-' : '_'));
            if ((c < 'a' || c > 'z') && !inside) {
                return false;
            }
        }
        return !s.isEmpty();
    }

    /** Whether both are builds of the same kernel version and flavour. Distribution and architecture are not its business. */
    public boolean isSame(ReleaseSeries that) {
        return name.equals(that.name);
    }

    /** Version and build, for {@link ReleaseOrder}. */
    public String build() {
        return build;
    }

    /** Kernel version and flavour: {@code 5.4-generic}, {@code 4.18.el8_4}. */
    @Override
    public String toString() {
        return name;
    }
}
