#!/usr/bin/env python3
# SPDX-FileCopyrightText: The btf-resolver authors
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
"""Copies the BTF out of a kernel image, byte for byte as the booted kernel shows it in /sys/kernel/btf/vmlinux.

  extract-btf.py IMAGE OUT.btf
  extract-btf.py --vmlinux IMAGE OUT    the whole ELF vmlinux of an x86 bzImage

IMAGE is one of
  - an ELF file (vmlinux, a module): its .BTF section;
  - an x86 bzImage: the boot protocol's header says where the compressed ELF vmlinux lies;
  - a raw image without section headers (arm64's Image): the largest well-formed BTF found by scanning.
Needs only the standard library, and the programs `lz4` or `zstd` where the image is compressed that way.
"""
import gzip
import lzma
import struct
import subprocess
import sys

MAGIC_LITTLE, MAGIC_BIG = b"\x9f\xeb\x01\x00", b"\xeb\x9f\x01\x00"
HEADER_LEN = 24


def elf_section(elf, wanted):
    """The bytes of the section `wanted` (bytes), or None."""
    wide, order = elf[4] == 2, "<" if elf[5] == 1 else ">"
    section_offset, = struct.unpack_from(order + ("Q" if wide else "I"), elf, 0x28 if wide else 0x20)
    entry_size, count, names_index = struct.unpack_from(order + "HHH", elf, 0x3A if wide else 0x2E)

    def header(index):
        fields = struct.unpack_from(order + ("IIQQQQ" if wide else "6I"), elf, section_offset + index * entry_size)
        return fields[0], fields[4], fields[5]          # name, offset, size

    _, names, _ = header(names_index)
    for index in range(1, count):
        name, offset, size = header(index)
        if elf[names + name:elf.index(b"\0", names + name)] == wanted:
            return elf[offset:offset + size]
    return None


def filter_through(*command):
    return lambda data: subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


# magic, decompressor, whether the kernel build appends the uncompressed size (gzip ends with it by itself)
COMPRESSIONS = (
    (b"\x1f\x8b\x08", gzip.decompress, False),
    (b"\xfd7zXZ\0", lzma.decompress, True),
    (b"\x5d\0\0\0", lzma.decompress, True),
    (b"\x02\x21\x4c\x18", filter_through("lz4", "-d", "-q", "-c"), True),
    (b"\x28\xb5\x2f\xfd", filter_through("zstd", "-d", "-q", "-c"), True),
)


def bzimage_payload(image):
    """The decompressed vmlinux of an x86 bzImage (boot protocol 2.08 or later)."""
    setup_sectors = image[0x1F1] or 4                   # 0 means 4, for compatibility with the oldest loaders
    offset, length = struct.unpack_from("<II", image, 0x248)
    start = (setup_sectors + 1) * 512 + offset
    payload = image[start:start + length]
    for magic, decompress, size_appended in COMPRESSIONS:
        if payload.startswith(magic):
            return decompress(payload[:-4] if size_appended else payload)
    sys.exit("unknown compression of the payload: " + payload[:4].hex())


def scan(image):
    """The largest byte range of a raw image that is a well-formed BTF, or None."""
    best = None
    for magic, order in ((MAGIC_LITTLE, "<"), (MAGIC_BIG, ">")):
        at = image.find(magic)
        while at >= 0 and at + HEADER_LEN <= len(image):
            header_len, type_off, type_len, str_off, str_len = struct.unpack_from(order + "5I", image, at + 4)
            blob = image[at:at + header_len + str_off + str_len]
            if (HEADER_LEN <= header_len <= 256 and type_off == 0 and str_off >= type_len > 0 and str_len > 1
                    and len(blob) == header_len + str_off + str_len
                    and blob[header_len + str_off] == 0 and blob[-1] == 0
                    and len(blob) > len(best or b"")):
                best = blob
            at = image.find(magic, at + 1)
    return best


def extract(image):
    if image[:4] == b"\x7fELF":
        return elf_section(image, b".BTF")
    if image[0x202:0x206] == b"HdrS":
        return elf_section(bzimage_payload(image), b".BTF")
    return scan(image)


def main():
    if sys.argv[1:2] == ["--vmlinux"]:
        take, arguments = bzimage_payload, sys.argv[2:]
    else:
        take, arguments = extract, sys.argv[1:]
    if len(arguments) != 2:
        sys.exit("usage: extract-btf.py [--vmlinux] IMAGE OUT")
    with open(arguments[0], "rb") as source:
        found = take(source.read())
    if not found:
        sys.exit(arguments[0] + ": holds no BTF")
    with open(arguments[1], "wb") as target:
        target.write(found)


if __name__ == "__main__":
    main()
