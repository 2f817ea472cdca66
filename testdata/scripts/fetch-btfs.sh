#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
#
# Downloads Debian kernel packages and stores their BTF under testdata/btf in BTFHub's layout, and that of some of their
# modules under testdata/btf-modules/RELEASE.
#
#   fetch-btfs.sh             fetch every kernel of the table below
#   fetch-btfs.sh PATTERN...  only packages whose name matches one of the shell patterns
#   fetch-btfs.sh --current   print what the archive's meta-packages point to today (to move the table on)
#
# Kernel packages leave the archive with each point release; a row whose package is gone is reported and its stored
# file kept. A package that is there must give the BTF whose SHA-256 is in SOURCES.md.
#
# Runs on Debian, as any user. Needs apt, dpkg-deb, tar, xz, python3, lz4, zstd, and pahole for kernels without BTF.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=apt.sh
. "$here/apt.sh"
btf_dir=$(dirname "$here")/btf
modules_dir=$(dirname "$here")/btf-modules
sources=$btf_dir/SOURCES.md

# suite | package architecture | directory | how | package
# How: "image" takes the BTF out of the kernel image; "dwarf" makes it from the debug package, as BTFHub does, for
# kernels built without CONFIG_DEBUG_INFO_BTF.
kernels() {
	cat <<-'TABLE'
		bookworm amd64 debian/12/x86_64 image linux-image-6.1.0-56-cloud-amd64
		bookworm amd64 debian/12/x86_64 image linux-image-6.12.117+deb12-cloud-amd64
		bookworm arm64 debian/12/arm64 image linux-image-6.1.0-56-cloud-arm64
		bookworm s390x debian/12/s390x dwarf linux-image-6.1.0-50-s390x-dbg
		bullseye amd64 debian/11/x86_64 image linux-image-5.10.0-46-cloud-amd64
	TABLE
}

# Modules of a kernel in the table above, whose split BTF is stored beside: package | modules
modules() {
	cat <<-'TABLE'
		linux-image-6.1.0-56-cloud-amd64 overlay virtio_net
	TABLE
}

meta_packages() {
	cat <<-'TABLE'
		bookworm amd64 linux-image-cloud-amd64
		bookworm amd64 linux-image-6.12-cloud-amd64
		bookworm arm64 linux-image-cloud-arm64
		bookworm s390x linux-image-s390x
		bullseye amd64 linux-image-cloud-amd64
	TABLE
}

in_archive() {
	apt-cache show "$1" >/dev/null 2>&1
}

# Prints the path of the package file.
download() {
	rm -rf "$work/package"
	mkdir "$work/package"
	(cd "$work/package" && apt-get download -qq "$1" >&2)
	ls "$work"/package/*.deb
}

# member PATTERN DEB OUT: one file of a package, without unpacking the rest (debug packages hold gigabytes).
member() {
	dpkg-deb --fsys-tarfile "$2" | tar --extract --to-stdout --wildcards "$1" >"$3"
}

make_btf() {
	local how=$1 deb=$2 out=$3
	case $how in
	image)
		member './boot/vmlinu*' "$deb" "$work/kernel"
		"$here/extract-btf.py" "$work/kernel" "$out"
		;;
	dwarf)
		member './usr/lib/debug/boot/vmlinux-*' "$deb" "$work/kernel"
		pahole --btf_gen_floats --btf_encode_detached="$out" "$work/kernel"
		;;
	esac
	rm "$work/kernel"
}

# The split BTF of modules, raw, as the kernel shows it in /sys/kernel/btf/MODULE.
fetch_modules() {
	local package=$1 deb=$2 name names module out
	out=$modules_dir/${package#linux-image-}
	while read -r name names; do
		[[ $name == "$package" ]] || continue
		mkdir -p "$out"
		for module in $names; do
			member "./lib/modules/*/$module.ko" "$deb" "$work/module"
			"$here/extract-btf.py" "$work/module" "$out/$module.btf"
		done
	done < <(modules)
}

# The same BTF always gives the same archive (with the same xz).
pack() {
	local btf=$1 archive=$2
	mkdir -p "$(dirname "$archive")"
	tar --create --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=0644 \
		--directory="$(dirname "$btf")" "$(basename "$btf")" | xz -9e --threads=1 >"$archive.new"
	mv "$archive.new" "$archive"
}

recorded_sha256() {
	sed -n "s#^| \`$1\` .* \`\([0-9a-f]\{64\}\)\` |.*#\1#p" "$sources"
}

# Replaces or adds a file's row in the table that ends SOURCES.md.
record() {
	local path=$1 row=$2
	{
		grep -v "^| \`" "$sources"
		{ grep "^| \`" "$sources" | grep -vF "| \`$path\` " || true; echo "$row"; } | LC_ALL=C sort
	} >"$sources.new"
	mv "$sources.new" "$sources"
}

fetch() {
	local suite=$1 arch=$2 dir=$3 how=$4 package=$5
	local release=${package#linux-image-} deb version sum path
	release=${release%-dbg}
	path=$dir/$release.btf.tar.xz
	use_apt "$work" "$suite" "$arch"
	if ! in_archive "$package"; then
		echo "gone from the archive: $package ($suite); $path stays as it is"
		return 0
	fi
	deb=$(download "$package")
	version=$(dpkg-deb --field "$deb" Version)
	make_btf "$how" "$deb" "$work/$release.btf"
	fetch_modules "$package" "$deb"
	rm "$deb"
	sum=$(sha256sum <"$work/$release.btf" | cut -d' ' -f1)
	if [[ -n $(recorded_sha256 "$path") && $(recorded_sha256 "$path") != "$sum" ]]; then
		echo "$path: $package now gives the BTF $sum, not the recorded one" >&2
		return 1
	fi
	pack "$work/$release.btf" "$btf_dir/$path"
	record "$path" "| \`$path\` | $suite | $package | $version | $how | \`$sum\` |"
	echo "$path: $(stat -c %s "$work/$release.btf") bytes of BTF from $package $version"
}

current() {
	local suite arch package
	while read -r suite arch package; do
		use_apt "$work" "$suite" "$arch"
		echo "$suite $arch $package: $(apt-cache depends "$package" | sed -n 's/^ *Depends: //p' | tr '\n' ' ')"
	done < <(meta_packages)
}

selected() {
	local name=$1 pattern
	shift
	[[ $# -gt 0 ]] || return 0
	for pattern; do
		# shellcheck disable=SC2053 # a pattern is meant
		[[ $name == $pattern ]] && return 0
	done
	return 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [[ ${1:-} == --current ]]; then
	current
	exit
fi
while read -r suite arch dir how package; do
	if selected "$package" "$@"; then
		fetch "$suite" "$arch" "$dir" "$how" "$package" </dev/null
	fi
done < <(kernels)
