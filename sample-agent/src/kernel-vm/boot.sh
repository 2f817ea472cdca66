#!/bin/bash
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0
#
# boot.sh ARCH KERNEL INITRD: becomes the emulator of a machine without disk and network, whose console is stdout. It ends
# when the guest does.
set -euo pipefail

arch=$1 kernel=$2 initrd=$3
case $arch in
amd64 | i386) machine=(qemu-system-x86_64 -machine q35 -cpu max) console=ttyS0
	options=no_timer_check ;; # an emulated timer may be late on a busy machine, and the kernel would panic
arm64) machine=(qemu-system-aarch64 -machine 'virt,gic-version=3') console=ttyAMA0
	# without scalable vectors, with which this emulator's JVMs crash now and then, each time elsewhere
	machine+=(-cpu 'max,pauth-impdef=on,sve=off,sme=off') ;;
armhf) machine=(qemu-system-arm -machine virt -cpu cortex-a15) console=ttyAMA0 ;;
s390x) machine=(qemu-system-s390x -machine s390-ccw-virtio -cpu max) console=ttysclp0 ;;
ppc64el) machine=(qemu-system-ppc64 -machine 'pseries,cap-cfpc=broken,cap-sbbc=broken,cap-ibs=broken,cap-ccf-assist=off'
	-cpu power9) console=hvc0 ;;
*) echo "no machine for the architecture $arch" >&2 && exit 2 ;;
esac
exec "${machine[@]}" -accel tcg -smp 1 -m "${MEMORY:-1024}" -nodefaults -display none -serial stdio -no-reboot \
	-kernel "$kernel" -initrd "$initrd" -append "console=$console panic=-1 quiet loglevel=1 ${options:-}" </dev/null
