"""The only door to the network: nothing is fetched from inside, nothing takes longer or grows larger than allowed.

A name is resolved once, every address of the answer is checked, and the connection goes to that very address:
a second answer of the DNS cannot move it. The same for every redirect. One deadline covers everything, from the
first question to the DNS to the last byte, and an incomplete answer is no answer. Proxy settings are not read.
"""

import http.client
import os
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url, parse_url

from nightdesk.kit import clock
from nightdesk.kit.addresses import is_public
from nightdesk.kit.inflate import Bomb, Truncated, Unpacker

MAX_BYTES = 15 * 1024 * 1024
MAX_REDIRECTS = 5
MAX_RETRY_AFTER_S = 24 * 3600.0
CONNECT_S = 10.0  # for one address; the deadline is for all of them
HEADERS_BYTES = 256 * 1024
PIECE_BYTES = 64 * 1024
SMALL_BYTES = 64 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
LATER = (408, 425, 429)  # refusals that are about the moment, not about us

Resolve = Callable[[str, int], list[str]]
Headers = Iterable[tuple[str, str]]


class OutboundFault(Exception):
    """Nothing usable came. ``permanent``: asking again will not help; ``retry_after_s``: the far end's own wish."""

    def __init__(self, says: str, *, permanent: bool = False, retry_after_s: float | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.permanent = permanent
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: 2xx, or 304 when the caller asked with a condition. ``url`` is where it came from in the end."""

    status: int
    url: str
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass(slots=True)
class _Bounds:
    """What is left of one fetch: the moment it must end (``clock.seconds``) and the bytes it may still read."""

    ends_at: float
    left_bytes: int

    def left_s(self) -> float:
        left = self.ends_at - clock.seconds()
        if left <= 0:
            raise OutboundFault("The answer did not come in time.")
        return left

    def took(self, count: int) -> int:
        self.left_bytes -= count
        if self.left_bytes < 0:
            raise OutboundFault("The answer is too large.", permanent=True)
        return count


class _Bounded:
    """A socket that looks at the clock before each reading: a drip of single bytes cannot outlast the deadline."""

    bounds: _Bounds | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.bounds is None:
            return super().recv_into(*args, **kwargs)  # type: ignore[misc]
        self.settimeout(self.bounds.left_s())  # type: ignore[attr-defined]
        return self.bounds.took(super().recv_into(*args, **kwargs))  # type: ignore[misc]


class _PlainSocket(_Bounded, socket.socket):
    pass


class _TLSSocket(_Bounded, ssl.SSLSocket):
    pass


class _Pinned:
    """A connection to addresses that were checked, whatever the name means by now."""

    addresses: list[str]
    bounds: _Bounds

    def _new_conn(self) -> socket.socket:
        fault: OSError = OSError("no address")
        for address in self.addresses:
            line = _PlainSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
            line.settimeout(min(self.bounds.left_s(), CONNECT_S))
            try:
                line.connect((address, self.port))  # type: ignore[attr-defined]
            except OSError as now:
                line.close()
                fault = now
                continue
            line.settimeout(self.bounds.left_s())  # the TLS handshake as a whole keeps to this
            line.bounds = self.bounds
            return line
        raise fault


class _PlainConnection(_Pinned, HTTPConnection):
    pass


class _TLSConnection(_Pinned, HTTPSConnection):
    pass


def fetch(
    url: str,
    *,
    headers: Headers = (),
    max_bytes: int = MAX_BYTES,
    max_inflated_bytes: int = MAX_BYTES,
    deadline_s: float = 30.0,
    allow: frozenset[str] | None = None,
    resolve: Resolve | None = None,
    trust: ssl.SSLContext | None = None,
) -> Reply:
    """GET a URL and return the whole answer, redirects followed.

    ``allow`` names "host:port" that may be inside (None: what NIGHTDESK_OUTBOUND_ALLOW says). ``headers`` go to the
    first origin only. Raises OutboundFault for everything else: refused addresses and schemes, time, size, an
    incomplete or broken answer, and every status but 2xx and 304.
    """
    bounds = _Bounds(clock.seconds() + deadline_s, max_bytes + HEADERS_BYTES)
    allow = allowed_inside() if allow is None else allow
    here, wishes = _read_url(url), list(headers)
    for _ in range(MAX_REDIRECTS + 1):
        addresses = _addresses(here, allow, resolve or system_addresses, bounds)
        answer = _ask(here, addresses, wishes, bounds, trust, max_inflated_bytes)
        if isinstance(answer, Reply):
            return answer
        there = _read_url(urljoin(here.url, answer))
        if here.scheme == "https" and there.scheme == "http":
            raise OutboundFault(f"{here.host} leads from https down to http.", permanent=True)
        if (there.scheme, there.host, there.port) != (here.scheme, here.host, here.port):
            wishes = []
        here = there
    raise OutboundFault(f"More than {MAX_REDIRECTS} redirects.", permanent=True)


def post(
    url: str,
    form: bytes,
    *,
    deadline_s: float = 10.0,
    allow: frozenset[str] | None = None,
    resolve: Resolve | None = None,
    trust: ssl.SSLContext | None = None,
) -> Reply:
    """POST a form to a URL, the same way in and under the same bounds as ``fetch``. A redirect is a fault.

    What comes back is small or it is not wanted: at most 64 kB.
    """
    bounds = _Bounds(clock.seconds() + deadline_s, SMALL_BYTES + HEADERS_BYTES)
    here = _read_url(url)
    allow = allowed_inside() if allow is None else allow
    addresses = _addresses(here, allow, resolve or system_addresses, bounds)
    answer = _ask(here, addresses, [], bounds, trust, SMALL_BYTES, form)
    if isinstance(answer, Reply):
        return answer
    raise OutboundFault(f"{here.host} leads elsewhere, where a form is not sent.", permanent=True)


def allowed_inside() -> frozenset[str]:
    """Return the "host:port" names that NIGHTDESK_OUTBOUND_ALLOW opens, for development and tests."""
    named = os.environ.get("NIGHTDESK_OUTBOUND_ALLOW", "").lower().split(",")
    return frozenset(name.strip() for name in named if name.strip())


def system_addresses(host: str, port: int) -> list[str]:
    """Return every address the system's resolver gives for a name, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def _read_url(text: str) -> Url:
    """Return the parts of a URL, with its port. The same parts are checked and connected to."""
    try:
        url = parse_url(text)
    except urllib3.exceptions.LocationParseError:
        raise OutboundFault("The address cannot be read.", permanent=True) from None
    if url.scheme not in ("http", "https") or not url.host or url.auth is not None:
        raise OutboundFault("Only plain http and https addresses are fetched.", permanent=True)
    return url._replace(port=url.port or (443 if url.scheme == "https" else 80), fragment=None)


def _addresses(url: Url, allow: frozenset[str], resolve: Resolve, bounds: _Bounds) -> list[str]:
    """Resolve a host once and refuse it whole when any of its addresses is not public."""
    host, port = (url.host or "").strip("[]"), url.port or 0
    try:
        addresses = _within(bounds, resolve, host, port)
    except (OSError, UnicodeError):
        raise OutboundFault(f"No address is known for {url.host}.") from None
    if f"{url.host}:{port}" not in allow and not (addresses and all(map(is_public, addresses))):
        raise OutboundFault(f"{url.host} is not on the public internet.", permanent=True)
    return addresses


def _within(bounds: _Bounds, resolve: Resolve, host: str, port: int) -> list[str]:
    """Ask the resolver, which knows no deadline, from a thread that may be left behind."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as fault:
            answers.put(fault)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=bounds.left_s())
    except queue.Empty:
        raise OutboundFault(f"No address came for {host} in time.") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _ask(
    url: Url,
    addresses: list[str],
    wishes: list[tuple[str, str]],
    bounds: _Bounds,
    trust: ssl.SSLContext | None,
    max_inflated_bytes: int,
    form: bytes | None = None,
) -> Reply | str:
    """Make one request, a POST when there is a form; return the reply, or where it redirects to."""
    line = _connection(url, addresses, bounds, trust)
    kind = [] if form is None else [("content-type", "application/x-www-form-urlencoded")]
    method, told = "GET" if form is None else "POST", _request_headers([*wishes, *kind])
    try:
        line.request(method, url.request_uri, body=form, headers=told, preload_content=False)
        line.sock.bounds = bounds
        with closing(line.getresponse()) as answer:
            return _read_answer(url, answer, max_inflated_bytes)
    except OutboundFault:
        raise
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as fault:
        bounds.left_s()  # when the time is over, that is what to say
        raise OutboundFault(f"{url.host} did not give a whole answer: {type(fault).__name__}.") from fault
    finally:
        line.close()


def _read_answer(url: Url, answer: Any, max_inflated_bytes: int) -> Reply | str:
    place = answer.headers.get("location")
    if answer.status in REDIRECTS and place:
        return str(place)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    if answer.status != 304 and not 200 <= answer.status < 300:
        raise _refusal(url, answer.status, headers)
    body = b"" if answer.status in (204, 304) else _body(answer, headers, max_inflated_bytes)
    return Reply(answer.status, url.url, headers, body)


def _connection(url: Url, addresses: list[str], bounds: _Bounds, trust: ssl.SSLContext | None) -> Any:
    host = (url.host or "").strip("[]")
    line: Any
    if url.scheme == "https":
        context = trust or ssl.create_default_context()
        context.sslsocket_class = _TLSSocket
        line = _TLSConnection(host, url.port, ssl_context=context, server_hostname=host)
    else:
        line = _PlainConnection(host, url.port)
    line.addresses, line.bounds = addresses, bounds
    return line


def _request_headers(wishes: list[tuple[str, str]]) -> dict[str, str]:
    return {"user-agent": "Nightdesk", "accept": "*/*", "accept-encoding": "gzip", **dict(wishes)}


def _body(answer: Any, headers: dict[str, str], max_inflated_bytes: int) -> bytes:
    """Read the whole body and unpack it piece by piece, so that a small bomb stays small."""
    coding = headers.get("content-encoding", "identity").strip().lower()
    try:
        unpacker = Unpacker(coding, max_inflated_bytes)
        while piece := answer.read(PIECE_BYTES, decode_content=False):
            unpacker.feed(piece)
        return unpacker.whole()
    except Bomb:
        raise OutboundFault("The answer is too large.", permanent=True) from None
    except Truncated as fault:
        raise OutboundFault(f"The answer is broken: {fault}.") from None


def _refusal(url: Url, status: int, headers: dict[str, str]) -> OutboundFault:
    permanent = 400 <= status < 500 and status not in LATER
    return OutboundFault(
        f"{url.host} answered {status}.", permanent=permanent, retry_after_s=_retry_after(headers.get("retry-after"))
    )


def _retry_after(header: str | None) -> float | None:
    """Return the seconds a Retry-After asks for, a day at most; None when it says nothing that can be read."""
    if header is None:
        return None
    try:
        asked = float(header) if header.strip().isdigit() else parsedate_to_datetime(header).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    if not header.strip().isdigit():
        asked -= clock.now().timestamp()
    return min(max(asked, 0.0), MAX_RETRY_AFTER_S)
