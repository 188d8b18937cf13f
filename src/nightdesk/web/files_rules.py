"""What HTTP says about a baked file: names that may be asked for, types, encodings, conditions, headers.

Pure functions over strings; the ones asked on every request remember their last answers.
"""

import os
import re
from email.utils import parsedate_to_datetime
from functools import lru_cache
from ipaddress import ip_address

from nightdesk.reader.addresses import is_feed

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
}
COMPRESSIBLE = frozenset((".html", ".css", ".js", ".json", ".rss", ".atom", ".xml", ".txt", ".svg", ".webmanifest"))
NEVER_BY_NAME = frozenset(("gone.html", "404.html"))
WELL_KNOWN = frozenset(("/.well-known/security.txt", "/.well-known/tdmrep.json"))  # the only names with a dot in front
_FOR_ALL = ("access-control-allow-origin", "*")
LASTING = ("/assets/", "/pictures/")  # names that carry a hash or key: another file has another name

# A correction or a kill must be true at the reader's next click, with nothing to purge: pages are always asked again.
ASK_AGAIN = "public, max-age=0, must-revalidate"
SHUT = (  # said to readers who search, and to editors
    b"Search and the newsroom do not answer at this moment. Every page of the site does. Try again in half a minute.\n"
    b"For those who run this site: the log of the server says why.\n"
)
OF_SHUT = (  # and with the security headers, of its answer
    ("content-type", "text/plain; charset=utf-8"),
    ("content-length", str(len(SHUT))),
    ("retry-after", "30"),
    ("cache-control", "no-store"),
)
KEEP_A_YEAR = "public, max-age=31536000, immutable"


def hsts(seconds: str) -> tuple[tuple[str, str], ...]:
    """Return the header that keeps browsers on TLS for so many seconds (RFC 6797); none for 0 or what is no number.

    The typed settings refuse what is no number; a site must not go down with it.
    """
    if re.fullmatch(r"0*[1-9][0-9]{0,8}", seconds) is None:
        return ()
    return (("strict-transport-security", f"max-age={int(seconds)}"),)


SECURITY = (
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "font-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    *hsts(os.environ.get("NIGHTDESK_HSTS_S", "")),
)

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_SEGMENTS = re.compile(r"(?:/[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*)*/?")
_CODING = re.compile(r"\s*([a-z0-9*_-]+)\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?")
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)
_TAG = re.compile(r'(?:W/)?("[^"]*")|(\*)')
LONGEST_PATH = 1024


@lru_cache(maxsize=512)
def station_host(header: str) -> str:
    """Return the folder name under ``hosts/`` that a Host header asks for, or "" when it can name none.

    The port, upper case and one final dot do not matter. An IPv6 address has no folder of its own: ``_first``.
    """
    name = header.strip().lower()
    if name.startswith("["):
        return "_first" if "]" in name and _is_address(name[1:].partition("]")[0]) else ""
    name = name.partition(":")[0].removesuffix(".")
    return name if len(name) <= 253 and _HOST.fullmatch(name) else ""


@lru_cache(maxsize=512)
def is_local(host: str) -> bool:
    """Tell whether a host without a station may show the first one: this machine, or a bare address."""
    return host == "localhost" or host.endswith(".localhost") or _is_address(host)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def may_be_asked(path: str) -> bool:
    """Tell whether a decoded URL path names something inside the tree: no dot names, no way up, no control letters."""
    if path in WELL_KNOWN:
        return True
    return len(path) <= LONGEST_PATH and path.startswith("/") and _SEGMENTS.fullmatch(path) is not None


def suffix_of(path: str) -> str:
    """Return the last suffix of a path with its dot, lower case as it stands; "" when there is none."""
    name = path.rpartition("/")[2]
    return name[name.rfind(".") :] if "." in name else ""


def content_type(path: str) -> str | None:
    """Return the Content-Type of a file by its name; None for a name the site never publishes."""
    if path.endswith("/feed.json"):
        return "application/feed+json; charset=utf-8"
    return TYPES.get(suffix_of(path))


@lru_cache(maxsize=512)
def encodings(accept: str) -> tuple[str, ...]:
    """Return the twins to try for an Accept-Encoding header, best first; "" is the file as it is, and stands last.

    Equal wishes go to brotli. The plain file is given when nothing else will do, rather than a 406.
    """
    wishes = {}
    for part in accept.lower().split(","):
        if found := _CODING.fullmatch(part):
            wishes[found[1]] = _quality(found[2])
    rest = wishes.get("*", 0.0)
    plain = wishes.get("identity", 0.0)
    ranked = [(wishes.get(name, rest), name) for name in ("br", "gzip")]
    wanted = [pair for pair in ranked if pair[0] > 0 and pair[0] >= plain]
    wanted.sort(key=lambda pair: -pair[0])
    return (*(name for _, name in wanted), "")


def _quality(text: str | None) -> float:
    if text is None:
        return 1.0
    try:
        return float(text)
    except ValueError:
        return 0.0


def tag_matches(header: str, etag: str) -> bool:
    """Tell whether If-None-Match names this tag: a list, weak tags (compared weakly) or ``*``."""
    return header == etag or any(star or tag == etag for tag, star in _TAG.findall(header))


def is_unmodified_since(header: str, modified: str) -> bool:
    """Tell whether If-Modified-Since covers a Last-Modified line. An unreadable date never does."""
    if header == modified:
        return True
    try:
        return parsedate_to_datetime(header) >= parsedate_to_datetime(modified)
    except (TypeError, ValueError, OverflowError):
        return False


def byte_range(header: str, size_bytes: int) -> tuple[int, int] | None:
    """Return where the one wanted part begins and ends (exclusive); an empty one when it lies outside the file.

    None when the header is not understood or names several parts: then all is sent, as RFC 9110 (14.2) allows.
    """
    found = _RANGE.fullmatch(header)
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return (max(0, size_bytes - int(found[2])), size_bytes) if int(found[2]) else (size_bytes, size_bytes)
    first = int(found[1])
    if found[2] and int(found[2]) < first:
        return None
    return min(first, size_bytes), min(int(found[2]) + 1, size_bytes) if found[2] else size_bytes


def is_same_version(header: str, etag: str, modified: str) -> bool:
    """Tell whether If-Range names this very version: the strong tag, or the exact Last-Modified line."""
    return header == etag or (modified != "" and header == modified)


def for_machines(path: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of what machines read: scripts of other sites may read it, and search engines keep to pages.

    Feeds and data carry stories which an agency's terms keep out of search engines; their pages say so themselves.
    """
    if is_feed(path) or (path.startswith("/api/") and path.endswith(".json")):
        return (_FOR_ALL, ("x-robots-tag", "noindex"))
    return (_FOR_ALL,) if path == "/api/" or path.startswith(("/api/index.", "/.well-known/")) else ()


def cache_control(path: str) -> str:
    """Return how long a URL path may be kept by browsers and caches."""
    return KEEP_A_YEAR if path.startswith(LASTING) else ASK_AGAIN
