// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Relocations in subprograms (.text) that several programs in several sections call, static and global ones. */
#include "result.h"

static __noinline __u32 parent_tgid(struct task_struct *task)
{
	return BPF_CORE_READ(task, real_parent, tgid);
}

static __noinline __u32 leader_tgid(struct task_struct *task)
{
	struct task_struct *leader = BPF_CORE_READ(task, group_leader);

	return BPF_CORE_READ(leader, tgid) + parent_tgid(leader);
}

__noinline int current_uid(int slot)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	result(slot, BPF_CORE_READ(task, real_cred, uid.val));
	return slot;
}

SEC("raw_tp/sched_process_exec")
int first(__u64 *ctx)
{
	struct task_struct *task = (void *)ctx[0];

	result(0, parent_tgid(task));
	result(1, leader_tgid(task));
	return current_uid(2);
}

SEC("kprobe/do_exit")
int second(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	result(3, leader_tgid(task));
	result(4, BPF_CORE_READ(task, flags));
	return 0;
}

/* the same section again: its records continue the first's */
SEC("raw_tp/sched_process_exec")
int third(__u64 *ctx)
{
	result(5, BPF_CORE_READ((struct task_struct *)ctx[0], mm, arg_end));
	return 0;
}

SEC("tracepoint/syscalls/sys_enter_execve")
int fourth(void *ctx)
{
	return current_uid(6);
}
