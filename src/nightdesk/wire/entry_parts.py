"""The elements of RSS and Atom and of the modules that wires use with them: what each says about an entry."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from nightdesk.wire.blocks import from_elements, from_html
from nightdesk.wire.entry import Entry, Feed, join
from nightdesk.wire.figures import IMAGE_NAMES, number
from nightdesk.wire.item import Block, Link, Rendition
from nightdesk.wire.words import said, tidy

_NAMESPACES = {
    "http://www.w3.org/2005/atom": "a:", "http://purl.org/atom/ns#": "a:", "http://purl.org/atom/ns": "a:",
    "http://purl.org/dc/elements/1.1/": "dc:", "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:", "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:", "http://search.yahoo.com/mrss": "media:",
    "http://purl.org/rss/1.0/": "", "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "", "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
    "http://backend.userland.com/rss": "", "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "", "http://backend.userland.com/rss091": "",
    "http://backend.userland.com/rss092": "", "http://purl.org/net/rss1.1#": "",
    "http://backend.userland.com/rss191": "", "http://backend.userland.com/rss21": "", "http://purl.org/rss/": "",
    "http://www.w3.org/1999/xhtml": "xhtml:", "http://purl.org/atompub/tombstones/1.0": "at:",
    "http://www.w3.org/2007/app": "app:", "http://purl.org/atom/app#": "app:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:", "http://purl.org/syndication/thread/1.0": "thr:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:", "http://wellformedweb.org/commentapi/": "wfw:",
    "http://purl.org/rss/1.0/modules/slash/": "slash:", "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://freshmeat.net/rss/fm/": "fm:", "http://prismstandard.org/namespaces/basic/2.0/": "prism:",
}  # fmt: skip
_MAIL_NAME = re.compile(r"^\s*\S+@\S+\s*\((.+)\)\s*$")
_NAME_MAIL = re.compile(r"^\s*(.*?)\s*[<(]\S+@\S+[>)]\s*$")
_ATOM_NAMES = {
    "title", "link", "id", "updated", "published", "summary", "content", "author", "contributor", "category",
    "rights", "source", "issued", "modified", "created", "copyright", "subtitle", "entry", "tagline", "info",
    "generator",
}  # fmt: skip


@lru_cache(maxsize=4096)
def key_of(tag: str) -> str:
    """Return an element's name with the prefix by which this room knows its namespace."""
    namespace, _, name = tag.rpartition("}")
    name = name.lower()
    if not namespace:
        return "a:entry" if name == "entry" else name
    namespace = namespace[1:].strip().lower()
    prefix = _NAMESPACES.get(namespace)
    if prefix is None:
        prefix = "a:" if "purl.org/atom" in namespace or "w3.org/2005/atom" in namespace else f"{namespace}:"
    return prefix + name


def _title(entry: Entry, element: Any) -> None:
    if not entry.draft.headline:
        entry.draft.headline = said(element)


def _atom_title(entry: Entry, element: Any) -> None:
    if not entry.draft.headline:
        entry.draft.headline = construct(element)


def construct(element: Any) -> str:
    """Return the words of an Atom text construct of any type."""
    _decode(element)
    kind, mode = (element.get("type") or "").lower(), (element.get("mode") or "").lower()
    if len(element):
        return words_of(from_elements((element,)))
    if not element.text:
        return ""
    if "html" not in kind and mode not in ("escaped", "base64"):
        return tidy(element.text)
    return words_of(from_html(element.text)) if "<" in element.text else tidy(element.text)


def words_of(blocks: Iterable[Block]) -> str:
    return " ".join(block.text for block in blocks if block.text).replace("\n", " ")


def _decode(element: Any) -> None:
    """Atom 0.3 says when it carries base64; in 1.0 every type that is neither text nor XML does."""
    kind = (element.get("type") or "").lower()
    binary = "/" in kind and "a:" in key_of(element.tag) and not kind.startswith("text/") and "xml" not in kind
    if element.text and (binary or (element.get("mode") or "").lower() == "base64"):
        try:
            element.text = base64.b64decode(element.text, validate=False).decode("utf-8")
        except (binascii.Error, ValueError):
            element.text = ""


def _link(entry: Entry, element: Any) -> None:
    href = tidy(element.text) or tidy(element.get("href"))
    if href and not entry.draft.url:
        entry.draft.url = join(entry.text_base(element), href)


def _atom_link(entry: Entry, element: Any) -> None:
    rel = tidy(element.get("rel")).lower() or "alternate"
    href = tidy(element.get("href"))
    if href or element.get("href") is not None:
        entry.link(join(entry.text_base(element), href), rel, tidy(element.get("type")), tidy(element.get("title")))


