#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# java.sh VERSION: prints the path of a java of this version. One that is not in /usr/lib/jvm is Debian sid's JRE, unpacked
# and run in a root directory with sid's C library, which takes root. BTF_KERNEL_VM_CACHE says where that is kept; without
# it, it is where mvn -Pkernel-vm keeps it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache=${BTF_KERNEL_VM_CACHE:-$HOME/.cache/btf-resolver/kernel-vm}
arch=$(dpkg --print-architecture)

installed() {
	local java
	for java in /usr/lib/jvm/*/bin/java; do
		if grep -qs "^JAVA_VERSION=\"$1[.\"]" "$(dirname "$java")/../release"; then
			echo "$java"
			return
		fi
	done
}

in_chroot() {
	local recipe home archive
	recipe=$(sha256sum "$here/user-land.sh" | cut -c 1-8)
	home=$cache/jvms/$1-$recipe
	archive=$cache/user-lands/sid-java$1-$arch-$recipe.cpio
	[[ -e $archive ]] || "$here/user-land.sh" "$cache" "sid-java$1" "$arch" "$archive" >&2
	if [[ ! -e $home/root ]]; then
		rm -rf "$home" "$home.new"
		mkdir -p "$home.new/root" "$home.new/jre/bin"
		(cd "$home.new/root" && cpio --quiet --extract --make-directories --no-absolute-filenames <"$archive")
		(cd "$home.new/root/usr/bin" && chroot "$home.new/root" /usr/bin/busybox --install -s /usr/bin)
		cp "$home.new/root/jre/release" "$home.new/jre/" 2>/dev/null || echo "JAVA_VERSION=\"1.$1.0\"" >"$home.new/jre/release"
		mv "$home.new" "$home"
	fi
	cp "$here/chroot-java.sh" "$home/jre/bin/java"
	echo "$home/jre/bin/java"
}

java=$(installed "$1")
[[ -n $java ]] || java=$(in_chroot "$1")
echo "$java"
