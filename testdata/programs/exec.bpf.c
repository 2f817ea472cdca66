// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * Traces exec: one event per successful execve(2), through the ring buffer `events`. Loads on kernels from 5.8
 * (ring buffer); its relocations resolve on 4.18 and later.
 */
#include "vmlinux_min.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

/*
 * The event as a reader sees it: 312 bytes, no padding, in the byte order of the machine. Bytes of comm and filename
 * after the terminating NUL are 0.
 *
 *   offset  size  member
 *        0     8  timestamp       boot-time clock in ns when the program ran; needs no relocation
 *        8     8  start_boottime  boot-time clock in ns when the task was created: task->start_boottime, before 5.5
 *                                 task->real_start_time
 *       16     4  pid             task->pid
 *       20     4  tgid            task->tgid
 *       24     4  ppid            task->real_parent->tgid
 *       28     4  uid             task->real_cred->uid.val
 *       32     4  helper_tgid     tgid as bpf_get_current_pid_tgid() gives it: needs no relocation, so a wrong BTF
 *                                 shows in tgid != helper_tgid
 *       36     4  filename_size   bytes of filename used, with its NUL, at most 256; negative errno when unreadable
 *       40    16  comm            task->comm, NUL-terminated
 *       56   256  filename        bprm->filename, NUL-terminated, truncated to 255 bytes
 */
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
_Static_assert(sizeof(struct event) == 312, "readers rely on this layout");

/* the name that start_boottime had before Linux 5.5 */
struct task_struct___old {
	__u64 real_start_time;
} __attribute__((preserve_access_index));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

static __always_inline __u64 start_boottime(struct task_struct *task)
{
	if (bpf_core_field_exists(task->start_boottime))
		return BPF_CORE_READ(task, start_boottime);
	return BPF_CORE_READ((struct task_struct___old *)task, real_start_time);
}

/*
 * Arguments of the tracepoint: task, old pid, binprm. The context is read as plain 64-bit words: 4.18's BTF does not
 * always describe struct bpf_raw_tracepoint_args.
 */
SEC("raw_tp/sched_process_exec")
int on_exec(__u64 *ctx)
{
	struct task_struct *task = (void *)ctx[0];
	struct linux_binprm *bprm = (void *)ctx[2];
	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	__builtin_memset(event, 0, sizeof(*event));
	event->timestamp = bpf_ktime_get_boot_ns();
	event->start_boottime = start_boottime(task);
	event->pid = BPF_CORE_READ(task, pid);
	event->tgid = BPF_CORE_READ(task, tgid);
	event->ppid = BPF_CORE_READ(task, real_parent, tgid);
	event->uid = BPF_CORE_READ(task, real_cred, uid.val);
	event->helper_tgid = bpf_get_current_pid_tgid() >> 32;
	BPF_CORE_READ_STR_INTO(&event->comm, task, comm);
	event->filename_size = bpf_probe_read_kernel_str(event->filename, sizeof(event->filename),
							 BPF_CORE_READ(bprm, filename));
	bpf_ringbuf_submit(event, 0);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
