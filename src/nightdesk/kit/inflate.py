"""Unpack what arrives compressed, within a bound, and know whether it arrived whole."""

import zlib
from typing import Any


class Bomb(Exception):
    """More came out than may."""


class Truncated(Exception):
    """The end is missing, or the bytes are no such compression."""


class Unpacker:
    """Takes pieces of an ``identity``, ``gzip`` or ``deflate`` body; holds ``max_bytes`` unpacked at most."""

    def __init__(self, coding: str, max_bytes: int) -> None:
        if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise Truncated(f"an encoding nobody asked for: {coding}")
        self.is_packed = coding not in ("identity", "")
        self.is_deflate = coding == "deflate"
        self.max_bytes = max_bytes
        self._out = bytearray()
        self._stream: Any = None
        self._is_begun = False

    def feed(self, piece: bytes) -> None:
        """Take the next piece. Raises Bomb as soon as the bound is passed, Truncated when it cannot be read."""
        if not self.is_packed:
            self._hold(piece)
            return
        while piece:
            if self._stream is None:
                piece = piece.lstrip(b"\0") if self._is_begun else piece  # some senders pad the end with zeros
                if not piece:
                    return
                self._is_begun = True
                self._stream = zlib.decompressobj(self._window(piece))
            piece = self._unpack(piece)

    def whole(self) -> bytes:
        """Return everything. Raises Truncated when the compressed stream has not ended."""
        if self._stream is not None:
            raise Truncated("it ends in the middle")
        return bytes(self._out)

    def _window(self, piece: bytes) -> int:
        """Some senders mean raw deflate, some the zlib wrapping of it; the first byte tells."""
        if not self.is_deflate:
            return 31
        return 15 if piece[0] & 0x0F == 8 else -15

    def _unpack(self, piece: bytes) -> bytes:
        """Unpack what one piece gives; return what stands after the end of a gzip member."""
        try:
            while piece:
                self._hold(self._stream.decompress(piece, self.max_bytes - len(self._out) + 1))
                piece = self._stream.unconsumed_tail
        except zlib.error as fault:
            raise Truncated(str(fault)) from None
        rest = b""
        if self._stream.eof:
            rest, self._stream = self._stream.unused_data, None
        return rest

    def _hold(self, data: bytes) -> None:
        if len(self._out) + len(data) > self.max_bytes:
            raise Bomb
        self._out += data
