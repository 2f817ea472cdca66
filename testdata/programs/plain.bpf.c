// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* No CO-RE relocation at all, though it has .BTF.ext (functions and lines): needs no kernel types. */
#include "result.h"

SEC("raw_tp/sched_process_exec")
int tgid(void *ctx)
{
	result(0, bpf_get_current_pid_tgid() >> 32);
	return 0;
}
