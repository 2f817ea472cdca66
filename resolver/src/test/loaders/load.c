// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/* Loads a BPF object with a BTF that lies under a path, and prints what libbpf answers. */
#include <bpf/libbpf.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	LIBBPF_OPTS(bpf_object_open_opts, options, .btf_custom_path = argv[2]);
	struct bpf_object *object;

	if (argc != 3)
		return 2;
	object = bpf_object__open_file(argv[1], &options);
	if (!object)
		return 3;
	printf("load: %d\n", bpf_object__load(object));
	bpf_object__close(object);
	return 0;
}
