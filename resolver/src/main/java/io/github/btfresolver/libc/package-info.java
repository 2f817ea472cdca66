// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The few system calls that plain Java lacks, through JNA; its absence is an ordinary answer. */
package io.github.btfresolver.libc;
