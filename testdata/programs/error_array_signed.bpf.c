// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* A hard error, not a poisoned instruction: signedness asked of an array element. */
#include "result.h"

SEC("raw_tp/sched_process_exec")
int array_element(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[0];

	result(0, __builtin_preserve_field_info(task->comm[3], BPF_FIELD_SIGNED));
	return 0;
}
