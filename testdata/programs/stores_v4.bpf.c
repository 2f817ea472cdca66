// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
// cflags: -mcpu=v4
/* Stores of immediates (ST), which clang emits from -mcpu=v4 on. */
#include "result.h"

SEC("tc")
int context(struct __sk_buff *skb)
{
	skb->mark = 7;
	skb->priority = 0;
	skb->cb[3] = 9;
	return 0;
}
