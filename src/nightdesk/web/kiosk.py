"""The front of the house: one loop that gives readers the baked files and shows everybody else upstairs.

A page costs what it takes to read a request, look at a file and send it: no thread is woken, no Django is loaded.
What is not a plain request for a file goes, connection and all, to the newsroom's own server (kiosk_tunnel.py).
"""

import logging
import resource
import socket
from email.utils import formatdate
from pathlib import Path
from select import EPOLLERR, EPOLLHUP, EPOLLIN, EPOLLOUT, epoll

from nightdesk.kit import clock
from nightdesk.web.files import Files
from nightdesk.web.files_rules import OF_SHUT, SECURITY, SHUT
from nightdesk.web.files_shelf import Told
from nightdesk.web.kiosk_tunnel import Tunnel
from nightdesk.web.kiosk_upstairs import Upstairs
from nightdesk.web.kiosk_visit import NOT_OURS, Visit

log = logging.getLogger(__name__)

MOST_VISITS = 4000
MOST_UPSTAIRS = 1000  # shown on to the newsroom, or waiting for it: whoever fills it up keeps no reader out
MOST_FILES = 16_384
TICK_S = 1.0
HEAD_WITHIN_S = 15.0  # for a request to come in, from its first byte
IDLE_S = 65.0  # between two requests, and for a reader who takes nothing of an answer
TUNNEL_IDLE_S = 600.0
KNOCK_EVERY_S = 0.1
KNOCK_WITHIN_S = 30.0

_CLOSED = b"HTTP/1.1 503 Service Unavailable\r\n%bconnection: close\r\n\r\n%b" % (
    Told([*OF_SHUT, *SECURITY]).lines,
    SHUT,
)


