#!/usr/bin/env python3
"""Takes the raw BTF out of a kernel image: a vmlinuz of any architecture, compressed or not.

    extract_btf.py vmlinuz OUT.btf

BTF is found by its header (include/uapi/linux/btf.h): the magic number in either byte order, version 1, a header of 24 bytes,
or of 32 since Linux 7.1, and a type section that the string section follows. zstd-compressed images need the command zstd.
"""
import lzma
import struct
import subprocess
import sys
import zlib

SIGNATURES = {
    b"\x1f\x8b\x08": lambda data: zlib.decompressobj(31).decompress(data),
    b"\xfd7zXZ\x00": lambda data: lzma.LZMADecompressor().decompress(data),
    b"\x5d\x00\x00": lambda data: lzma.LZMADecompressor(format=lzma.FORMAT_ALONE).decompress(data),
    b"(\xb5/\xfd": lambda data: subprocess.run(["zstd", "-dc"], input=data, capture_output=True).stdout,
}
MOST_PLACES = 20


def images(data):
    """The file itself, then what may be compressed in it."""
    yield data
    for signature, unpack in SIGNATURES.items():
        at = data.find(signature)
        for _ in range(MOST_PLACES):
            if at < 0:
                break
            try:
                yield unpack(data[at:])
            except (zlib.error, lzma.LZMAError, OSError):
                pass
            at = data.find(signature, at + 1)


def btf(image):
    for order, magic in (("<", b"\x9f\xeb\x01\x00"), (">", b"\xeb\x9f\x01\x00")):
        at = image.find(magic)
        while at >= 0 and at + 32 <= len(image):
            header, types, types_size, strings, strings_size, layout, layout_size = struct.unpack(
                order + "7I", image[at + 4 : at + 32]
            )
            if header == 24:
                layout, layout_size = 0, 0
            size = header + max(strings + strings_size, layout + layout_size)
            if (
                header in (24, 32)
                and types == 0
                and types_size <= strings < types_size + (1 << 12)
                and types_size > 1 << 20
                and strings_size > 1 << 16
                and at + size <= len(image)
            ):
                return image[at : at + size]
            at = image.find(magic, at + 1)
    return b""


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        data = file.read()
    for image in images(data):
        section = btf(image)
        if section:
            with open(sys.argv[2], "wb") as out:
                out.write(section)
            print(f"{sys.argv[2]}: {len(section):,} bytes")
            return
    sys.exit(f"{sys.argv[1]}: no BTF found")


if __name__ == "__main__":
    main()
