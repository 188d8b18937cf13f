"""A reader's connection that goes on to the newsroom: bytes to and fro, unread, with a bound on what waits.

A newsroom that answers before it has heard all (a delivery that is too large) is heard out: what comes after its
answer is thrown away for a while, since a connection that is closed on a talker takes the answer along.
"""

import math
import socket
from collections.abc import Callable
from select import EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, epoll

HELD_BYTES = 256 * 1024  # each way; the sender waits meanwhile
PIECE_BYTES = 64 * 1024
LINGER_S = 5.0


class Tunnel:
    """Two sockets and what is under way between them. ``since_s`` is when something last moved."""

    def __init__(self, poll: epoll, outer: socket.socket, inner: socket.socket, first: bytes, since_s: float) -> None:
        self.poll = poll
        self.since_s = since_s
        self.ends = {outer.fileno(): outer, inner.fileno(): inner}
        self.others = {outer.fileno(): inner.fileno(), inner.fileno(): outer.fileno()}
        self.inner = inner.fileno()
        self.due = {outer.fileno(): bytearray(), inner.fileno(): bytearray(first)}  # what each end is to be sent
        self.is_over = dict.fromkeys(self.ends, False)  # it sends no more
        self.is_told = dict.fromkeys(self.ends, False)  # it knows that the other sends no more
        self.is_deaf = False  # the newsroom listens no more
        self.until_s = math.inf  # after the newsroom's last word
        self._asked: dict[int, int] = {}
        self._ask()

    def handle(self, end: int, event: int, now_s: float) -> bool:
        """Move what can be moved; tell whether the tunnel goes on."""
        self.since_s = now_s
        try:
            if event & EPOLLIN:
                self._take(end)
            elif event & (EPOLLHUP | EPOLLERR) and end != self.inner:
                return False
            for one in self.ends:
                self._send(one)
        except BlockingIOError:
            pass  # said to be ready, and is not: the next event tells
        except OSError:
            return False
        outer = self.others[self.inner]
        if self.is_over[self.inner] and not self.due[outer]:  # the newsroom has said all, and the reader has it
            self.until_s = min(self.until_s, now_s + LINGER_S)
            if self.is_over[outer]:
                return False
        self._ask()
        return now_s < self.until_s

    def close(self, forget: Callable[[int], object]) -> None:
        """Close both ends."""
        for number, line in self.ends.items():
            if number in self._asked:
                self.poll.unregister(number)
            forget(number)
            line.close()

    def _take(self, end: int) -> None:
        try:
            piece = self.ends[end].recv(PIECE_BYTES)
        except ConnectionResetError:
            if end != self.inner:
                raise
            self.is_deaf = True  # it closed on what it had not heard; what it said before is still to be read
            piece = self.ends[end].recv(PIECE_BYTES)
        if not piece:
            self.is_over[end] = True
            self.is_deaf = self.is_deaf or end == self.inner
        elif not (self.is_deaf and end != self.inner):
            self.due[self.others[end]] += piece

    def _send(self, end: int) -> None:
        due = self.due[end]
        if due:
            try:
                del due[: self.ends[end].send(due)]
            except BlockingIOError:
                return
            except (BrokenPipeError, ConnectionResetError):
                if end != self.inner:
                    raise
                self.is_deaf = True
        if self.is_deaf and end == self.inner:
            due.clear()
            return
        if not due and self.is_over[self.others[end]] and not self.is_told[end]:
            self.is_told[end] = True
            self.ends[end].shutdown(socket.SHUT_WR)

    def _ask(self) -> None:
        """Say to the kernel what we wait for: no reading from whoever is ahead of the other."""
        for end, line in self.ends.items():
            if end == self.inner and self.is_over[end]:  # it is gone, and would be told at every look
                if self._asked.pop(end, None) is not None:
                    self.poll.unregister(line)
                continue
            is_wanted = not self.is_over[end] and len(self.due[self.others[end]]) < HELD_BYTES
            events = (EPOLLIN if is_wanted else 0) | (EPOLLOUT if self.due[end] else 0)
            if end not in self._asked:
                self.poll.register(line, events)
            elif self._asked[end] != events:
                self.poll.modify(line, events)
            self._asked[end] = events
