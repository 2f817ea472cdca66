// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* An unsigned 32-bit enumerator of 2^31 or more, which libbpf refuses; hence in an object of its own. */
#include "selfcheck.h"

enum unsigned_value { UNSIGNED_TOP = 0xfffffffeu, UNSIGNED_LOW = 3 };

SEC("raw_tp/unsigned_enumerator")
int unsigned_enumerator(struct checked *t)
{
	CHECK(bpf_core_enum_value_exists(enum unsigned_value, UNSIGNED_TOP));
	CHECK((__u64)bpf_core_enum_value(enum unsigned_value, UNSIGNED_TOP) == BPF_CORE_READ(t, want.unsigned_top));
	return 0;
}
