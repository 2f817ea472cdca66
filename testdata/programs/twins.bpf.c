// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * Two target types of one name (targets/layouts.c): the first read is possible in one of them only, which settles the
 * choice for the second read, ambiguous by itself. Order matters.
 */
#include "result.h"

struct twin {
	int common;
	long only_in_second;
} __attribute__((preserve_access_index));

SEC("raw_tp/sched_process_exec")
int settled(__u64 *ctx)
{
	struct twin *twin = (void *)ctx[0];

	result(0, BPF_CORE_READ(twin, only_in_second));
	result(1, BPF_CORE_READ(twin, common));
	return 0;
}
