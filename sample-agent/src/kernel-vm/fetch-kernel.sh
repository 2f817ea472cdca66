#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# fetch-kernel.sh CACHE SUITE ARCH image|dwarf|build PACKAGE OUT: a kernel and its BTF. PACKAGE is a meta-package. Leaves
# in the folder OUT, which appears only when all is there:
#
#   vmlinuz   the kernel's image
#   release   what "uname -r" will say
#   btf       its BTF
#   elf       the same in ELF, with the kernel's build id; only where the image holds an ELF file
#
# Needs apt, dpkg-deb, python3, lz4, zstd and xz; pahole and objcopy for kernels without BTF.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
scripts=$here/../../../testdata/scripts
# shellcheck source=../../../testdata/scripts/apt.sh
. "$scripts/apt.sh"
cache=$1 suite=$2 arch=$3 how=$4 meta=$5 out=$6

# What a meta-package of kernels points to: its only dependency that is a kernel.
versioned() {
	apt-cache depends "$1" | sed -n 's/^ *Depends: \(linux-image-[^ ]*\)$/\1/p' | head -n 1
}

download() {
	(cd "$work" && rm -f ./*.deb && apt-get download -qq "$1" 2>&1) || {
		echo "the package $1 cannot be had" >&2
		return 1
	}
	ls "$work"/*.deb
}

# member PATTERN DEB OUT: one file of a package, without unpacking the rest (debug packages hold gigabytes).
member() {
	dpkg-deb --fsys-tarfile "$2" | tar --extract --to-stdout --wildcards "$1" >"$3"
}

pahole_btf() {
	pahole --btf_gen_floats --btf_encode_detached="$work/btf" "$1"
}

# The BTF and the notes, among them the build id, of the ELF file that is packed in an x86 image.
elf_of_image() {
	[[ $arch == amd64 ]] || return 0
	"$scripts/extract-btf.py" --vmlinux "$work/vmlinuz" "$work/vmlinux"
	objcopy --only-section=.BTF --only-section=.notes "$work/vmlinux" "$work/elf"
}

fetch_image() {
	local package=$1
	member './boot/vmlinu*' "$(download "$package")" "$work/vmlinuz"
	"$scripts/extract-btf.py" "$work/vmlinuz" "$work/btf"
	elf_of_image
}

fetch_dwarf() {
	local package=$1
	member './boot/vmlinu*' "$(download "$package")" "$work/vmlinuz"
	member './usr/lib/debug/boot/vmlinux-*' "$(download "${package%-unsigned}-dbg")" "$work/vmlinux"
	pahole_btf "$work/vmlinux"
}

build() {
	"$here/build-kernel.sh" "$here/nobtf.config" "$work"
	pahole_btf "$work/vmlinux"
	objcopy --only-section=.notes "$work/vmlinux" "$work/elf"
	objcopy --add-section .BTF="$work/btf" "$work/elf"
}

mkdir -p "$(dirname "$out")"
work=$(mktemp -d "$out.XXXXXX")
trap 'rm -rf "$work"' EXIT
use_apt "$cache/apt" "$suite" "$arch"
if [[ $how == build ]]; then
	build
else
	package=$(versioned "$meta")
	"fetch_$how" "$package"
	release=${package#linux-image-}
	echo "${release%-unsigned}" >"$work/release"
fi
rm -f "$work/vmlinux" "$work"/*.deb
trap - EXIT
mv "$work" "$out"
