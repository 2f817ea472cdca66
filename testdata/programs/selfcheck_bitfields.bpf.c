// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Bitfields, read directly and through a probe; members that are a bitfield on one side only. */
#include "selfcheck.h"

#define CHECK_BITS(t, field, value)                                      \
	CHECK(BPF_CORE_READ_BITFIELD(t, field) == (__u64)(value));        \
	CHECK(BPF_CORE_READ_BITFIELD_PROBED(t, field) == (__u64)(value))

SEC("raw_tp/unsigned")
int unsigned_bits(struct checked *t)
{
	CHECK_BITS(t, u3, 5);
	CHECK_BITS(t, straddles, 0x2aaaaa5);
	CHECK_BITS(t, wide, 0xabcdef01234);
	CHECK_BITS(t, flag, 1);
	return 0;
}

SEC("raw_tp/signed")
int signed_bits(struct checked *t)
{
	CHECK_BITS(t, s5, -9);
	CHECK_BITS(t, small, -3);
	return 0;
}

SEC("raw_tp/changed")
int changed(struct checked *t)
{
	CHECK_BITS(t, plain_now, -1000000);
	CHECK_BITS(t, bits_now, 0x1ab);
	return 0;
}

SEC("raw_tp/pointed_to")
int pointed_to(struct checked *t)
{
	CHECK_BITS(t->next, s5, -9);
	CHECK_BITS(t->next->next, wide, 0xabcdef01234);
	return 0;
}
