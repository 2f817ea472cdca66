// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Where the programs that only exist for their relocations leave their results, so that no read is optimised away. */
#pragma once
#include "vmlinux_min.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __u64);
} results SEC(".maps");

static __always_inline void result(__u32 slot, __u64 value)
{
	bpf_map_update_elem(&results, &slot, &value, 0);
}

char LICENSE[] SEC("license") = "GPL";
