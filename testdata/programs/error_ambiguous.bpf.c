// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* A hard error against targets/layouts.c: two types of that name, with the member at different offsets. */
#include "result.h"

struct twin {
	int common;
} __attribute__((preserve_access_index));

SEC("raw_tp/sched_process_exec")
int ambiguous(__u64 *ctx)
{
	struct twin *twin = (void *)ctx[0];

	result(0, BPF_CORE_READ(twin, common));
	return 0;
}
