// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* More kinds of programs and data that are looked up in the kernel's own BTF, or not; see kernel_btf and ksyms. */
#include "result.h"

SEC("fentry.s/vfs_unlink")
int sleepable(__u64 *ctx)
{
	return 0;
}

SEC("fmod_ret/security_file_open")
int modifier(__u64 *ctx)
{
	return 0;
}

SEC("lsm.s/file_open")
int sleepable_hook(__u64 *ctx)
{
	return 0;
}

SEC("iter/task")
int iterator(__u64 *ctx)
{
	return 0;
}

SEC("?fexit/vfs_unlink")
int optional(__u64 *ctx)
{
	return 0;
}

/* the function of another program, which its loader names */
SEC("freplace/replaced")
int replacement(__u64 *ctx)
{
	return 0;
}

/* an address from /proc/kallsyms: without a type, and without BTF */
extern const void init_task __ksym __weak;

SEC("kprobe/vfs_unlink")
int fentry_only_in_name(__u64 *ctx)
{
	result(0, (__u64)&init_task);
	return 0;
}

struct tcp_congestion_ops {
	char name[16];
	void (*init)(void *sk);
};

SEC("struct_ops/init")
void init(__u64 *ctx)
{
}

SEC(".struct_ops.link")
struct tcp_congestion_ops control = {
	.name = "control",
	.init = (void *)init,
};
