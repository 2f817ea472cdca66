// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * Programs that check themselves: each gets a pointer to memory laid out as the target's struct checked, reads it through
 * CO-RE, and returns 0, or the line of the first check that fails. An interpreter in the tests runs them.
 */
#pragma once
#include "vmlinux_min.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define CHECK(holds)                     \
	do {                             \
		if (!(holds))            \
			return __LINE__; \
	} while (0)

enum small_value { SMALL_FIVE = 1, SMALL_MINUS = -2, SMALL_ONLY_HERE = 3, SMALL_MISSING = 4 };

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct wanted {
	int padding;
	__u64 only_here, checked_size, inner_size, matrix_size, checked_id, small_value_id;
	__u64 wide_minus, wide_low, wide_top, unsigned_low, unsigned_top, small_minus, small_five;
};

struct inner {
	__u16 y[2];
	int x;
	int z;
};

typedef int matrix_t[3][2];

/* the target's members, in an order, with sizes and in unnamed members as in no target */
struct checked {
	struct wanted want;
	struct inner list[2];
	struct inner inner;
	matrix_t matrix;
	__u32 wider;                            /* of other sizes in the targets */
	__u32 narrower;
	short wider_signed;
	int narrower_signed;
	int in_struct;
	struct {
		long in_union;
		__u8 deep_b;
		__u8 deep_a;
	};
	int plain;
	__u64 u3 : 1;
	__s64 s5 : 2;
	__u32 straddles : 3;
	__u64 wide : 33;
	bool flag;
	enum small_value small;
	int plain_now : 7;
	unsigned bits_now;
	struct checked *next;
	int only_here;
	int missing;
	__u32 tail[];
};

#pragma clang attribute pop

char LICENSE[] SEC("license") = "GPL";
