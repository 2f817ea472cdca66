// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * What the tracepoint and the kprobe share with the agent's raw tracepoint (testdata/programs/exec.bpf.c), so that the
 * agent's own tracer loads them, too: the program is called on_exec, the ring buffer events, and the event is the same.
 */
#pragma once
#include "vmlinux_min.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct event {
	__u64 timestamp;
	__u64 start_boottime;
	__u32 pid;
	__u32 tgid;
	__u32 ppid;
	__u32 uid;
	__u32 helper_tgid;
	__s32 filename_size;
	char comm[16];
	char filename[256];
};
_Static_assert(sizeof(struct event) == 312, "ExecEvent relies on this layout");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

/* One event of the current task; the name is read from where it lies. */
static __always_inline void report(const char *name)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return;
	__builtin_memset(event, 0, sizeof(*event));
	event->timestamp = bpf_ktime_get_boot_ns();
	event->start_boottime = BPF_CORE_READ(task, start_boottime);
	event->pid = BPF_CORE_READ(task, pid);
	event->tgid = BPF_CORE_READ(task, tgid);
	event->ppid = BPF_CORE_READ(task, real_parent, tgid);
	event->uid = BPF_CORE_READ(task, real_cred, uid.val);
	event->helper_tgid = bpf_get_current_pid_tgid() >> 32;
	BPF_CORE_READ_STR_INTO(&event->comm, task, comm);
	event->filename_size = bpf_probe_read_kernel_str(event->filename, sizeof(event->filename), name);
	bpf_ringbuf_submit(event, 0);
}

char LICENSE[] SEC("license") = "GPL";
