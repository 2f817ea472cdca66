// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * Unsigned 32-bit enumerators from 2^31 on: libbpf expects the immediate sign-extended where clang does not extend it,
 * so loading fails with EINVAL although the type is there. Minimizing is not affected. Resolvers may do better.
 */
#include "result.h"

enum bpf_func_id___big {
	BPF_FUNC_ringbuf_output = 0xfffffffbU,
};

SEC("raw_tp/sched_process_exec")
int unsigned_value(void *ctx)
{
	result(0, bpf_core_enum_value(enum bpf_func_id___big, BPF_FUNC_ringbuf_output));
	return 0;
}
