// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

import io.github.btfresolver.btf.Btf;
import java.io.File;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signs that a file which somebody named is another kernel's. BTF itself does not say whose it is; its build id may, and
 * so may its name, and then its folder when that is an architecture's, and its byte order.
 */
public final class ForeignFile {
    private static final String[] PREFIXES = {"vmlinux-", ""};
    private static final String[] SUFFIXES = {".btf", ".debug", ""};

    private ForeignFile() {}

    /** The signs, each a warning to show; none when the build ids are the same, whatever the name says. */
    public static List<String> signs(Finding found, HostKernel host) {
        List<String> signs = new ArrayList<>();
        if (found.isDoubtful()) {
            signs.add(found.path() + " is " + found.reason());
        } else if (!found.isProven()) {
            addNames(signs, new File(found.path()).getAbsoluteFile(), host);
        }
        Btf btf = found.btf();
        if (btf != null && !btf.order().equals(ByteOrder.nativeOrder())) {
            signs.add(found.path() + " is another machine's: its byte order is " + btf.order());
        }
        return signs;
    }

    private static void addNames(List<String> signs, File file, HostKernel host) {
        String release = release(file.getName());
        if (release == null) {
            return;
        }
        if (!release.equals(host.release())) {
            signs.add(file + " is another kernel's by its name: release " + release + ", the running kernel has "
                    + host.release());
        }
        File folder = file.getParentFile();
        if (folder != null && Arch.isKnown(folder.getName())) {
            String arch = Arch.normalize(folder.getName());
            if (!arch.equals(host.arch())) {
                signs.add(file + " is another machine's by its folder: " + arch + ", the running kernel is for "
                        + host.arch());
            }
        }
    }

    /** The release in a file's name; null when there is none, that is, nothing that begins with two numbers. */
    private static @Nullable String release(String name) {
        for (String prefix : PREFIXES) {
            for (String suffix : SUFFIXES) {
                if (name.startsWith(prefix) && name.endsWith(suffix)) {
                    String rest =
                            name.substring(prefix.length(), Math.max(prefix.length(), name.length() - suffix.length()));
                    return beginsWithVersion(rest) ? rest : null;
                }
            }
        }
        return null;
    }

    private static boolean beginsWithVersion(String s) {
        int point = 0;
        while (point < s.length() && ReleaseOrder.isDigit(s.charAt(point))) {
            point++;
        }
        return point > 0
                && point + 1 < s.length()
                && s.charAt(point) == '.'
                && ReleaseOrder.isDigit(s.charAt(point + 1));
    }
}
