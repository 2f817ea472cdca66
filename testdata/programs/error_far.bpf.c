// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * A load whose relocated offset (targets/layouts.c) does not fit the instruction's 16 bits: a hard error when loading,
 * where minimizing succeeds.
 */
#include "result.h"

struct far_member {
	int far;
} __attribute__((preserve_access_index));

SEC("tp_btf/sched_process_exec")
int load(__u64 *ctx)
{
	struct far_member *pointer = (void *)ctx[0];

	result(0, pointer->far);
	return 0;
}
