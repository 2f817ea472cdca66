// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Bitfields of real kernels, read through a probe; and members that are a bitfield in some kernels, plain in others. */
#include "result.h"

/* until 5.5 bitfields of 8 and 16 bits, since then plain u16 members */
struct sock___before_5_6 {
	unsigned int sk_protocol : 8;
	unsigned int sk_type : 16;
} __attribute__((preserve_access_index));
struct sock___since_5_6 {
	__u16 sk_protocol;
	__u16 sk_type;
} __attribute__((preserve_access_index));

SEC("raw_tp/sched_process_exec")
int task_bits(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *task = (void *)ctx->args[0];

	result(0, BPF_CORE_READ_BITFIELD_PROBED(task, sched_remote_wakeup));
	result(1, BPF_CORE_READ_BITFIELD_PROBED(task, in_execve));
	result(2, bpf_core_field_exists(task->in_execve));
	return 0;
}

SEC("raw_tp/inet_sock_set_state")
int sock_bits(struct bpf_raw_tracepoint_args *ctx)
{
	struct sock *sk = (void *)ctx->args[0];
	struct sock___before_5_6 *old_sk = (void *)ctx->args[0];
	struct sock___since_5_6 *new_sk = (void *)ctx->args[0];

	result(3, BPF_CORE_READ_BITFIELD_PROBED(sk, sk_no_check_tx));
	result(4, BPF_CORE_READ_BITFIELD_PROBED(sk, __sk_common.skc_reuse));
	result(5, BPF_CORE_READ_BITFIELD_PROBED(old_sk, sk_protocol));
	result(6, BPF_CORE_READ_BITFIELD_PROBED(old_sk, sk_type));
	result(7, BPF_CORE_READ_BITFIELD_PROBED(new_sk, sk_protocol));
	result(8, BPF_CORE_READ(new_sk, sk_type));
	result(9, BPF_CORE_READ_BITFIELD_PROBED(sk, sk_err));
	return 0;
}

SEC("raw_tp/netif_receive_skb")
int skb_bits(struct bpf_raw_tracepoint_args *ctx)
{
	struct sk_buff *skb = (void *)ctx->args[0];

	result(10, BPF_CORE_READ_BITFIELD_PROBED(skb, pkt_type));
	result(11, BPF_CORE_READ_BITFIELD_PROBED(skb, ip_summed));
	return 0;
}