class Kiosk:
    """Serves until ``stop`` is called."""

    def __init__(self, root: Path, host: str, port: int, upstairs: Upstairs) -> None:
        self.files = Files(root, lambda environ, start: NOT_OURS)
        self.upstairs = upstairs
        self.visits: dict[int, Visit] = {}
        self.tunnels: dict[int, Tunnel] = {}
        self.knocking: dict[int, Visit] = {}  # shown upstairs, where nobody has opened yet
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        both = host == "::" and socket.has_dualstack_ipv6()
        self.door = socket.create_server((host, port), family=family, backlog=1024, dualstack_ipv6=both)
        self.door.setblocking(False)
        self._bell, self._wake = socket.socketpair()
        self._wake.setblocking(False)
        self._poll = epoll()
        self._is_open = True
        self._second, self._date = 0.0, b""
        self._most = min(MOST_VISITS, _files_allowed() // 2 - 32)
        self._most_upstairs = min(MOST_UPSTAIRS, self._most // 2)

    @property
    def port(self) -> int:
        return self.door.getsockname()[1]

    def stop(self, *_: object) -> None:
        """End the loop; may be called from a signal or another thread."""
        self._is_open = False
        self._wake.send(b"!")

    def run(self) -> None:
        """Serve."""
        self._poll.register(self.door, EPOLLIN)
        self._poll.register(self._bell, EPOLLIN)
        due_s = 0.0
        while self._is_open:
            events = self._poll.poll(KNOCK_EVERY_S if self.knocking else TICK_S)
            now_s = clock.seconds()
            if now_s - self._second >= 0.5:
                self._second, self._date = now_s, formatdate(clock.now().timestamp(), usegmt=True).encode()
            for number, event in events:
                if (visit := self.visits.get(number)) is not None:
                    self._serve(number, visit, event, now_s)
                elif (tunnel := self.tunnels.get(number)) is not None:
                    self._carry(number, tunnel, event, now_s)
                elif number == self.door.fileno():
                    self._welcome(now_s)
            if self.knocking:
                self._knock(now_s)
            if now_s >= due_s:
                due_s = now_s + TICK_S
                self._tidy(now_s)
        self._close()

    def _welcome(self, now_s: float) -> None:
        try:
            line, _ = self.door.accept()
        except OSError:  # gone again, or no file is left: the next round tells
            return
        line.setblocking(False)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.visits) + len(self.tunnels) // 2 + len(self.knocking) >= self._most:
            if not self.visits:
                line.close()
                return
            self._end(min(self.visits, key=lambda number: self.visits[number].since_s))
        self.visits[line.fileno()] = Visit(line, self.files, now_s)
        self._poll.register(line, EPOLLIN)

    def _serve(self, number: int, visit: Visit, event: int, now_s: float) -> None:
        was_waiting = visit.is_waiting_for_reader
        try:
            if was_waiting and not event & EPOLLOUT:
                state = "ends" if event & (EPOLLHUP | EPOLLERR) else "goes on"
            else:
                state = visit.push(self._date, now_s) if was_waiting else visit.read(self._date, now_s)
        except OSError:
            state = "ends"
        except Exception:  # noqa: BLE001 - one reader's request must not close the kiosk to the others
            log.exception("a request could not be answered")
            state = "ends"
        if state == "ends":
            self._end(number)
        elif state == "not ours":
            del self.visits[number]
            self._poll.unregister(number)
            visit.since_s = now_s
            if len(self.tunnels) // 2 + len(self.knocking) >= self._most_upstairs:
                self._send_home()
            self.knocking[number] = visit
        elif was_waiting != visit.is_waiting_for_reader:
            self._poll.modify(number, EPOLLIN if was_waiting else EPOLLOUT)

    def _end(self, number: int) -> None:
        self._poll.unregister(number)
        self.visits.pop(number).line.close()

    def _send_home(self) -> None:
        """End what has been silent upstairs for longest; when nobody is there yet, who has knocked for longest."""
        if self.tunnels:
            min(self.tunnels.values(), key=lambda tunnel: tunnel.since_s).close(self.tunnels.pop)
        else:
            self._turn_away(self.knocking.pop(next(iter(self.knocking))).line)

    def _knock(self, now_s: float) -> None:
        is_shut = False
        for number, visit in list(self.knocking.items()):
            inner = None if is_shut else self.upstairs.enter()
            is_shut = inner is None  # to the next one too
            if inner is not None:
                del self.knocking[number]
                tunnel = Tunnel(self._poll, visit.line, inner, visit.got, now_s)
                self.tunnels[number] = self.tunnels[inner.fileno()] = tunnel
            elif now_s - visit.since_s > KNOCK_WITHIN_S:
                del self.knocking[number]
                self._turn_away(visit.line)

    def _turn_away(self, line: socket.socket) -> None:
        try:
            line.send(_CLOSED)
        except OSError:
            log.debug("nobody was waiting any more")
        line.close()

    def _carry(self, number: int, tunnel: Tunnel, event: int, now_s: float) -> None:
        if not tunnel.handle(number, event, now_s):
            tunnel.close(self.tunnels.pop)

    def _tidy(self, now_s: float) -> None:
        """End what has waited too long, and see to the newsroom."""
        for number, visit in list(self.visits.items()):
            if now_s - visit.since_s > (HEAD_WITHIN_S if visit.got and not visit.is_waiting_for_reader else IDLE_S):
                self._end(number)
        for tunnel in {id(one): one for one in self.tunnels.values()}.values():
            if now_s - tunnel.since_s > TUNNEL_IDLE_S or now_s > tunnel.until_s:
                tunnel.close(self.tunnels.pop)
        self.upstairs.mind()

    def _close(self) -> None:
        self.door.close()
        for visit in (*self.visits.values(), *self.knocking.values()):
            visit.line.close()
        for tunnel in {id(one): one for one in self.tunnels.values()}.values():
            tunnel.close(self.tunnels.pop)
        self.upstairs.close()
        self._poll.close()
        self._bell.close()
        self._wake.close()


def _files_allowed() -> int:
    """Return how many files this process may have open, after asking for as many as it will need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < MOST_FILES:
        soft = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST_FILES if soft == resource.RLIM_INFINITY else soft
