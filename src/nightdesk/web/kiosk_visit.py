"""One reader's connection: requests in, baked files out, in order, never faster than the reader takes them."""

import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nightdesk.web import kiosk_asking as asking

READ_BYTES = 64 * 1024

Answer = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
NOT_OURS: list[bytes] = []  # what the answering function returns for a path of the newsroom's


class Visit:
    """``owed`` and ``more`` wait for a slow reader; ``since_s`` is when the present step began."""

    __slots__ = ("answer", "due_bytes", "got", "is_last", "line", "more", "owed", "since_s")

    def __init__(self, line: socket.socket, answer: Answer, since_s: float) -> None:
        self.line = line
        self.answer = answer
        self.since_s = since_s
        self.got = b""
        self.owed: memoryview | None = None
        self.more: Iterator[bytes] | None = None
        self.due_bytes = 0  # of ``more``: what was promised and did not come yet
        self.is_last = False

    @property
    def is_waiting_for_reader(self) -> bool:
        """Tell whether an answer is under way that the reader has not taken yet."""
        return self.owed is not None or self.more is not None

    def read(self, date: bytes, now_s: float) -> str:
        """Take what came and answer it. Return "goes on", "ends", or "not ours" (``got`` is whole then)."""
        try:
            data = self.line.recv(READ_BYTES)
        except BlockingIOError:
            return "goes on"
        if not data:
            return "ends"
        if not self.got:
            self.since_s = now_s  # a request that drips in has one deadline, from its first byte
        self.got = self.got + data if self.got else data
        return self.work(date, now_s)

    def work(self, date: bytes, now_s: float) -> str:
        """Answer the whole requests that are here, one after the other, as far as the reader takes them."""
        while self.got and not self.is_waiting_for_reader:
            head, end, rest = self.got.partition(b"\r\n\r\n")
            if not end:
                return "not ours" if len(head) > asking.LONGEST_HEAD else "goes on"
            asked = asking.read(head) if len(head) <= asking.LONGEST_HEAD else None
            if asked is None or not self._give(asked, date):
                return "not ours"
            self.got, self.since_s = rest, now_s
            if self.is_last and not self.is_waiting_for_reader:
                return "ends"
        return "goes on"

    def _give(self, asked: dict[str, Any], date: bytes) -> bool:
        """Send an answer, or as much of it as the reader takes; False when it is not ours to give."""
        told: list[Any] = []
        body = self.answer(asked, lambda status, headers: told.extend((status, headers)))
        if body is NOT_OURS:
            return False
        self.is_last = asking.is_last(asked)
        tail = b"connection: close\r\n\r\n" if self.is_last else b"\r\n"
        head = b"HTTP/1.1 %b\r\ndate: %b\r\n%b%b" % (told[0].encode(), date, told[1].lines, tail)
        if not isinstance(body, list):
            self.more = iter(body)
            self.due_bytes = int(dict(told[1])["content-length"])
            body = []
        self._send([head, *body])
        return True

    def _send(self, parts: list[bytes]) -> None:
        try:
            sent = self.line.sendmsg(parts)
        except BlockingIOError:
            sent = 0
        if sent < sum(map(len, parts)):
            self.owed = memoryview(b"".join(parts))[sent:]

    def push(self, date: bytes, now_s: float) -> str:
        """Send more of what is owed, then answer what was asked meanwhile; the words are those of ``read``."""
        while self.is_waiting_for_reader:
            if self.owed is None and not self._next_piece():
                continue
            try:
                sent = self.line.send(self.owed)
            except BlockingIOError:
                return "goes on"
            self.since_s = now_s
            self.owed = self.owed[sent:] if sent < len(self.owed) else None
        return "ends" if self.is_last else self.work(date, now_s)

    def _next_piece(self) -> bool:
        """Have the next piece of a large file owed. A file that is not what was promised ends the connection."""
        piece = next(self.more, b"")
        self.due_bytes -= len(piece)
        if self.due_bytes < 0 or (not piece and self.due_bytes):
            raise ConnectionAbortedError("the file changed while it was sent")
        if not piece:
            self.more = None
            return False
        self.owed = memoryview(piece)
        return True
