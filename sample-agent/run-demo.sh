#!/bin/sh
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs a small application with the agent, twice: with the kernel's own BTF, and as on a kernel that has none, with the
# minimized BTF of this kernel that the build has embedded. Each time the application compares what the agent printed
# with /proc. Needs root, libbpf, and `mvn package` before it. Exit code 0 when both runs were right.
set -u

here=$(cd "$(dirname "$0")" && pwd)
jar=$here/target/btf-sample-agent.jar
classes=$here/target/test-classes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
demo=io.github.btfresolver.sample.demo.ExecDemo

[ -f "$jar" ] && [ -d "$classes" ] || { echo "$0: not built yet: mvn package" >&2; exit 2; }
[ "$(id -u)" = 0 ] || echo "$0: not root: expect the agent to say so" >&2

# since 24 the JVM warns of native libraries unless told that they are wanted
native=
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
version=${version%%.*}
[ "${version:-0}" -ge 22 ] && native=--enable-native-access=ALL-UNNAMED

out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
failed=0

run() {
	echo "== $1"
	shift
	: >"$out"
	"$java" $native "$@" "-javaagent:$jar=out=$out" -cp "$classes" "$demo" "$out" || failed=1
}

run "with the kernel's own BTF"
run "with the embedded BTF" -Dbtfresolver.skipKernel=true
exit $failed
