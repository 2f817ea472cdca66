// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * A typedef whose pointer leads to a struct that kernels only declare. The relocation resolves (to 1); but
 * bpftool gen min_core_btf, which keeps what a type relocation leads to, refuses forward declarations.
 */
#include "result.h"

typedef struct __key_reference_with_attributes *key_ref_t;

SEC("raw_tp/sched_process_exec")
int forward(void *ctx)
{
	result(0, bpf_core_type_exists(key_ref_t));
	return 0;
}
