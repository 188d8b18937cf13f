"""Compressed twins of a file: quick ones with the first baking, the smallest ones in the sweep.

What moves with every story (fronts, feeds, sitemaps) gets none at first. A new story changes six fronts and a dozen
feeds, most of them again before anybody has fetched them; packing those, and writing three files for each, was a third
of the work of a story. Our own server packs such a file once for each version that somebody asks for.
"""

import zlib

import brotli

COMPRESSIBLE = frozenset((".html", ".css", ".js", ".json", ".rss", ".atom", ".xml", ".txt", ".svg", ".webmanifest"))
SUFFIXES = (".gz", ".br")


def are_made_for(name: str) -> bool:
    """Tell whether a file of this name has twins."""
    return name[name.rfind(".") :] in COMPRESSIBLE


def quick(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return (suffix, bytes) of the twins, made in a third of a millisecond for an ordinary page."""
    return (".gz", _gzip(data, 1)), (".br", brotli.compress(data, quality=2))


def smallest(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the twins as small as they get; fifty times the work."""
    return (".gz", _gzip(data, 9)), (".br", brotli.compress(data, quality=11))


def _gzip(data: bytes, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()
