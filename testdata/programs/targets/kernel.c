// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * A kernel in small: the types that the programs ask for, shaped as in recent kernels; with OLD, as before Linux 5.5.
 * Quick to parse, so tests of relocations and minimizing use it where a whole kernel is not the point.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef struct { int counter; } atomic_t;
typedef struct { unsigned int val; } kuid_t;

struct list_head { struct list_head *next, *prev; };

struct cred { atomic_t usage; kuid_t uid; };

struct rlimit { unsigned long rlim_cur, rlim_max; };
struct signal_struct { atomic_t live; struct rlimit rlim[16]; };
struct sched_entity { struct list_head group_node; unsigned int on_rq; u64 vruntime; };
typedef struct cpumask { unsigned long bits[128]; } cpumask_t;

#ifdef OLD
struct mm_rss_stat { struct { long counter; } count[4]; };
#else
struct percpu_counter { u32 lock; long long count; };
#endif

struct mm_struct {
	struct {
		unsigned long mmap_base;
		unsigned long arg_start, arg_end;
#ifdef OLD
		struct mm_rss_stat rss_stat;
#else
		struct percpu_counter rss_stat[4];
#endif
	};
	unsigned long cpu_bitmap[];
};

struct task_struct {
#ifdef OLD
	volatile long state;
#else
	unsigned int __state;
#endif
	unsigned int flags;
	int prio;
	struct sched_entity se;
	struct mm_struct *mm;
	unsigned sched_reset_on_fork : 1;
	unsigned : 0;
	unsigned sched_remote_wakeup : 1;
	unsigned in_execve : 1;
	int pid, tgid;
	struct task_struct *real_parent, *group_leader;
#ifdef OLD
	u64 start_time, real_start_time;
#else
	u64 start_time, start_boottime;
#endif
	const struct cred *real_cred;
	char comm[16];
	struct signal_struct *signal;
};

struct linux_binprm { unsigned long p; const char *filename, *interp; };

struct qstr {
	union {
		struct { u32 hash; u32 len; };
		u64 hash_len;
	};
	const unsigned char *name;
};
struct dentry { unsigned int d_flags; struct dentry *d_parent; struct qstr d_name; };
struct path { void *mnt; struct dentry *dentry; };
struct inode { u16 i_mode; unsigned long i_ino; };
struct file { struct path f_path; struct inode *f_inode; };

struct in6_addr { union { u8 u6_addr8[16]; u16 u6_addr16[8]; u32 u6_addr32[4]; } in6_u; };
struct sock_common {
	union {
		u64 skc_addrpair;
		struct { u32 skc_daddr; u32 skc_rcv_saddr; };
	};
	union {
		u32 skc_portpair;
		struct { u16 skc_dport; u16 skc_num; };
	};
	unsigned short skc_family;
	volatile unsigned char skc_state;
	unsigned char skc_reuse : 4;
	unsigned char skc_reuseport : 1;
	struct in6_addr skc_v6_daddr;
};
struct sock {
	struct sock_common __sk_common;
	int sk_err;
#ifdef OLD
	unsigned int sk_padding : 1, sk_kern_sock : 1, sk_no_check_tx : 1, sk_no_check_rx : 1, sk_userlocks : 4,
		sk_protocol : 8, sk_type : 16;
#else
	u8 sk_gso_disabled : 1, sk_kern_sock : 1, sk_no_check_tx : 1, sk_no_check_rx : 1;
	u16 sk_type, sk_protocol;
#endif
};
struct sk_buff {
	struct sock *sk;
	char cb[48];
	unsigned int len;
	u8 pkt_type : 3, ignore_df : 1, nf_trace : 1, ip_summed : 2;
};

struct bpf_prog;
struct bpf_prog_array_item { struct bpf_prog *prog; void *cgroup_storage[2]; };
struct bpf_prog_array { struct list_head rcu; struct bpf_prog_array_item items[]; };
struct bpf_raw_tracepoint_args { u64 args[0]; };
struct __sk_buff { u32 len, pkt_type, mark, queue_mapping, protocol, priority, ifindex, cb[5]; };
union bpf_attr { struct { u32 map_type; u32 key_size; }; u64 insns; };

struct cgroup {
	int level;
#ifdef OLD
	u64 ancestor_ids[];
#else
	struct cgroup *ancestors[];
#endif
};

typedef void (*btf_trace_sched_process_exec)(void *, struct task_struct *, int, struct linux_binprm *);

typedef struct __key_reference_with_attributes *key_ref_t;      /* only declared, in real kernels too */

enum pid_type { PIDTYPE_PID, PIDTYPE_TGID, PIDTYPE_PGID, PIDTYPE_SID, PIDTYPE_MAX };
enum cgroup_subsys_id { cpuset_cgrp_id, cpu_cgrp_id, memory_cgrp_id, CGROUP_SUBSYS_COUNT };
enum perf_event_state { PERF_EVENT_STATE_DEAD = -4, PERF_EVENT_STATE_OFF = -1, PERF_EVENT_STATE_ACTIVE = 1 };
enum bpf_func_id { BPF_FUNC_unspec, BPF_FUNC_ringbuf_output = 130 };
enum perf_callchain_context { PERF_CONTEXT_HV = (u64)-32, PERF_CONTEXT_MAX = (u64)-4095 };

/* clang describes what variables use, and only declares what is merely pointed to: hence one variable each. */
long word;
struct cred cred;
struct signal_struct signal;
cpumask_t cpumask;
struct mm_struct mm;
struct task_struct task;
struct linux_binprm binprm;
struct dentry dentry;
struct file file;
struct sock sock;
struct sk_buff skb;
struct bpf_prog_array progs;
struct bpf_raw_tracepoint_args raw_tracepoint_args;
struct __sk_buff context;
union bpf_attr attr;
struct cgroup cgroup;
btf_trace_sched_process_exec trace;
key_ref_t key_ref;
enum pid_type pid_type;
enum cgroup_subsys_id cgroup_subsys_id;
enum perf_event_state perf_event_state;
enum bpf_func_id bpf_func_id;
enum perf_callchain_context perf_callchain_context;
