// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * Types that only kernel modules have (overlay and virtio_net), which refer to types of the kernel and contain some;
 * and types of the kernel beside them.
 */
#include "result.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
struct ovl_config {
	_Bool index;
	char *upperdir;
};
struct ovl_fs {
	struct dentry *workdir;
	struct ovl_config config;
};
struct ovl_inode {
	struct dentry *__upperdentry;
	struct inode vfs_inode;
	const char *no_such_member;
};
struct virtnet_info {
	unsigned short max_queue_pairs;
	_Bool mergeable_rx_bufs;
};
#pragma clang attribute pop

enum ovl_xattr { OVL_XATTR_IMPURE = 77 };

SEC("raw_tp/sched_process_exec")
int modules(__u64 *ctx)
{
	struct ovl_fs *fs = (void *)ctx[0];
	struct ovl_inode *inode = (void *)ctx[1];
	struct virtnet_info *net = (void *)ctx[2];

	result(0, (__u64)BPF_CORE_READ(fs, workdir, d_name.name));
	result(1, (__u64)BPF_CORE_READ(fs, config.upperdir));
	result(2, (__u64)BPF_CORE_READ(inode, __upperdentry, d_name.name));
	result(3, BPF_CORE_READ(inode, vfs_inode.i_ino));
	result(4, BPF_CORE_READ(net, max_queue_pairs));
	result(5, bpf_core_field_size(net->mergeable_rx_bufs));
	result(6, bpf_core_field_exists(inode->no_such_member));
	result(7, bpf_core_enum_value(enum ovl_xattr, OVL_XATTR_IMPURE));
	result(8, bpf_core_enum_value_exists(enum ovl_xattr, OVL_XATTR_IMPURE));
	return 0;
}
