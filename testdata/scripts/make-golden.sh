#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
#
# Records what bpftool makes of the test data, under golden:
#   min/TARGET/NAME.btf   `bpftool gen min_core_btf TARGET OUT objects/el/NAME.bpf.o`, as it is, and
#   min/TARGET/NAME.txt   `bpftool btf dump file NAME.btf format raw`; or, when bpftool fails,
#   min/TARGET/NAME.err   its exit status
#   min/TARGET/_all.btf, _all.txt   the same for all objects that do not fail, together
#   dump/NAME.txt         raw dump of btf-small/NAME.{el,eb}.btf, which must be equal
#   dump.sha256           SHA-256 of the raw dump of each kernel BTF, in sha256sum's format
# TARGET is ARCH-RELEASE of a kernel under btf, or small-NAME of a btf-small file.
#
#   make-golden.sh           rebuild everything in place
#   make-golden.sh --check   rebuild elsewhere and compare: exit 1 on a difference, 77 when bpftool is missing
#
# The recorded files come from bpftool 7.1. Newer versions read big-endian objects too (7.5), and may write a longer
# header (7.8); the types are the same.
set -euo pipefail

testdata=$(cd "$(dirname "$0")/.." && pwd)
small_targets=(kernel kernel_old layouts selfcheck selfcheck_other)

# One pair, or several objects together.
minimize() {
	local btf=$1 out=$2 status=0
	shift 2
	bpftool gen min_core_btf "$btf" "$out.btf" "$@" 2>/dev/null || status=$?
	if [[ $status -ne 0 ]]; then
		echo "$status" >"$out.err"
		return 1
	fi
	dump "$out.btf" >"$out.txt"
}

dump() {
	bpftool btf dump file "$1" format raw
}

minimize_all() {
	local btf=$1 out=$2 object good=()
	mkdir -p "$out"
	for object in "$testdata"/objects/el/*.bpf.o; do
		if minimize "$btf" "$out/$(basename "$object" .bpf.o)" "$object"; then
			good+=("$object")
		fi
	done
	minimize "$btf" "$out/_all" "${good[@]}"
}

golden_kernels() {
	local out=$1 archive directory release arch
	for archive in "$testdata"/btf/*/*/*/*.btf.tar.xz; do
		directory=$(dirname "${archive#"$testdata/btf/"}")
		release=$(basename "$archive" .btf.tar.xz)
		arch=$(basename "$directory")
		tar --extract --file "$archive" --directory "$work"
		minimize_all "$work/$release.btf" "$out/min/$arch-$release"
		echo "$(dump "$work/$release.btf" | sha256sum | cut -d' ' -f1)  $directory/$release.btf" >>"$out/dump.sha256"
		rm "$work/$release.btf"
	done
}

golden_small() {
	local out=$1 name btf
	for name in "${small_targets[@]}"; do
		minimize_all "$testdata/btf-small/$name.el.btf" "$out/min/small-$name"
	done
	mkdir -p "$out/dump"
	for btf in "$testdata"/btf-small/*.el.btf; do
		name=$(basename "$btf" .el.btf)
		dump "$btf" >"$out/dump/$name.txt"
		dump "${btf%.el.btf}.eb.btf" | diff "$out/dump/$name.txt" -
	done
}

if ! command -v bpftool >/dev/null; then
	echo "skipped: bpftool missing"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/golden"
golden_kernels "$work/golden"
golden_small "$work/golden"
if [[ ${1:-} == --check ]]; then
	diff -r "$work/golden" "$testdata/golden"
	echo "golden files are up to date"
else
	rm -rf "$testdata/golden"
	mv "$work/golden" "$testdata"
fi
