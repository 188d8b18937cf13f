"""The rules of RSS 2.0, Atom (RFC 4287), JSON Feed 1.1 and sitemaps 0.9, each a sentence when broken."""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
# What feed readers and the W3C's validator let stand in a story's markup; ours needs no more.
ELEMENTS = frozenset(
    re.findall(
        r"\S+",
        "a abbr aside b bdo blockquote br caption cite code del em figcaption figure h2 h3 h4 h5 h6 hr i img ins li ol "
        "p pre q s small span strong sub sup table tbody td tfoot th thead time tr u ul",
    )
)
ATTRIBUTES = frozenset(
    re.findall(r"\S+", "alt class colspan datetime dir height href lang rel rowspan scope src title width")
)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
URL = re.compile(r"https?://[^\s<>\"]+")
RELATIVE = re.compile(r"""(?:href|src)=["'](?!https?:|mailto:)""")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
RSS_CHANNEL = ("title", "link", "description", "language", "copyright", "lastBuildDate", "generator")


def tree_of(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, recover=False))


def rss(data: bytes, address: str) -> Iterator[str]:
    """Yield every rule of RSS 2.0 that the feed at ``address`` breaks."""
    yield from _characters(data)
    root = tree_of(data)
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        yield "the root is <rss version='2.0'> with one channel"
        return
    [channel] = channels
    for name in ("title", "link", "description"):
        if not channel.findtext(name):
            yield f"a channel has a {name}"
    for name in RSS_CHANNEL:
        if len(channel.findall(name)) > 1:
            yield f"a channel has one {name}"
    if not URL.fullmatch(channel.findtext("link", "")):
        yield "the channel's link is a URL"
    if not LANGUAGE.fullmatch(channel.findtext("language", "en")):
        yield "language is a code"
    links = [dict(link.attrib) for link in channel.findall(f"{ATOM}link")]
    if links[:1] != [{"href": address, "rel": "self", "type": "application/rss+xml"}]:
        yield "atom:link rel=self names the feed's own address"
    if any(set(link) != {"rel", "href"} or link["rel"] != "hub" for link in links[1:]):
        yield "every other atom:link names a hub"
    if (built := channel.findtext("lastBuildDate")) and not RFC822.fullmatch(built):
        yield "lastBuildDate is RFC 822"
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    if len(set(guids)) != len(guids):
        yield "no two items share a guid"
    for item in items:
        yield from _rss_item(item)


def _characters(data: bytes) -> Iterator[str]:
    """Yield what a validator says of characters that XML lets pass."""
    if re.search("[\u007f-\u009f\ufdd0-\ufdef]", data.decode()) or any(
        ord(one) & 0xFFFE == 0xFFFE for one in data.decode()
    ):
        yield "text has no control characters, and none that are no characters"


def _markup(text: str) -> Iterator[str]:
    """Yield what a validator says of a story's markup in a feed."""
    if RELATIVE.search(text):
        yield "content has no relative addresses"
    if not text:
        return
    for element in html.fragment_fromstring(text, create_parent="div").iterdescendants(tag=etree.Element):
        if element.tag not in ELEMENTS:
            yield f"content has no <{element.tag}>"
        for name in set(element.attrib) - ATTRIBUTES:
            yield f"content has no attribute {name}"


def _rss_item(item: etree._Element) -> Iterator[str]:
    if not item.findtext("title") and not item.findtext("description"):
        yield "an item has a title or a description"
    for child in {child.tag for child in item} - {"category"}:
        if len(item.findall(child)) > 1:
            yield f"an item has one {child}"
    guid = item.find("guid")
    if guid is None or (guid.get("isPermaLink") != "false" and not URL.fullmatch(guid.text or "")):
        yield "a guid that is no URL says isPermaLink=false"
    if not URL.fullmatch(item.findtext("link", "")):
        yield "an item's link is a URL"
    if (date := item.findtext("pubDate")) is not None and not (RFC822.fullmatch(date) and parsedate_to_datetime(date)):
        yield "pubDate is RFC 822"
    yield from _markup(item.findtext(f"{CONTENT}encoded", ""))
    for media in item.findall(f"{MEDIA}content"):
        if not URL.fullmatch(media.get("url", "")) or not media.get("width", "").isdigit():
            yield "media:content has a URL and a width"


