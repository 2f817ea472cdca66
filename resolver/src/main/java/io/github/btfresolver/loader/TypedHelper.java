// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's helpers whose arguments or results are pointers with types of the kernel's own BTF, or that read it. On a
 * kernel without BTF it refuses the programs that call them, or they fail when called.
 */
public enum TypedHelper {
    SKC_TO_TCP6_SOCK(136),
    SKC_TO_TCP_SOCK(137),
    SKC_TO_TCP_TIMEWAIT_SOCK(138),
    SKC_TO_TCP_REQUEST_SOCK(139),
    SKC_TO_UDP6_SOCK(140),
    INODE_STORAGE_GET(145),
    INODE_STORAGE_DELETE(146),
    D_PATH(147),
    SNPRINTF_BTF(149),
    SEQ_PRINTF_BTF(150),
    PER_CPU_PTR(153),
    THIS_CPU_PTR(154),
    TASK_STORAGE_GET(156),
    TASK_STORAGE_DELETE(157),
    GET_CURRENT_TASK_BTF(158),
    BPRM_OPTS_SET(159),
    IMA_INODE_HASH(161),
    SOCK_FROM_FILE(162),
    TASK_PT_REGS(175),
    SKC_TO_UNIX_SOCK(178),
    FIND_VMA(180),
    COPY_FROM_USER_TASK(191),
    IMA_FILE_HASH(193),
    SKC_TO_MPTCP_SOCK(196),
    CGRP_STORAGE_GET(210),
    CGRP_STORAGE_DELETE(211);

    private static final TypedHelper[] ALL = values();

    private final int number;

    TypedHelper(int number) {
        this.number = number;
    }

    /**
     * The helper of a number.
     *
     * @param number in {@code enum bpf_func_id} of the kernel's {@code linux/bpf.h}
     * @return null for all others
     */
    public static @Nullable TypedHelper of(int number) {
        for (TypedHelper helper : ALL) {
            if (helper.number == number) {
                return helper;
            }
        }
        return null;
    }

    int number() {
        return number;
    }

    /** Its name in programs, {@code bpf_d_path}. */
    @Override
    public String toString() {
        return "bpf_" + name().toLowerCase(Locale.ROOT);
    }
}
