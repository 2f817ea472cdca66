// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * Members that no kernel has, in programs that are kept from them, that are not, and of which nobody can tell. The name of
 * a program begins with what a static look at it should say.
 */
#include "result.h"

struct task_struct___imaginary {
	int no_such_member;
} __attribute__((preserve_access_index));

struct no_such_struct {
	int member;
} __attribute__((preserve_access_index));

enum no_such_enum {
	NO_SUCH_ENUM_VALUE = 3,
};

volatile const int enabled;                    /* may be set before loading, and is frozen then */

SEC("raw_tp/sched_process_exec")
int guarded_by_field(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct___imaginary *task = (void *)ctx->args[0];

	if (bpf_core_field_exists(task->no_such_member))
		result(0, BPF_CORE_READ(task, no_such_member));
	else
		result(0, 1);
	return 0;
}

SEC("raw_tp/sched_process_exec")
int guarded_by_early_return(struct bpf_raw_tracepoint_args *ctx)
{
	struct no_such_struct *none = (void *)ctx->args[0];

	if (ctx->args[1] && !bpf_core_type_exists(struct no_such_struct))
		return 0;
	if (!bpf_core_type_exists(struct no_such_struct))
		return 1;
	result(1, BPF_CORE_READ(none, member));
	return 0;
}

SEC("raw_tp/sched_process_exec")
int guarded_by_sum(struct bpf_raw_tracepoint_args *ctx)
{
	struct no_such_struct *none = (void *)ctx->args[0];

	if (bpf_core_type_size(struct no_such_struct) + bpf_core_enum_value_exists(enum no_such_enum, NO_SUCH_ENUM_VALUE) > 4)
		result(2, BPF_CORE_READ(none, member));
	return 0;
}

SEC("raw_tp/sched_process_exec")
int unguarded(struct bpf_raw_tracepoint_args *ctx)
{
	struct no_such_struct *none = (void *)ctx->args[0];

	if (!bpf_get_current_pid_tgid())       /* only the run will tell: the verifier follows both ways */
		return 0;
	if (bpf_core_type_exists(struct task_struct))
		result(3, BPF_CORE_READ(none, member));
	return 0;
}

SEC("raw_tp/sched_process_exec")
int unguarded_beside_a_guard(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct___imaginary *task = (void *)ctx->args[0];

	if (!bpf_core_field_exists(task->no_such_member))
		result(4, bpf_core_enum_value(enum no_such_enum, NO_SUCH_ENUM_VALUE));
	return 0;
}

SEC("raw_tp/sched_process_exec")
int unknown_by_variable(struct bpf_raw_tracepoint_args *ctx)
{
	struct no_such_struct *none = (void *)ctx->args[0];

	if (enabled)
		result(5, BPF_CORE_READ(none, member));
	return 0;
}

static __attribute__((noinline)) int unknown_by_caller(struct no_such_struct *none)
{
	return BPF_CORE_READ(none, member);
}

SEC("raw_tp/sched_process_exec")
int caller(struct bpf_raw_tracepoint_args *ctx)
{
	if (bpf_core_type_exists(struct no_such_struct))
		result(6, unknown_by_caller((void *)ctx->args[0]));
	return 0;
}

/* not loaded unless somebody switches it on */
SEC("?raw_tp/sched_process_exec")
int unguarded_but_optional(struct bpf_raw_tracepoint_args *ctx)
{
	struct no_such_struct *none = (void *)ctx->args[0];

	result(7, BPF_CORE_READ(none, member));
	return 0;
}
