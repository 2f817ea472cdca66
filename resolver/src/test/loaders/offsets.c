// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/* Prints where the fields of libbpf's options lie, one a line, and where the last of those we have ends. */
#include <bpf/libbpf.h>
#include <stddef.h>
#include <stdio.h>

#define PRINT(field) printf(#field " %zu %zu\n", offsetof(struct bpf_object_open_opts, field), \
			    sizeof(((struct bpf_object_open_opts *)0)->field))

int main(void)
{
	PRINT(sz);
	PRINT(object_name);
	PRINT(relaxed_maps);
	PRINT(pin_root_path);
	PRINT(kconfig);
	PRINT(btf_custom_path);
	return 0;
}
