// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* One event per successful execve(2), like the agent's, from a tracepoint: its context is UAPI and not relocated. */
#include "probe.h"

struct sched_process_exec {
	__u64 common;
	__u32 filename_location;        /* offset from here in the low half, length in the high half */
};

SEC("tp/sched/sched_process_exec")
int on_exec(struct sched_process_exec *context)
{
	report((const char *)context + (context->filename_location & 0xFFFF));
	return 0;
}
