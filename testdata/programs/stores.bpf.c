// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Loads and stores relocated in the instruction (LDX, STX), with loads whose size the relocation changes. */
#include "result.h"

/* an unsigned member that is wider in kernels: the load grows; and a signed one: the load cannot, so it is poisoned */
struct task_struct___narrow {
	unsigned int start_boottime;
	short prio;
} __attribute__((preserve_access_index));

SEC("tc")
int context(struct __sk_buff *skb)
{
	__u32 length = skb->len;

	skb->mark = length;
	skb->priority = skb->cb[2];
	skb->cb[4] = length;
	return 0;
}

/* kernel BTF is needed to load this one, see kernel_btf.bpf.c */
SEC("?tp_btf/sched_process_exec")
int resized(__u64 *ctx)
{
	struct task_struct___narrow *task = (void *)ctx[0];

	result(0, task->start_boottime);
	return 0;
}

SEC("?tp_btf/sched_process_exit")
int resized_signed(__u64 *ctx)
{
	struct task_struct___narrow *task = (void *)ctx[0];

	result(1, task->prio);
	return 0;
}
