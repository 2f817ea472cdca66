#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# jvms.sh [VERSION...]: all tests of the library, and of the agent's jar, on other JVMs (see java.sh); by default 8, 11, 17,
# 21 and 25.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../.."
[[ $# -gt 0 ]] || set -- 8 11 17 21 25
for version; do
	java=$("$here/java.sh" "$version")
	echo "== Java $version: $java"
	"$java" -version 2>&1
	mvn -B verify -Dbtf.jvm="$java" '-Dtest=!io.github.btfresolver.plugin.**,!*IT' '-Dit.test=AgentIT,PackagingIT' -Dinvoker.test=none \
		-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
done
