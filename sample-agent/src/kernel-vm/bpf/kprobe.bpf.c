// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * One event per unlink(2), from the function do_unlinkat(int, struct filename *). Where its second argument lies is a
 * matter of the architecture's calling convention; where that register lies in struct pt_regs is relocated.
 */
#include "probe.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct filename {
	const char *name;
};
#if defined(ARCH_amd64)
struct pt_regs { unsigned long si; };
#define SECOND si
#elif defined(ARCH_i386)
struct pt_regs { unsigned long dx; };   /* -mregparm=3 */
#define SECOND dx
#elif defined(ARCH_arm64)
struct pt_regs { __u64 regs[31]; };
#define SECOND regs[1]
#elif defined(ARCH_armhf)
struct pt_regs { unsigned long uregs[18]; };
#define SECOND uregs[1]
#elif defined(ARCH_s390x)
struct pt_regs { unsigned long gprs[16]; };
#define SECOND gprs[3]
#elif defined(ARCH_ppc64el)
struct pt_regs { unsigned long gpr[32]; };
#define SECOND gpr[4]
#else
#error "unknown architecture"
#endif
#pragma clang attribute pop

SEC("kprobe/do_unlinkat")
int on_exec(struct pt_regs *registers)
{
	struct filename *file = (void *)BPF_CORE_READ(registers, SECOND);

	report(BPF_CORE_READ(file, name));
	return 0;
}
