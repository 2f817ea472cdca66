// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Typed kernel symbols, a variable and a kfunc: resolved in the kernel's own BTF, whatever the program types are. */
#include "result.h"

extern const int bpf_prog_active __ksym;
extern void bpf_rcu_read_lock(void) __ksym __weak;
extern void bpf_rcu_read_unlock(void) __ksym __weak;

SEC("tp_btf/sched_process_exec")
int kfunc(__u64 *ctx)
{
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	return 0;
}

SEC("raw_tp/sched_process_exec")
int variable(__u64 *ctx)
{
	int *active = bpf_this_cpu_ptr(&bpf_prog_active);

	result(0, *active);
	result(1, BPF_CORE_READ((struct task_struct *)ctx[0], tgid));
	return 0;
}
