#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# initrd.sh USER_LAND FOLDER OUT: a user land's archive, and after it one of a folder.
set -euo pipefail

user_land=$(realpath "$1") folder=$2 out=$(realpath -m "$3")
cd "$folder"
{
	cat "$user_land"
	find . -mindepth 1 | LC_ALL=C sort | cpio --quiet --create --format=newc --owner=0:0
} >"$out"
