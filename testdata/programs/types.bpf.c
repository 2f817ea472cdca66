// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Type relocations: ids, existence, size, matching; of structs, unions, enums, typedefs, pointers and functions. */
#include "result.h"

struct no_such_struct___at_all {
	int member;
};
typedef int no_such_typedef;

union bpf_attr {
	int map_fd;
};
enum pid_type {
	PIDTYPE_PID,
};

/* one parameter less than the kernel's, so not compatible, though the name is there */
typedef void (*btf_trace_sched_process_exec___short)(void *, struct task_struct *);
typedef void (*btf_trace_sched_process_exec)(void *, struct task_struct *, int, struct linux_binprm *);

/* matches: a subset of the members, with equal types */
struct list_head___subset {
	struct list_head___subset *prev;
};
/* does not match: the type differs */
struct list_head___other {
	long prev;
};
/* does not match kernels built with gcc: names of integers count, and gcc calls this one "long unsigned int" */
struct rlimit___spelling {
	unsigned long rlim_max;
};
/* behind a pointer only name and kind count */
struct path___behind {
	struct dentry *dentry;
};

SEC("raw_tp/sched_process_exec")
int exists(void *ctx)
{
	result(0, bpf_core_type_exists(struct task_struct));
	result(1, bpf_core_type_exists(union bpf_attr));
	result(2, bpf_core_type_exists(enum pid_type));
	result(3, bpf_core_type_exists(kuid_t));
	result(4, bpf_core_type_exists(btf_trace_sched_process_exec));
	result(5, bpf_core_type_exists(btf_trace_sched_process_exec___short));
	result(6, bpf_core_type_exists(struct no_such_struct___at_all));
	result(7, bpf_core_type_exists(no_such_typedef));
	return 0;
}

SEC("raw_tp/sched_process_exit")
int sizes(void *ctx)
{
	result(8, bpf_core_type_size(struct task_struct));
	result(9, bpf_core_type_size(union bpf_attr));
	result(10, bpf_core_type_size(cpumask_t));
	result(11, bpf_core_type_size(enum pid_type));
	result(12, bpf_core_type_size(struct no_such_struct___at_all));
	return 0;
}

SEC("raw_tp/sched_process_fork")
int matches(void *ctx)
{
	result(16, bpf_core_type_matches(struct list_head___subset));
	result(17, bpf_core_type_matches(struct list_head___other));
	result(18, bpf_core_type_matches(struct rlimit___spelling));
	result(19, bpf_core_type_matches(struct path___behind));
	result(20, bpf_core_type_matches(kuid_t));
	result(21, bpf_core_type_matches(enum pid_type));
	result(22, bpf_core_type_matches(struct no_such_struct___at_all));
	return 0;
}

SEC("raw_tp/sched_process_free")
int ids(void *ctx)
{
	result(24, bpf_core_type_id_local(struct list_head___subset));
	result(25, bpf_core_type_id_kernel(struct task_struct));
	result(26, bpf_core_type_id_kernel(kuid_t));
	result(27, bpf_core_type_id_kernel(struct no_such_struct___at_all));
	return 0;
}
