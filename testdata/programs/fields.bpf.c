// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Field relocations: nesting, unnamed members, arrays, pointers as arrays, typedefs, flavours, sizes, signedness. */
#include "result.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

/* before 5.14 the member was called state */
struct task_struct___before_5_14 {
	long state;
};
struct task_struct___since_5_14 {
	unsigned int __state;
};

/* before 6.2 a struct, since then an array of struct percpu_counter: same member name, incompatible types */
struct mm_rss_stat {
	struct { long counter; } count[4];
};
struct mm_struct___before_6_2 {
	struct mm_rss_stat rss_stat;
};
struct percpu_counter {
	__s64 count;
};
struct mm_struct___since_6_2 {
	struct percpu_counter rss_stat[4];
};

/* before 5.19 ids, then pointers, both in a flexible array */
struct cgroup___ids {
	__u64 ancestor_ids[0];
};
struct cgroup {
	int level;
	struct cgroup *ancestors[];
};

#pragma clang attribute pop

static __always_inline __u64 read_u64(const void *address)
{
	__u64 value = 0;

	bpf_probe_read_kernel(&value, sizeof(value), address);
	return value;
}

/* one load of the context through a flexible array, relocated in the instruction itself */
SEC("raw_tp/sched_process_exec")
int nested(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[0];
	struct dentry *dentry = (void *)ctx->args[1];
	struct sock *sk = (void *)ctx->args[2];

	result(0, BPF_CORE_READ(task, se.vruntime));
	result(1, BPF_CORE_READ(task, mm, arg_start));
	result(2, BPF_CORE_READ(dentry, d_name.len));
	result(3, BPF_CORE_READ(sk, __sk_common.skc_daddr));
	result(4, BPF_CORE_READ(sk, __sk_common.skc_v6_daddr.in6_u.u6_addr32[3]));
	result(5, BPF_CORE_READ(sk, __sk_common.skc_state));
	result(6, BPF_CORE_READ((kuid_t *)task, val));
	result(7, BPF_CORE_READ((atomic_t *)task, counter));
	return 0;
}

SEC("raw_tp/sched_switch")
int arrays(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[1];
	struct rlimit *rlim = (void *)ctx->args[2];
	struct bpf_prog_array *progs = (void *)ctx->args[2];
	cpumask_t *mask = (void *)ctx->args[2];

	result(8, BPF_CORE_READ(task, signal, rlim[7].rlim_cur));
	result(9, BPF_CORE_READ(task, mm, cpu_bitmap[2]));
	result(10, read_u64(&progs->items[3].prog));
	result(11, read_u64(__builtin_preserve_access_index(&rlim[3].rlim_cur)));
	result(12, read_u64(__builtin_preserve_access_index(&mask->bits[0])));
	result(13, bpf_core_field_size(task->comm));
	result(14, bpf_core_field_offset(struct task_struct, comm[3]));
	result(15, bpf_core_field_size(task->signal->rlim));
	return 0;
}

SEC("raw_tp/sched_wakeup")
int flavours(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct___before_5_14 *old_task = (void *)ctx->args[0];
	struct task_struct___since_5_14 *new_task = (void *)ctx->args[0];
	struct mm_struct___before_6_2 *old_mm = (void *)ctx->args[0];
	struct mm_struct___since_6_2 *new_mm = (void *)ctx->args[0];
	struct cgroup___ids *old_cgroup = (void *)ctx->args[0];
	struct cgroup *cgroup = (void *)ctx->args[0];

	if (bpf_core_field_exists(new_task->__state))
		result(16, BPF_CORE_READ(new_task, __state));
	else
		result(16, BPF_CORE_READ(old_task, state));
	if (bpf_core_field_exists(old_mm->rss_stat.count))
		result(17, BPF_CORE_READ(old_mm, rss_stat.count[1].counter));
	else
		result(17, BPF_CORE_READ(new_mm, rss_stat[1].count));
	if (bpf_core_field_exists(cgroup->ancestors))
		result(18, BPF_CORE_READ(cgroup, ancestors[1], level));
	else
		result(18, BPF_CORE_READ(old_cgroup, ancestor_ids[1]));
	return 0;
}

SEC("raw_tp/sys_enter")
int properties(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[0];
	struct inode *inode = (void *)ctx->args[0];

	result(24, bpf_core_field_exists(task->flags));
	result(25, bpf_core_field_size(task->se));
	result(26, bpf_core_field_size(inode->i_mode));
	result(27, __builtin_preserve_field_info(task->prio, BPF_FIELD_SIGNED));
	result(28, __builtin_preserve_field_info(task->flags, BPF_FIELD_SIGNED));
	result(29, __builtin_preserve_field_info(task->prio, BPF_FIELD_LSHIFT_U64));
	result(30, __builtin_preserve_field_info(inode->i_mode, BPF_FIELD_RSHIFT_U64));
	return 0;
}