def _guid(entry: Entry, element: Any) -> None:
    words = tidy(element.text)
    if not words:
        return
    entry.draft.guid = words
    if (element.get("isPermaLink") or element.get("ispermalink") or "true").strip().lower() != "false" and ":" in words:
        entry.permalink = join(entry.text_base(element), words)


def _id(entry: Entry, element: Any) -> None:
    entry.draft.guid = tidy(element.text) or entry.draft.guid


def _identifier(entry: Entry, element: Any) -> None:
    if words := tidy(element.text):
        entry.draft.ids.append(("dc:identifier", words))


def _pub_date(entry: Entry, element: Any) -> None:
    """Of several the earliest: then it was out."""
    found = entry.draft.moment(element.text, "pubDate")
    if found and (entry.draft.published_at is None or found < entry.draft.published_at):
        entry.draft.published_at = found


def _created(entry: Entry, element: Any) -> None:
    found = entry.draft.moment(element.text, "created")
    if found and (entry.draft.first_created_at is None or found < entry.draft.first_created_at):
        entry.draft.first_created_at = found


def _updated(entry: Entry, element: Any) -> None:
    found = entry.draft.moment(element.text, "updated")
    if found and (entry.updated is None or found > entry.updated):
        entry.updated = found


def _expires(entry: Entry, element: Any) -> None:
    entry.draft.say_expiry(element.text, "expirationDate")


def _summary(entry: Entry, element: Any) -> None:
    _decode(element)
    if len(element) or element.text and element.text.strip():
        entry.summaries.append(element)


def _content(entry: Entry, element: Any) -> None:
    _decode(element)
    if source := tidy(element.get("src")):
        entry.link(join(entry.text_base(element), source), "alternate", tidy(element.get("type")))
    entry.contents.append(element)


def person(words: str) -> str:
    """Return the name in an RSS author, which is officially an e-mail address; a bare address is kept."""
    if "@" in words and (found := _MAIL_NAME.match(words) or _NAME_MAIL.match(words)):
        return tidy(found[1]) or words
    return words


def _author(entry: Entry, element: Any) -> None:
    name = _named(element)
    if name and name not in entry.authors:
        entry.authors.append(name)


def _named(element: Any) -> str:
    found = {key_of(child.tag).rpartition(":")[2]: said(child) for child in element if isinstance(child.tag, str)}
    if found:
        return found.get("name") or found.get("email") or ""
    return person(tidy(element.text))


def _category(entry: Entry, element: Any) -> None:
    entry.draft.subject("keyword", said(element), scheme=tidy(element.get("domain")))


def _atom_category(entry: Entry, element: Any) -> None:
    term = tidy(element.get("term"))
    entry.draft.subject(
        "keyword", tidy(element.get("label")) or term or said(element), term, tidy(element.get("scheme"))
    )


def _rights(entry: Entry, element: Any) -> None:
    entry.draft.copyright = entry.draft.copyright or construct(element)


def _source(entry: Entry, element: Any) -> None:
    if len(element):
        for child in element:
            key = key_of(child.tag) if isinstance(child.tag, str) else ""
            if key == "a:title":
                entry.draft.source = construct(child)
            elif key == "a:author" and not entry.authors and not entry.feed.authors and (name := _named(child)):
                entry.authors.append(name)
            elif key == "a:rights":
                entry.draft.copyright = entry.draft.copyright or construct(child)
    else:
        entry.draft.source = tidy(element.text)
        if url := tidy(element.get("url")):
            entry.draft.links.append(Link(url, entry.draft.source, "source"))


def _language(entry: Entry, element: Any) -> None:
    entry.draft.language = tidy(element.text) or entry.draft.language


def _enclosure(entry: Entry, element: Any) -> None:
    href = join(entry.text_base(element), tidy(element.get("url")))
    mime = tidy(element.get("type")).lower()
    if not href:
        return
    if mime.startswith("image/"):
        entry.shots.show(Rendition(href, mime, role="enclosure", size_bytes=number(element.get("length"))))
    else:
        entry.draft.links.append(Link(href, "", "enclosure"))


def _media_group(entry: Entry, element: Any) -> None:
    """The files of a group are forms of one thing, and its words are theirs."""
    shots = entry.shots
    shots.groups += 1
    shots.group = shots.groups
    for child in element:
        if isinstance(child.tag, str) and (handle := ENTRY.get(key_of(child.tag))):
            handle(entry, child)
    shots.group = 0


