"""The site without the application: baked files before Django, one station for each host.

    hosts/<host> → ../stations/<station>     the folder a host is served from
    hosts/_first → ../stations/<station>     what an unknown *local* host is shown (localhost, *.localhost, an address)

``/a/b/`` is ``a/b/index.html``, or ``a/b/gone.html`` with 410. What is not there is the station's ``404.html``,
unless the path belongs to the application. An unknown public host has no station: 404, in plain words.
"""

from collections.abc import Callable, Iterable
from os.path import isfile
from pathlib import Path
from typing import Any

from nightdesk.reader import addresses
from nightdesk.web import files_rules as rules
from nightdesk.web.files_shelf import Form, Sheet, Shelf, Told, pieces

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PREFIXES = ("/newsroom/", "/wires/", "/static/", "/media/", "/search/")
HELD_BYTES = 24 * 1024 * 1024  # per worker

OK = "200 OK"
GONE = "410 Gone"
NOT_FOUND = "404 Not Found"


class Files:
    """A WSGI application: the public tree under ``root``, and ``app`` for the paths under ``prefixes``."""

    def __init__(
        self, root: Path, app: App, prefixes: tuple[str, ...] = PREFIXES, held_bytes: int = HELD_BYTES
    ) -> None:
        self.app = app
        self.prefixes = prefixes
        self.entrances = frozenset(prefix.removesuffix("/") for prefix in prefixes)
        self.hosts = f"{root}/hosts/"
        self.shelf = Shelf(held_bytes)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = environ["PATH_INFO"]
        if asked.startswith(self.prefixes) or asked in self.entrances:
            return self.app(environ, start)
        # Names ending in .html are never asked for as such, so the two tests below keep gone.html and 404.html away.
        name = asked + "index.html" if asked[-1:] == "/" else "" if asked.endswith(".html") else asked
        sheet = name and self.shelf.fresh(self.hosts + rules.station_host(environ.get("HTTP_HOST", "")) + name)
        return self._give(environ, start, OK, sheet) if sheet else self._look(environ, start)

    def _look(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Find what a path that is not at hand stands for."""
        house = self._house(rules.station_host(environ.get("HTTP_HOST", "")))
        if house is None:
            return _words(environ, start, NOT_FOUND, "No station is served under this name.\n")
        asked = _decoded(environ["PATH_INFO"])
        if not rules.may_be_asked(asked):
            return self._missing(environ, start, house)
        folder, _, name = asked.rpartition("/")
        if name == "index.html":
            return _redirect(start, folder + "/", environ)
        if not name:
            return self._folder(environ, start, house, asked)
        if name not in rules.NEVER_BY_NAME and (sheet := self._sheet(house, asked)):
            return self._give(environ, start, OK, sheet)
        if isfile(f"{house}{asked}/index.html") or isfile(f"{house}{asked}/gone.html"):
            return _redirect(start, asked + "/", environ)
        return self._missing(environ, start, house)

    def _house(self, host: str) -> str | None:
        """Return the folder of a host; an unknown local one is shown the first station."""
        for name in (host, "_first" if rules.is_local(host) else ""):
            if name and Path(self.hosts, name).is_dir():
                return self.hosts + name
        return None

    def _folder(self, environ: dict[str, Any], start: Callable[..., Any], house: str, asked: str) -> Iterable[bytes]:
        if sheet := self._sheet(house, asked + "index.html"):
            return self._give(environ, start, OK, sheet)
        if sheet := self._sheet(house, asked + "gone.html"):
            return self._give(environ, start, GONE, sheet)
        return self._missing(environ, start, house)

    def _sheet(self, house: str, name: str) -> Sheet | None:
        return self.shelf.fresh(house + name) or self.shelf.read(house, name)

    def _missing(self, environ: dict[str, Any], start: Callable[..., Any], house: str) -> Iterable[bytes]:
        if sheet := self._sheet(house, "/404.html"):
            return self._give(environ, start, NOT_FOUND, sheet)
        return _words(environ, start, NOT_FOUND, "There is no page at this address.\n")

    def _give(self, environ: dict[str, Any], start: Callable[..., Any], status: str, sheet: Sheet) -> Iterable[bytes]:
        """Answer with a sheet in the form the reader can take, or say that theirs is still good."""
        method = environ["REQUEST_METHOD"]
        form = sheet.form(rules.encodings(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if status is OK:
            if method not in ("GET", "HEAD"):
                words = "This page can only be read.\n"
                return _words(environ, start, "405 Method Not Allowed", words, ("allow", "GET, HEAD"))
            if _is_unchanged(environ, form, sheet):
                start("304 Not Modified", form.unchanged)
                return []
        body = None if form.is_large or method == "HEAD" else form.whole()
        if body is None and not form.is_large and method != "HEAD":  # replaced or unlinked since it was looked at
            self.shelf.drop(sheet.forms[""].path)
            return self._look(environ, start)
        if status is OK and method == "GET" and (asked := environ.get("HTTP_RANGE")):
            return _give_part(environ, start, form, sheet, body, asked)
        start(status, form.headers)
        if method == "HEAD":
            return []
        return [body] if body is not None else pieces(form.path, 0, form.size_bytes)


def _give_part(
    environ: dict[str, Any], start: Callable[..., Any], form: Form, sheet: Sheet, body: bytes | None, asked: str
) -> Iterable[bytes]:
    """Answer a Range: one part of what is there now, or all of it when the wish cannot be kept or is out of date."""
    condition = environ.get("HTTP_IF_RANGE")
    is_current = condition is None or rules.is_same_version(condition, form.etag, sheet.modified)
    part = rules.byte_range(asked, form.size_bytes) if is_current else None
    if part is None:
        start(OK, form.headers)
        return [body] if body is not None else pieces(form.path, 0, form.size_bytes)
    first, after = part
    if first >= after:
        size = f"bytes */{form.size_bytes}"
        return _words(environ, start, "416 Range Not Satisfiable", "", ("content-range", size))
    lasting = [header for header in form.headers if header[0] != "content-length"]
    told = [("content-length", str(after - first)), ("content-range", f"bytes {first}-{after - 1}/{form.size_bytes}")]
    start("206 Partial Content", Told(told + lasting))
    return [body[first:after]] if body is not None else pieces(form.path, first, after - first)


def _is_unchanged(environ: dict[str, Any], form: Form, sheet: Sheet) -> bool:
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return rules.tag_matches(tags, form.etag)
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return since is not None and sheet.modified != "" and rules.is_unmodified_since(since, sheet.modified)


def _decoded(path_info: str) -> str:
    """Return the path in letters: WSGI hands bytes over as Latin-1. What is no UTF-8 names no file."""
    try:
        return path_info.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def _redirect(start: Callable[..., Any], path: str, environ: dict[str, Any]) -> Iterable[bytes]:
    target = addresses.sent_on(path, environ.get("QUERY_STRING", ""))
    return _words(environ, start, "301 Moved Permanently", "", ("location", target))


def _words(
    environ: dict[str, Any], start: Callable[..., Any], status: str, words: str, *extra: tuple[str, str]
) -> Iterable[bytes]:
    """Answer in plain words; a HEAD gets none of them, or they would be taken for the next answer."""
    body = words.encode()
    start(
        status,
        Told(
            [
                ("content-type", "text/plain; charset=utf-8"),
                ("content-length", str(len(body))),
                ("cache-control", rules.ASK_AGAIN),
                *rules.SECURITY,
                *extra,
            ]
        ),
    )
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
