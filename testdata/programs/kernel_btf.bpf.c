// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Programs that no external BTF can serve: their attach targets are looked up in the kernel's own BTF. */
#include "result.h"

SEC("tp_btf/sched_process_exec")
int traced(__u64 *ctx)
{
	struct task_struct *task = (void *)ctx[0];

	result(0, task->real_parent->tgid);
	result(1, BPF_CORE_READ_BITFIELD(task, sched_remote_wakeup));
	result(2, BPF_CORE_READ_BITFIELD(task, in_execve));
	return 0;
}

SEC("fentry/vfs_unlink")
int entered(__u64 *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task_btf();

	result(3, task->tgid);
	return 0;
}

SEC("fexit/vfs_unlink")
int left(__u64 *ctx)
{
	return 0;
}

SEC("lsm/file_open")
int opened(__u64 *ctx)
{
	struct file *file = (void *)ctx[0];

	result(4, file->f_inode->i_ino);
	return 0;
}

/* not among them: serves as the object's program that works everywhere */
SEC("raw_tp/sched_process_exec")
int raw(__u64 *ctx)
{
	result(5, BPF_CORE_READ((struct task_struct *)ctx[0], tgid));
	return 0;
}
