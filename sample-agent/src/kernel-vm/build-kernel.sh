#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# build-kernel.sh CONFIG OUT: an x86-64 kernel from Debian's linux-source-6.1, by "make tinyconfig" and CONFIG. Leaves in
# OUT its bzImage as vmlinuz, its vmlinux with debug information, and its release. About 5 minutes on two cores.
# APT_CONFIG says where packages come from. Needs gcc, make, flex, bison, bc, libelf-dev and libssl-dev.
set -euo pipefail

config=$(realpath "$1")
out=$(realpath "$2")
work=$(mktemp -d "$out/build.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq linux-source-6.1
dpkg-deb --fsys-tarfile linux-source-6.1_*.deb | tar --extract --to-stdout ./usr/src/linux-source-6.1.tar.xz | tar --extract --xz
cd linux-source-6.1
configure() {
	make -s tinyconfig && cat "$config" >>.config && make -s olddefconfig
}
configure >config.log 2>&1 || {         # it warns of every option that CONFIG sets anew
	cat config.log >&2
	exit 1
}
# nothing of the machine in it
export KBUILD_BUILD_TIMESTAMP='2026-01-01 00:00:00 UTC' KBUILD_BUILD_USER=kernel-vm KBUILD_BUILD_HOST=kernel-vm KBUILD_BUILD_VERSION=1
make -s -j"$(nproc)" bzImage
mv include/config/kernel.release "$out/release"
mv vmlinux "$out/vmlinux"
mv arch/x86/boot/bzImage "$out/vmlinuz"
