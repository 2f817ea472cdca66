// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Fields, types and enumerators that no kernel has, used without a guard: the instructions are poisoned. */
#include "result.h"

struct task_struct___imaginary {
	int no_such_member;
	struct { int tgid; } real_parent;      /* there is one, but it is a pointer */
} __attribute__((preserve_access_index));

struct no_such_struct {
	unsigned int bits : 3;
	int member;
} __attribute__((preserve_access_index));

enum no_such_enum {
	NO_SUCH_ENUM_VALUE = 3,
};

SEC("raw_tp/sched_process_exec")
int unguarded(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct___imaginary *task = (void *)ctx->args[0];
	struct no_such_struct *none = (void *)ctx->args[0];

	result(0, BPF_CORE_READ(task, no_such_member));
	result(1, BPF_CORE_READ(task, real_parent.tgid));
	result(2, BPF_CORE_READ(none, member));
	result(3, bpf_core_field_size(none->member));
	result(4, BPF_CORE_READ_BITFIELD_PROBED(none, bits));
	result(5, bpf_core_enum_value(enum no_such_enum, NO_SUCH_ENUM_VALUE));
	return 0;
}

/* a load and a store proper: poisoned as well, whatever the instruction */
SEC("tc")
int unguarded_context(struct no_such_struct *ctx)
{
	ctx->member = ctx->bits;
	return 0;
}

SEC("raw_tp/sched_process_exit")
int guarded(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct___imaginary *task = (void *)ctx->args[0];

	if (bpf_core_field_exists(task->no_such_member))
		result(6, BPF_CORE_READ(task, no_such_member));
	if (bpf_core_field_exists(task->real_parent.tgid))
		result(7, BPF_CORE_READ(task, real_parent.tgid));
	return 0;
}
