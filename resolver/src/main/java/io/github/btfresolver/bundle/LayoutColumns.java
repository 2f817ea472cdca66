// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** The columns of a block of layouts, in the order in which they are stored. */
final class LayoutColumns {
    static final int STRINGS = 0;
    static final int VARIANTS = 1;
    static final int INFOS = 2;
    static final int NAMES = 3;
    static final int TYPES = 4;
    static final int VALUES = 5;
    static final int LAYOUTS = 6;
    static final int COUNT = 7;

    private LayoutColumns() {}
}
