// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Enumerators' values, types' existence, sizes and ids; what to expect is in the memory. */
#include "selfcheck.h"

enum unsigned_value { UNSIGNED_TOP = 0xfffffffeu, UNSIGNED_LOW = 3 };
enum wide_value { WIDE_TOP = 0x7fffffff00000000ULL, WIDE_LOW = 4 };
enum wide_signed_value { WIDE_MINUS = -0x100000000LL };
enum missing_value { MISSING = 1 };
struct missing { int member; };

#define CHECK_ENUMERATOR(t, type, enumerator, wanted)                                     \
	CHECK(bpf_core_enum_value_exists(enum type, enumerator));                         \
	CHECK((__u64)bpf_core_enum_value(enum type, enumerator) == BPF_CORE_READ(t, want.wanted))

SEC("raw_tp/enumerators")
int enumerators(struct checked *t)
{
	CHECK_ENUMERATOR(t, small_value, SMALL_FIVE, small_five);
	CHECK_ENUMERATOR(t, small_value, SMALL_MINUS, small_minus);
	CHECK_ENUMERATOR(t, unsigned_value, UNSIGNED_LOW, unsigned_low);
	CHECK_ENUMERATOR(t, wide_value, WIDE_TOP, wide_top);
	CHECK_ENUMERATOR(t, wide_value, WIDE_LOW, wide_low);
	CHECK_ENUMERATOR(t, wide_signed_value, WIDE_MINUS, wide_minus);
	CHECK(!bpf_core_enum_value_exists(enum small_value, SMALL_MISSING));
	CHECK(!bpf_core_enum_value_exists(enum missing_value, MISSING));
	CHECK(bpf_core_enum_value_exists(enum small_value, SMALL_ONLY_HERE) == BPF_CORE_READ(t, want.only_here));
	return 0;
}

SEC("raw_tp/types")
int types(struct checked *t)
{
	CHECK(bpf_core_type_exists(struct checked));
	CHECK(bpf_core_type_exists(matrix_t));
	CHECK(!bpf_core_type_exists(struct missing));
	CHECK(bpf_core_type_size(struct missing) == 0);
	CHECK(bpf_core_type_size(struct checked) == BPF_CORE_READ(t, want.checked_size));
	CHECK(bpf_core_type_size(struct inner) == BPF_CORE_READ(t, want.inner_size));
	CHECK(bpf_core_type_size(matrix_t) == BPF_CORE_READ(t, want.matrix_size));
	CHECK(bpf_core_field_size(t->inner) == BPF_CORE_READ(t, want.inner_size));
	CHECK(bpf_core_type_matches(enum wide_value));
	CHECK(!bpf_core_type_matches(enum small_value));
	CHECK(!bpf_core_type_matches(struct missing));
	return 0;
}

SEC("raw_tp/ids")
int ids(struct checked *t)
{
	CHECK(bpf_core_type_id_local(struct checked) != 0);
	CHECK(bpf_core_type_id_kernel(struct checked) == BPF_CORE_READ(t, want.checked_id));
	CHECK(bpf_core_type_id_kernel(enum small_value) == BPF_CORE_READ(t, want.small_value_id));
	CHECK(bpf_core_type_id_kernel(struct missing) == 0);
	return 0;
}
