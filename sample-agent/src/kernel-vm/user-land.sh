#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# user-land.sh CACHE bookworm-java17|sid-javaN ARCH OUT: what a guest runs, as a cpio archive: busybox, setpriv, unshare,
# the C library, libbpf (of bookworm also bullseye's 0.3, in /libbpf/0.3) and a JRE in /jre. Nothing of a foreign
# architecture is run for it.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=../../../testdata/scripts/apt.sh
. "$here/../../../testdata/scripts/apt.sh"
cache=$1 name=$2 arch=$3 out=$(realpath -m "$4")

# unpack DIR PACKAGE...: into a tree whose /lib and /bin are links, as on every Debian, whatever the packages say.
unpack() {
	local root=$1 deb
	shift
	rm -rf "$work/debs"
	mkdir -p "$work/debs" "$root"/usr/{bin,lib,lib64,sbin}
	for deb in bin lib lib64 sbin; do
		[[ -e $root/$deb ]] || ln -s "usr/$deb" "$root/$deb"
	done
	(cd "$work/debs" && apt-get download -qq "$@" 2>&1) || {
		echo "of these packages one cannot be had: $*" >&2
		return 1
	}
	for deb in "$work"/debs/*.deb; do
		dpkg-deb --fsys-tarfile "$deb" | tar --extract --keep-directory-symlink --directory="$root"
	done
	rm -rf "$work/debs"
}

# A small JRE out of the packaged modules for the guest's architecture, by the jlink of the same version for this machine.
java17() {
	local host jdk=usr/lib/jvm/java-17-openjdk endian=little
	host=$(dpkg --print-architecture)
	use_apt "$cache/apt" bookworm "$host"
	unpack "$work/host" openjdk-17-jdk-headless openjdk-17-jre-headless
	use_apt "$cache/apt" bookworm "$arch"
	unpack "$work/target" openjdk-17-jdk-headless
	[[ $arch != s390x ]] || endian=big
	"$work/host/$jdk-$host/bin/jlink" --module-path "$work/target/$jdk-$arch/jmods" \
		--add-modules java.base,java.logging,java.instrument,jdk.unsupported \
		--strip-java-debug-attributes --no-header-files --no-man-pages --vm=server --compress=0 \
		--endian "$endian" --output "$root/jre"
}

# util-linux's own of two programs, which busybox has not, or with fewer options.
util_linux() {
	unpack "$work/util-linux" util-linux
	cp "$work"/util-linux/usr/bin/{setpriv,unshare} "$root/usr/bin/"
}

bookworm_java17() {
	use_apt "$cache/apt" bookworm "$arch"
	unpack "$root" busybox-static libc6 libgcc-s1 libstdc++6 zlib1g libelf1 libbpf1 libcap-ng0
	util_linux
	if [[ $arch == amd64 ]]; then
		use_apt "$cache/apt" bullseye "$arch"
		unpack "$work/bullseye" libbpf0
		mkdir -p "$root/libbpf/0.3"
		cp -L "$work"/bullseye/usr/lib/*/libbpf.so.0 "$root/libbpf/0.3/"
	fi
	java17
}

# Sid has the JREs that the stable release has not, and they want its C library.
sid_java() {
	use_apt "$cache/apt" sid "$arch"
	unpack "$root" busybox-static libc6 libgcc-s1 libstdc++6 zlib1g libzstd1 libelf1t64 libbpf1 libcap-ng0 \
		"openjdk-$1-jre-headless"
	util_linux
	if [[ -e $root/usr/lib/jvm/java-$1-openjdk-$arch/jre ]]; then
		mv "$root/usr/lib/jvm/java-$1-openjdk-$arch/jre" "$root/jre"
	else
		mv "$root/usr/lib/jvm/java-$1-openjdk-$arch" "$root/jre"
	fi
	rm -rf "$root/usr/lib/jvm"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
case $name in
bookworm-java17) bookworm_java17 ;;
sid-java*) sid_java "${name#sid-java}" ;;
*) echo "no such user land: $name" >&2 && exit 2 ;;
esac
mkdir -p "$root"/{dev,proc,sys,run,tmp,root}
rm -rf "$root"/usr/share "$root"/usr/lib/*/gconv "$root"/usr/lib/*/perl* "$root"/var
echo 'root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/:/bin/sh' >"$root/etc/passwd"
echo 'ID=debian
VERSION_ID="12"' >"$root/etc/os-release"
mkdir -p "$(dirname "$out")"
(cd "$root" && find . | LC_ALL=C sort | cpio --quiet --create --format=newc --owner=0:0) >"$out.new"
mv "$out.new" "$out"
