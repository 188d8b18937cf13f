"""The one address of readers that the application answers: a question in, a page out.

No cookie, no session, no Django view: nothing of the newsroom is within reach from here.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from nightdesk.desk.models import Station
from nightdesk.kit import clock
from nightdesk.reader import addresses, render
from nightdesk.search.finding import Question, TooLong, answer

log = logging.getLogger(__name__)

AT_ONCE = 2  # in one process
IN_LINE = 12  # those that wait included: each holds a thread, and the newsroom must keep some (web/serve.py)
WAIT_S = 1.0  # for a turn
LONGEST_QUERY = 4000
NEVER_KEPT = "no-store"  # what was killed a moment ago must not come out of anybody's cache
_line, _turns = threading.BoundedSemaphore(IN_LINE), threading.BoundedSemaphore(AT_ONCE)

Start = Callable[..., Any]


def search(environ: dict[str, Any], start: Start, slug: str, security: tuple[tuple[str, str], ...]) -> Iterable[bytes]:
    """Answer a request for a station's search; ``security`` are the headers that every page of readers carries."""
    body = _reply(environ, start, slug, security)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else body


def _reply(environ: dict[str, Any], start: Start, slug: str, security: tuple[tuple[str, str], ...]) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return _say(start, "405 Method Not Allowed", b"This page can only be read.\n", security, ("allow", "GET, HEAD"))
    if environ["PATH_INFO"] != addresses.SEARCH:
        target = addresses.sent_on(addresses.SEARCH, environ.get("QUERY_STRING", "")[:LONGEST_QUERY])
        return _say(start, "301 Moved Permanently", b"", security, ("location", target))
    if not _line.acquire(blocking=False):
        return _busy(start, security)
    try:
        if not _turns.acquire(timeout=WAIT_S):
            return _busy(start, security)
        try:
            return _answer(environ, start, slug, security)
        finally:
            _turns.release()
    finally:
        _line.release()


def _answer(environ: dict[str, Any], start: Start, slug: str, security: tuple[tuple[str, str], ...]) -> Iterable[bytes]:
    station = Station.objects.filter(slug=slug).first()
    if station is None:
        return _say(start, "404 Not Found", b"No station is served under this name.\n", security)
    query = environ.get("QUERY_STRING", "")[:LONGEST_QUERY].encode("latin-1")  # WSGI hands bytes over as Latin-1
    told = parse_qs(query.decode(errors="replace"), errors="replace")
    now = clock.now()
    try:
        shown, view = answer(station, Question.of(told), now)
    except TooLong:
        log.warning("a search at %s took too long", station)
        return _busy(start, security)
    body = render.search(shown, view)
    headers = [("content-type", "text/html; charset=utf-8"), ("content-length", str(len(body))),
               ("cache-control", NEVER_KEPT), ("x-robots-tag", "noindex"), *security]  # fmt: skip
    start("200 OK", headers)
    return [body]


def _busy(start: Start, security: tuple[tuple[str, str], ...]) -> Iterable[bytes]:
    words = b"Many people are searching at this moment. Try again in a little while, or with other words.\n"
    return _say(start, "503 Service Unavailable", words, security, ("retry-after", "5"))


def _say(
    start: Start, status: str, words: bytes, security: tuple[tuple[str, str], ...], *more: tuple[str, str]
) -> Iterable[bytes]:
    plain = [("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(words)))]
    start(status, [*plain, ("cache-control", NEVER_KEPT), *more, *security])
    return [words]
