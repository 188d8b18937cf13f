"""The one boundary: no markup leaves the wire that did not pass through here.

``blocks`` writes only what the allow-list below names and escapes everything else; ``boundary`` then has nh3 parse
what was written as a browser would and drop whatever it does not know, so that a fault in ours is not a hole.
"""

import re
from html import escape
from urllib.parse import urljoin, urlsplit

import nh3

INLINE = {
    "em": "em", "i": "em", "strong": "strong", "b": "strong", "q": "q", "sub": "sub", "sup": "sup", "abbr": "abbr",
    "acronym": "abbr", "code": "code", "tt": "code", "kbd": "code", "samp": "code", "cite": "cite", "dfn": "em",
    "bdo": "bdo", "bdi": "bdi", "time": "time", "chron": "time", "lang": "span", "span": "span",
    "object.title": "cite", "var": "em", "ruby": "ruby", "rt": "rt", "rp": "rp", "small": "small",
    "s": "s", "strike": "s", "del": "s", "a": "a",
}  # fmt: skip
_TAGS = {
    "a", "em", "strong", "q", "sub", "sup", "br", "abbr", "code", "cite", "span", "bdo", "bdi", "time", "ruby", "rt",
    "rp", "small", "s", "p", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "lang", "dir"}, "abbr": {"title"}, "span": {"lang", "dir"}, "bdo": {"dir", "lang"}, "bdi": {"dir",
    "lang"},
    "q": {"lang"}, "em": {"lang"}, "cite": {"lang"}, "time": {"datetime"}, "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"}, "p": {"lang", "dir"}, "li": {"lang", "dir"},
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None, url_relative="deny", strip_comments=True,
    clean_content_tags={"script", "style", "iframe", "object", "form"},
)  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_DATETIME = re.compile(
    r"(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:[T ]([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d))?"
    r"(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?"
)
NEEDS_ATTRIBUTES = ("a", "span", "bdo", "time")  # they mean nothing without one


def text_html(text: str) -> str:
    """Escape plain words; they need no more."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def boundary(html: str) -> str:
    """Return markup as nh3 understands it, non-breaking spaces as characters."""
    return _CLEANER.clean(html).replace("&nbsp;", "\u00a0")


def rows_boundary(html: str) -> str:
    """The same for the inside of a table, which means nothing outside of one."""
    safe = boundary(f"<table>{html}</table>")
    return safe.removeprefix("<table>").removesuffix("</table>") if safe.startswith("<table>") else ""


def safe_href(href: str | None, base: str = "") -> str:
    """Return an absolute http, https or mailto address, or nothing; one with a user in front of its host deceives."""
    if not href:
        return ""
    href = _BLANK.sub("", href)
    try:
        if base and not urlsplit(href).scheme:
            href = urljoin(base, href)
        parts = urlsplit(href)
        if parts.scheme == "mailto":
            return href if "@" in parts.path else ""
        good = parts.scheme in _SCHEMES and parts.hostname and "@" not in parts.netloc
    except ValueError:
        return ""
    return href if good else ""


def open_tag(name: str, attributes: dict[str, str], base: str) -> str:
    """Return the opening tag of an inline element with what it may carry; empty when it then means nothing."""
    if name == "a":
        href = safe_href(attributes.get("href"), base)
        return f'<a href="{escape(href)}">' if href else ""
    wanted = _ATTRIBUTES.get(name, ())
    carried = ""
    for key, value in attributes.items():
        key = "lang" if key in ("xml:lang", "iso639a") else key.rpartition("}")[2].lower()
        key = "datetime" if name == "time" and key == "norm" else key
        value = _datetime(value) if key == "datetime" else value
        if key in wanted and _may_carry(key, value):
            carried += f' {key}="{escape(value.strip())}"'
    if not carried and name in NEEDS_ATTRIBUTES:
        return ""
    return f"<{name}{carried}>"


def _datetime(words: str) -> str:
    """Return a moment or a day as HTML writes it, with its signs, or nothing; NITF leaves them out."""
    if not (found := _DATETIME.fullmatch(words.strip())):
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    if not hour:
        return f"{year}-{month}-{day}"
    zone = f"{zone[:3]}:{zone[-2:]}" if zone and zone != "Z" else zone or ""
    return f"{year}-{month}-{day}T{hour}:{minute}{f':{second}' if second else ''}{zone}"


def _may_carry(key: str, value: str) -> bool:
    value = value.strip()
    if key == "lang":
        return bool(_LANGUAGE.fullmatch(value))
    if key == "dir":
        return value in ("ltr", "rtl", "auto")
    if key == "datetime":
        return bool(value)
    if key == "scope":
        return value in ("row", "col", "rowgroup", "colgroup")
    if key in ("colspan", "rowspan"):
        return value.isascii() and value.isdigit() and 1 <= int(value) <= 100
    return len(value) <= 300
