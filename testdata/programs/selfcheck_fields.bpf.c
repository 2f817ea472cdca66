// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Members that have moved, in and out of unnamed members, of other sizes; arrays; pointers; existence. */
#include "selfcheck.h"

SEC("raw_tp/direct")
int direct(struct checked *t)
{
	CHECK(t->plain == 0x11223344);
	CHECK(t->wider == 0x9192);              /* the load becomes wider or narrower */
	CHECK(t->narrower == 0xa1a2);
	CHECK(t->in_struct == -55);
	CHECK(t->deep_a == 0xda);
	CHECK(t->deep_b == 0xdb);
	CHECK(t->inner.x == 0x21222324);
	CHECK(t->inner.y[1] == 0x3132);
	CHECK(t->list[1].x == 0x41424344);
	CHECK(t->list[1].y[1] == 0x5152);
	CHECK(t->matrix[2][1] == 0x61626364);
	CHECK(t->tail[1] == 0x71727374);
	CHECK(t->next->plain == 0x11223344);
	CHECK(t->next->next->list[1].x == 0x41424344);
	return 0;
}

SEC("raw_tp/probed")
int probed(struct checked *t)
{
	CHECK(BPF_CORE_READ(t, plain) == 0x11223344);
	CHECK(BPF_CORE_READ(t, inner.x) == 0x21222324);
	CHECK(BPF_CORE_READ(t, next, list[1].x) == 0x41424344);
	CHECK(BPF_CORE_READ(t, next, next, matrix[2][1]) == 0x61626364);
	CHECK(BPF_CORE_READ(t, next, next, next, tail[1]) == 0x71727374);
	return 0;
}

/* integers of any size and signedness, as the macro for bitfields reads them */
SEC("raw_tp/integers")
int integers(struct checked *t)
{
	CHECK(BPF_CORE_READ_BITFIELD(t, wider_signed) == (__u64)-1234);
	CHECK(BPF_CORE_READ_BITFIELD_PROBED(t, wider_signed) == (__u64)-1234);
	CHECK(BPF_CORE_READ_BITFIELD(t, narrower_signed) == (__u64)-99);
	CHECK(BPF_CORE_READ_BITFIELD_PROBED(t, narrower_signed) == (__u64)-99);
	CHECK(BPF_CORE_READ_BITFIELD(t, inner.z) == (__u64)-7);
	CHECK(BPF_CORE_READ_BITFIELD(t, wider) == 0x9192);
	CHECK(BPF_CORE_READ_BITFIELD_PROBED(t, narrower) == 0xa1a2);
	return 0;
}

SEC("raw_tp/existence")
int existence(struct checked *t)
{
	CHECK(bpf_core_field_exists(t->plain));
	CHECK(bpf_core_field_exists(t->deep_b));
	CHECK(bpf_core_field_exists(t->list[1].y[1]));
	CHECK(!bpf_core_field_exists(t->missing));
	CHECK(bpf_core_field_exists(t->only_here) == BPF_CORE_READ(t, want.only_here));
	if (bpf_core_field_exists(t->missing))
		CHECK(t->missing == 0);         /* poisoned, and not reached */
	return 0;
}

static __attribute__((noinline)) int in_subprogram(struct checked *t, int depth)
{
	CHECK(t->in_struct == -55);
	CHECK(BPF_CORE_READ(t, next, inner.y[1]) == 0x3132);
	CHECK(depth > 2);
	return 0;
}

SEC("raw_tp/subprogram")
int subprogram(struct checked *t)
{
	CHECK(in_subprogram(t, 3) == 0);
	CHECK(in_subprogram(t->next, 4) == 0);
	CHECK(t->plain == 0x11223344);
	return 0;
}