def atom(data: bytes, address: str) -> Iterator[str]:
    """Yield every rule of RFC 4287 that the feed at ``address`` breaks."""
    yield from _characters(data)
    root = tree_of(data)
    if root.tag != f"{ATOM}feed":
        yield "the root is atom:feed"
        return
    yield from _atom_parts(root, "a feed")
    own = [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")]
    if own != [address]:
        yield "link rel=self names the feed's own address"
    entries = root.findall(f"{ATOM}entry")
    identities = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(set(identities)) != len(identities):
        yield "no two entries share an id"
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    if len(set(moments)) != len(moments):
        yield "no two entries share the moment of their last change"
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "every entry has an author, or the feed has one"
    for entry in entries:
        yield from _atom_parts(entry, "an entry")
        content = entry.find(f"{ATOM}content")
        if content is None and not entry.findall(f"{ATOM}link[@rel='alternate']"):
            yield "an entry without content has an alternate link"
        if content is not None and content.get("type") != "html":
            yield "content is html"
        yield from _markup(entry.findtext(f"{ATOM}content", ""))


def _atom_parts(part: etree._Element, name: str) -> Iterator[str]:
    for child in ("id", "title", "updated"):
        if len(part.findall(ATOM + child)) != 1 or not part.findtext(ATOM + child):
            yield f"{name} has one {child}"
    for child in ("published", "summary", "content", "rights", "subtitle", "generator"):
        if len(part.findall(ATOM + child)) > 1:
            yield f"{name} has at most one {child}"
    for child in ("updated", "published"):
        for date in part.findall(ATOM + child):
            if not RFC3339.fullmatch(date.text or ""):
                yield f"{child} is RFC 3339"
            elif (date.text or "") < "1990-01-01":
                yield f"{child} is a date that may be believed"
    if not re.match(r"[a-z][a-z0-9+.-]*:\S+$", part.findtext(f"{ATOM}id", "")):
        yield f"the id of {name} is an IRI"
    for child in ("title", "subtitle", "summary", "rights"):
        for said in part.findall(ATOM + child):
            if said.get("type", "text") == "text" and re.search(r"</?\w|&#?\w", said.text or ""):
                yield f"{child} that looks like markup says that it is escaped"
    for person in part.findall(f"{ATOM}author"):
        if len(person.findall(f"{ATOM}name")) != 1:
            yield "a person has one name"
    alternates = [(link.get("type"), link.get("hreflang")) for link in part.findall(f"{ATOM}link[@rel='alternate']")]
    if len(set(alternates)) != len(alternates):
        yield "no two alternate links of one type and language"


def json_feed(feed: dict, address: str) -> Iterator[str]:
    """Yield every rule of JSON Feed 1.1 that the feed at ``address`` breaks."""
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        yield "a feed has its version and a title"
    if feed.get("feed_url") != address or not URL.fullmatch(feed.get("home_page_url", "")):
        yield "feed_url is the feed's own address, home_page_url a URL"
    if not isinstance(feed.get("items"), list):
        yield "items is an array"
        return
    if "author" in feed or any("author" in item for item in feed["items"]):
        yield "authors replaced author in 1.1"
    if len({item.get("id") for item in feed["items"]}) != len(feed["items"]):
        yield "every item has an id of its own"
    for item in feed["items"]:
        if not isinstance(item.get("id"), str) or not URL.fullmatch(item.get("url", "")):
            yield "an item's id is a string and its url a URL"
        if not (item.get("content_html") or item.get("content_text")):
            yield "an item has content_html or content_text"
        for name in ("date_published", "date_modified"):
            if name in item and not RFC3339.fullmatch(item[name]):
                yield f"{name} is RFC 3339"
        if any(not (author.get("name") or author.get("url")) for author in item.get("authors", ())):
            yield "an author has a name"
        if not all(isinstance(tag, str) for tag in item.get("tags", ())):
            yield "tags are strings"


def sitemap(data: bytes, *, is_index: bool = False) -> Iterator[str]:
    """Yield every rule of the sitemap protocol (and Google's for news) that the file breaks."""
    root = tree_of(data)
    outer, inner = ("sitemapindex", "sitemap") if is_index else ("urlset", "url")
    if root.tag != SITEMAP + outer or any(child.tag != SITEMAP + inner for child in root):
        yield f"the root is {outer} and holds {inner}"
    if len(root) > 50_000 or len(data) > 50 * 1024 * 1024:
        yield "at most 50,000 entries and 50 MB"
    for place in root:
        location = place.findtext(f"{SITEMAP}loc", "")
        if not URL.fullmatch(location) or len(location) >= 2048:
            yield "loc is a URL shorter than 2,048"
        if (date := place.findtext(f"{SITEMAP}lastmod")) is not None and not RFC3339.fullmatch(date):
            yield "lastmod is a W3C date"
        for told in place.findall(f"{NEWS}news"):
            yield from _news(told)


def _news(told: etree._Element) -> Iterator[str]:
    if [child.tag for child in told] != [NEWS + name for name in ("publication", "publication_date", "title")]:
        yield "news holds publication, publication_date and title"
    if not told.findtext(f"{NEWS}publication/{NEWS}name"):
        yield "a publication has a name"
    if not re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", told.findtext(f"{NEWS}publication/{NEWS}language", "")):
        yield "a publication's language is ISO 639"
    if datetime.fromisoformat(told.findtext(f"{NEWS}publication_date")).utcoffset() is None:
        yield "publication_date has a zone"
