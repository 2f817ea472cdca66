#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
#
# Compiles programs/*.bpf.c to objects/{el,eb}, derives objects/bad, and compiles programs/targets/*.c to btf-small.
#
#   build-objects.sh           rebuild everything in place
#   build-objects.sh --check   rebuild elsewhere and compare: exit 1 on a difference, 77 when the compiler is missing
#
# Needs clang-19 and llvm-19 (clang 15 is the first to emit type_matches, and another version gives other bytes) and
# libbpf's headers.
set -euo pipefail

testdata=$(cd "$(dirname "$0")/.." && pwd)
clang=${CLANG:-clang-19}
strip=${LLVM_STRIP:-llvm-strip-19}
objcopy=${LLVM_OBJCOPY:-llvm-objcopy-19}

# Paths reach the objects through line information, so everything is compiled from its own folder by a relative name.
compile() {
	local order=$1 folder=$2 source=$3 out=$4
	shift 4
	(cd "$testdata/$folder" && "$clang" -target "bpf$order" -O2 -mcpu=v2 -Wall -Werror \
		-fdebug-prefix-map="$testdata/$folder=." "$@" -c "$source" -o "$out")
}

# A source's own options stand in a line "// cflags: ...".
own_flags() {
	sed -n 's|^// cflags: ||p' "$1"
}

build_programs() {
	local out=$1 order source flags
	for order in el eb; do
		mkdir -p "$out/objects/$order"
		for source in "$testdata"/programs/*.bpf.c; do
			read -ra flags <<<"$(own_flags "$source")"
			build_program "$order" "$(basename "$source" .bpf.c)" "$out" "${flags[@]}"
		done
	done
}

build_program() {
	local order=$1 name=$2 object=$3/objects/$1/$2.bpf.o
	shift 3
	compile "$order" programs "$name.bpf.c" "$object" -g "$@"
	"$strip" -g "$object"                   # the DWARF goes, .BTF and .BTF.ext stay
}

# What tools are handed by mistake.
build_bad() {
	local bad=$1/objects/bad good=$1/objects/el/plain.bpf.o
	mkdir -p "$bad"
	compile el programs plain.bpf.c "$bad/no_btf.bpf.o"
	"$objcopy" --remove-section .BTF.ext --remove-section .rel.BTF.ext "$good" "$bad/no_btf_ext.bpf.o"
	: >"$bad/empty.bpf.o"
	echo "This is not an object file." >"$bad/text.bpf.o"
	head -c 1000 "$good" >"$bad/truncated.bpf.o"
	echo "int x86_64;" | "$clang" -target x86_64-linux-gnu -x c -c - -o "$bad/x86_64.o"
	"$strip" --strip-unneeded --remove-section .comment --remove-section .llvm_addrsig "$bad/x86_64.o"
}

build_targets() {
	local out=$1/btf-small order source name
	mkdir -p "$out"
	for order in el eb; do
		for source in "$testdata"/programs/targets/*.c; do
			name=$(basename "$source" .c)
			compile "$order" programs/targets "$name.c" "$out/$name.$order.o" -g
			"$strip" -g "$out/$name.$order.o"
			"$objcopy" --dump-section .BTF="$out/$name.$order.btf" "$out/$name.$order.o" /dev/null
		done
	done
	rm "$out"/*.eb.o                        # the ELF form is wanted once
}

build() {
	build_programs "$1"
	build_bad "$1"
	build_targets "$1"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in "$clang" "$strip" "$objcopy"; do
	if ! command -v "$tool" >/dev/null; then
		echo "skipped: $tool missing"
		exit 77
	fi
done
build "$work"
if [[ ${1:-} == --check ]]; then
	diff -r "$work/objects" "$testdata/objects"
	diff -r "$work/btf-small" "$testdata/btf-small"
	echo "objects are up to date"
else
	rm -rf "$testdata/objects" "$testdata/btf-small"
	mv "$work/objects" "$work/btf-small" "$testdata"
fi
