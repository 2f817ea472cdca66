// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Enumerator relocations: ENUM and ENUM64, signed and unsigned, flavours, missing ones with and without a guard. */
#include "result.h"

/* values differ from every kernel's */
enum cgroup_subsys_id {
	memory_cgrp_id = 40,
	cpu_cgrp_id = 41,
	no_such_cgrp_id = 42,
};

/* signed in kernels, as here */
enum perf_event_state {
	PERF_EVENT_STATE_ACTIVE = 101,
	PERF_EVENT_STATE_OFF = -101,
};

/* 64 bits wide and unsigned; before 6.0 pahole stored the lower halves only */
enum perf_callchain_context {
	PERF_CONTEXT_MAX = (__u64)-7,
	PERF_CONTEXT_HV = (__u64)-9,
};

/* flavours of enums and of enumerators are ignored in the search */
enum bpf_func_id___flavour {
	BPF_FUNC_ringbuf_output___local = 9,
	BPF_FUNC_no_such_helper = 10,
};

enum no_such_enum {
	NO_SUCH_ENUM_VALUE = 3,
};

SEC("raw_tp/sched_process_exec")
int values(void *ctx)
{
	result(0, bpf_core_enum_value(enum cgroup_subsys_id, memory_cgrp_id));
	result(1, bpf_core_enum_value(enum cgroup_subsys_id, cpu_cgrp_id));
	result(2, bpf_core_enum_value(enum perf_event_state, PERF_EVENT_STATE_OFF));
	result(3, bpf_core_enum_value(enum perf_event_state, PERF_EVENT_STATE_ACTIVE));
	result(4, bpf_core_enum_value(enum perf_callchain_context, PERF_CONTEXT_HV));
	result(5, bpf_core_enum_value(enum bpf_func_id___flavour, BPF_FUNC_ringbuf_output___local));
	return 0;
}

SEC("raw_tp/sched_process_exit")
int guarded(void *ctx)
{
	if (bpf_core_enum_value_exists(enum cgroup_subsys_id, no_such_cgrp_id))
		result(8, bpf_core_enum_value(enum cgroup_subsys_id, no_such_cgrp_id));
	result(9, bpf_core_enum_value_exists(enum bpf_func_id___flavour, BPF_FUNC_no_such_helper));
	result(10, bpf_core_enum_value_exists(enum perf_callchain_context, PERF_CONTEXT_MAX));
	result(11, bpf_core_enum_value_exists(enum no_such_enum, NO_SUCH_ENUM_VALUE));
	return 0;
}