def _media_content(entry: Entry, element: Any) -> None:
    href = join(entry.text_base(element), tidy(element.get("url")))
    mime, medium = tidy(element.get("type")).lower(), tidy(element.get("medium")).lower()
    if not mime and not medium and href.lower().partition("?")[0].endswith(IMAGE_NAMES):
        medium = "image"
    own: dict[str, str] = {}
    for child in element:
        key = key_of(child.tag) if isinstance(child.tag, str) else ""
        if name := _MEDIA_WORDS.get(key):
            own.setdefault(name, said(child))  # leaked markup is the copy desk's to judge
        elif handle := ENTRY.get(key):
            handle(entry, child)
    if href and (mime.startswith("image/") or medium == "image"):
        width, height = number(element.get("width")), number(element.get("height"))
        size = number(element.get("fileSize"))
        entry.shots.show(Rendition(href, mime, width, height, "content", size), own)
    elif href:
        entry.draft.links.append(Link(href, own.get("title", ""), mime or medium or "media"))


def _thumbnail(entry: Entry, element: Any) -> None:
    if href := join(entry.text_base(element), tidy(element.get("url"))):
        entry.shots.show(Rendition(href, "", number(element.get("width")), number(element.get("height")), "thumbnail"))


def _of_media(name: str) -> Callable[[Entry, Any], None]:
    def take(entry: Entry, element: Any) -> None:
        entry.shots.say(name, said(element))

    return take


def _podcast(name: str) -> Callable[[Entry, Any], None]:
    """What podcasts add stands in where the feed itself says nothing."""

    def take(entry: Entry, element: Any) -> None:
        entry.spare.setdefault(name, element)

    return take


def _control(entry: Entry, element: Any) -> None:
    if any(
        isinstance(child.tag, str) and key_of(child.tag) == "app:draft" and said(child).lower() == "yes"
        for child in element
    ):
        entry.draft.say_status("withheld")


def _feed_title(feed: Feed, element: Any) -> None:
    feed.title = feed.title or construct(element)


def _feed_language(feed: Feed, element: Any) -> None:
    feed.language = tidy(element.text) or feed.language


def _feed_rights(feed: Feed, element: Any) -> None:
    feed.copyright = feed.copyright or construct(element)


def _feed_author(feed: Feed, element: Any) -> None:
    if name := _named(element):
        feed.authors.append(name)


_MEDIA_WORDS = {
    "media:credit": "credit", "media:description": "caption", "media:title": "title", "media:copyright": "copyright",
    "media:text": "alt",
}  # fmt: skip
ENTRY: dict[str, Callable[[Entry, Any], None] | None] = {
    "title": _title, "a:title": _atom_title, "dc:title": _title, "link": _link, "a:link": _atom_link, "guid": _guid,
    "a:id": _id, "id": _id, "dc:identifier": _identifier, "pubdate": _pub_date, "a:published": _pub_date,
    "a:issued": _pub_date, "published": _pub_date, "updated": _updated, "issued": _pub_date, "modified": _updated,
    "created": _created, "dcterms:issued": _pub_date, "dc:date": _pub_date, "a:updated": _updated,
    "a:modified": _updated, "dcterms:modified": _updated, "a:created": _created, "dcterms:created": _created,
    "expirationdate": _expires, "description": _summary, "summary": _summary, "dc:description": _summary,
    "a:summary": _summary, "itunes:summary": _podcast("summary"), "content:encoded": _content, "a:content": _content,
    "content": _content, "fullitem": _content, "xhtml:body": _content, "xhtml:div": _content, "body": _content,
    "author": _author, "a:author": _author, "dc:creator": _author, "creator": _author,
    "itunes:author": _podcast("author"), "managingeditor": _author, "dc:author": _author, "a:contributor": None,
    "dc:contributor": None, "category": _category, "dc:subject": _category, "subject": _category,
    "keywords": _category, "a:category": _atom_category, "copyright": _rights, "rights": _rights, "a:rights": _rights,
    "a:copyright": _rights, "dc:rights": _rights, "source": _source, "a:source": _source, "dc:language": _language,
    "language": _language, "enclosure": _enclosure, "media:group": _media_group, "media:content": _media_content,
    "media:thumbnail": _thumbnail,
    **{key: _of_media(name) for key, name in _MEDIA_WORDS.items()},
    "media:keywords": None, "media:rating": None, "app:control": _control, "app:edited": None, "comments": None,
    "wfw:comment": None, "wfw:commentrss": None, "slash:comments": None, "thr:in-reply-to": None, "thr:total": None,
    "itunes:explicit": None, "itunes:duration": None, "itunes:subtitle": None, "feedburner:origlink": None,
}  # fmt: skip
FEED: dict[str, Callable[[Feed, Any], None]] = {
    "title": _feed_title, "a:title": _feed_title, "dc:title": _feed_title, "language": _feed_language,
    "dc:language": _feed_language, "copyright": _feed_rights, "a:rights": _feed_rights, "a:copyright": _feed_rights,
    "dc:rights": _feed_rights, "a:author": _feed_author,
}  # fmt: skip
