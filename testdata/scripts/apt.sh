# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
#
# To be sourced: Debian packages of any suite and architecture, without touching the machine's own apt.

# use_apt DIR SUITE ARCH: an apt of its own below DIR, for this suite and architecture: the machine's mirrors of Debian, but
# none of its state, so that neither root nor foreign architectures in dpkg are needed. One for each suite and
# architecture, because apt drops a repository as a whole when a single architecture of it is being synchronised. What
# the archive has is asked once a day.
use_apt() {
	local root=$1/$2-$3 suite=$2 arch=$3
	unset APT_CONFIG
	if [[ -z $(find "$root/updated" -mtime -1 2>/dev/null) ]]; then
		mkdir -p "$root"/{parts,state/lists/partial,cache/archives/partial}
		touch "$root/status"
		apt_sources "$suite" >"$root/sources.list"
		cat >"$root/apt.conf" <<-CONF
			Dir::State "$root/state";
			Dir::State::status "$root/status";
			Dir::Cache "$root/cache";
			Dir::Etc::sourcelist "$root/sources.list";
			Dir::Etc::sourceparts "$root/parts";
			APT::Architecture "$arch";
			APT::Architectures { "$arch"; };
			APT::Sandbox::User "";
			Acquire::Languages "none";
		CONF
		APT_CONFIG=$root/apt.conf apt-get update -qq || without_security "$root" "$suite"
		touch "$root/updated"
	fi
	export APT_CONFIG=$root/apt.conf
}

# The machine's sources of its own Debian, with the suite's name changed. Sid has neither updates nor security.
apt_sources() {
	local suite=$1 codename uri release component
	# shellcheck source=/dev/null
	codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
	# shellcheck disable=SC2016 # apt's variables
	apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
		while read -r uri release component; do
			[[ $release == "$codename" || ($suite != sid && $release == "$codename"-@(updates|security)) ]] || continue
			echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri ${release/$codename/$suite} $component"
		done | sort -u
}

# Of architectures that few use, the mirror's security updates can be out of step for days; then it goes without them.
without_security() {
	echo "$2-security is left out" >&2
	sed -i '/-security /d' "$1/sources.list"
	APT_CONFIG=$1/apt.conf apt-get update -qq
}
