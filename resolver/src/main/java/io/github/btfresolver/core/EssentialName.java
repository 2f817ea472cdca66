// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import io.github.btfresolver.btf.BtfStrings;

/**
 * Names without their flavour: {@code task_struct___old} is {@code task_struct} to CO-RE. The cut is at the right-most
 * place where exactly {@code ___} stands between two characters that are not underscores (libbpf's {@code
 * bpf_core_essential_name_len()}).
 */
final class EssentialName {
    private EssentialName() {}

    /** Length in bytes of the essential part of the string at an offset. */
    static int length(BtfStrings strings, int offset) {
        int length = strings.length(offset);
        for (int i = length - 5; i >= 0; i--) {
            if (isFlavourStart(strings, offset, i)) {
                return i + 1;
            }
        }
        return length;
    }

    private static boolean isFlavourStart(BtfStrings strings, int offset, int i) {
        return strings.at(offset, i + 1) == '_'
                && strings.at(offset, i + 2) == '_'
                && strings.at(offset, i + 3) == '_'
                && strings.at(offset, i) != '_'
                && strings.at(offset, i + 4) != '_';
    }

    /** Whether two names are the same but for their flavours. */
    static boolean equal(BtfStrings strings, int offset, BtfStrings other, int otherOffset) {
        int length = length(strings, offset);
        return length == length(other, otherOffset) && strings.prefixesEqual(offset, other, otherOffset, length);
    }
}
