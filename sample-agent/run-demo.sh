#!/bin/sh
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds the project and runs a small application with the sample agent, twice: with the kernel's own BTF, and as on a
# kernel that has none, with the minimized BTF of this kernel that the build has embedded in the agent's jar. Each time
# the application compares what the agent printed with /proc. Exit code 0 when both runs were right.
#
# Needs a JDK 17 or newer, Maven, and root; libbpf is installed if it is missing.
set -u

here=$(cd "$(dirname "$0")" && pwd)
jar=$here/target/btf-sample-agent.jar
classes=$here/target/test-classes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
demo=io.github.btfresolver.sample.demo.ExecDemo

has_libbpf() {
	PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q 'libbpf\.so'
}

install_libbpf() {
	echo "== libbpf is missing: installing Debian's package libbpf1"
	command -v apt-get >/dev/null || { echo "$0: no apt-get here: install libbpf first" >&2; exit 2; }
	apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends libbpf1 || {
		echo "$0: libbpf1 cannot be installed" >&2
		exit 2
	}
}

has_libbpf || install_libbpf
echo "== building (mvn package, without the tests)"
(cd "$here/.." && mvn -q -B package -DskipTests) || exit 2
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
