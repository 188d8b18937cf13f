"""Which requests the kiosk answers itself: plain ones, read strictly. Pure.

Whatever is not plainly a GET or HEAD without a body is not taken apart here: None, and the newsroom's own server
reads it from its first byte. So nothing can mean one thing to the kiosk and another to the server behind it.
"""

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes

LONGEST_HEAD = 16 * 1024
LONGEST_KNOWN_LINE = 512  # longer header lines are read anew each time: what is remembered stays small

_FIRST = re.compile(rb"(GET|HEAD) (/[!-~]*) HTTP/1\.1")
_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([ -~\x80-\xff]*?)[ \t]*")
_USED = {
    b"host": "HTTP_HOST",
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"connection": "HTTP_CONNECTION",
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"if-modified-since": "HTTP_IF_MODIFIED_SINCE",
    b"if-range": "HTTP_IF_RANGE",
    b"range": "HTTP_RANGE",
}
_NOT_PLAIN = frozenset(
    (b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"trailer", b"http2-settings", b"if-match",
     b"if-unmodified-since")
)  # fmt: skip

Line = tuple[str, str]
NOTHING: Line = ("", "")


def read(head: bytes) -> dict[str, str] | None:
    """Return a request's parts under WSGI's names; None when it is not plain. ``head`` ends before the empty line."""
    first, _, rest = head.partition(b"\r\n")
    found = _FIRST.fullmatch(first)
    if found is None or b"#" in first:
        return None
    path, _, query = found[2].partition(b"?")
    if b"%" in path:
        path = unquote_to_bytes(path)
    asked = {
        "REQUEST_METHOD": found[1].decode(),
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
    }
    for line in rest.split(b"\r\n"):
        told = _known(line) if len(line) <= LONGEST_KNOWN_LINE else _read(line)
        if told is None or told[0] in asked:
            return None
        if told is not NOTHING:
            asked[told[0]] = told[1]
    return asked if "HTTP_HOST" in asked else None


def _read(line: bytes) -> Line | None:
    """Return name and value of a header we use, NOTHING for one we do not, None for one that is not plain."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    name = found[1].lower()
    if name in _NOT_PLAIN:
        return None
    used = _USED.get(name)
    return (used, found[2].decode("latin-1")) if used else NOTHING


_known = lru_cache(maxsize=1024)(_read)


def is_last(asked: dict[str, str]) -> bool:
    """Tell whether the reader wants the connection closed after the answer."""
    wish = asked.get("HTTP_CONNECTION")
    return wish is not None and "close" in wish.lower()
