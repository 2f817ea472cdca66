// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * The kernel types that the programs touch, written by hand: only the members used, in an order that no kernel has and
 * mostly with other sizes, so that every offset in an object is wrong until CO-RE puts it right.
 * Members and types that only some kernels have are flavours (NAME___flavour) in the programs that use them.
 */
#pragma once

typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef signed char __s8;
typedef short __s16;
typedef int __s32;
typedef long long __s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u32 __wsum;
typedef _Bool bool;

/* UAPI constants; not relocated */
enum { BPF_MAP_TYPE_ARRAY = 2, BPF_MAP_TYPE_RINGBUF = 27 };

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

typedef struct { int counter; } atomic_t;
typedef struct { unsigned int val; } kuid_t;
typedef __u16 umode_t;

struct cred {
	int padding;
	kuid_t uid;
};

struct rlimit {
	unsigned long rlim_max;
	unsigned long rlim_cur;
};

struct signal_struct {
	struct rlimit rlim[16];
};

struct sched_entity {
	__u64 vruntime;
	unsigned int on_rq;
};

struct cpumask {
	unsigned long bits[1];
};
typedef struct cpumask cpumask_t;

/* In kernels most members sit in an unnamed struct, before the flexible array. */
struct mm_struct {
	unsigned long arg_end;
	unsigned long arg_start;
	unsigned long cpu_bitmap[];
};

struct task_struct {
	char comm[16];
	int tgid;
	int pid;
	__u64 start_boottime;
	const struct cred *real_cred;
	struct task_struct *real_parent;
	struct task_struct *group_leader;
	struct signal_struct *signal;
	struct mm_struct *mm;
	struct sched_entity se;
	int prio;
	unsigned int flags;
	unsigned sched_remote_wakeup : 1;
	unsigned in_execve : 1;
};

/*
 * Real kernels have some twenty members before filename, among them (before 5.1) a 128-byte buffer; filename is the
 * path as the caller gave it, also for scripts, whose interpreter is the member interp.
 */
struct linux_binprm {
	const char *filename;
};

struct qstr {
	const unsigned char *name;
	unsigned int len;              /* in kernels inside an unnamed struct in an unnamed union */
};

struct dentry {
	struct qstr d_name;
	struct dentry *d_parent;
};

struct path {
	struct dentry *dentry;
};

struct inode {
	unsigned long i_ino;
	umode_t i_mode;
};

struct file {
	struct inode *f_inode;
	struct path f_path;
};

struct in6_addr {
	union {
		__be32 u6_addr32[4];
		__u8 u6_addr8[16];
	} in6_u;
};

struct sock_common {
	unsigned char skc_reuse : 4;
	volatile unsigned char skc_state;
	unsigned short skc_family;
	__u16 skc_num;
	__be32 skc_daddr;              /* in kernels two unnamed levels deep */
	struct in6_addr skc_v6_daddr;
};

struct sock {
	__u8 sk_no_check_tx : 1;
	int sk_err;
	struct sock_common __sk_common;
};

struct sk_buff {
	__u8 ip_summed : 2;
	__u8 pkt_type : 3;
	unsigned int len;
	char cb[48];
	struct sock *sk;
};

struct bpf_prog;
struct bpf_prog_array_item {
	struct bpf_prog *prog;
};
struct bpf_prog_array {
	struct bpf_prog_array_item items[0];
};

struct bpf_raw_tracepoint_args {
	__u64 args[0];
};

/* the context of traffic control programs, UAPI and so the same in all kernels; here in another order */
struct __sk_buff {
	__u32 cb[5];
	__u32 mark;
	__u32 priority;
	__u32 len;
};

#pragma clang attribute pop
