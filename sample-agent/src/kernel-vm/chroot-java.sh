#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# Stands for bin/java of a JVM that lives in a root directory of its own, ../../root from here: the same files are seen from
# there as here, but for /usr and /etc. Mounts are this process's own and end with it. Needs root.
set -euo pipefail

root=$(realpath "$(dirname "$0")/../../root")
export root
# shellcheck disable=SC2016 # for the inner shells
exec unshare --mount bash -c '
	set -e
	for folder in /*; do
		case $folder in
		/bin | /etc | /jre | /lib* | /sbin | /usr) continue ;;
		esac
		[[ -d $folder && ! -L $folder ]] || continue
		mkdir -p "$root$folder"
		mount --rbind "$folder" "$root$folder"
	done
	exec chroot "$root" /bin/sh -c '\''cd "$0" && exec /jre/bin/java "$@"'\'' "$PWD" "$@"' bash "$@"
