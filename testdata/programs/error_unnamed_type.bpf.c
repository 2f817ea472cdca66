// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* A hard error: the root of the access is a type without a name, so there is nothing to search for. */
#include "result.h"

SEC("raw_tp/sched_process_exec")
int unnamed(__u64 *ctx)
{
	struct { int member; } __attribute__((preserve_access_index)) *root = (void *)ctx[0];

	result(0, BPF_CORE_READ(root, member));
	return 0;
}
