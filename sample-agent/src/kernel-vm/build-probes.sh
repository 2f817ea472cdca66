#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# build-probes.sh ARCH OUT: the probes of the folder bpf for a Debian architecture, as testdata's build-objects.sh does.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
arch=$1 out=$(realpath -m "$2") order=el
[[ $arch != s390x ]] || order=eb
mkdir -p "$out"
cd "$here/bpf"
for source in *.bpf.c; do
	object=$out/${source%.c}.o
	"${CLANG:-clang-19}" -target "bpf$order" -O2 -g -mcpu=v2 -Wall -Werror -I ../../../../testdata/programs "-DARCH_$arch" \
		-fdebug-prefix-map="$PWD=." -c "$source" -o "$object"
	"${LLVM_STRIP:-llvm-strip-19}" -g "$object"
done
