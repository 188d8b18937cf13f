"""Where everything on a station's site lives. Paths only, made from words; no clock, no look-up.

Story addresses are fixed at the first run and never change; everything else follows from a slug.
"""

from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

HOME = "/"
GUIDELINES = "/guidelines/"
STORY_IDEA = "/story-idea/"
CORRECTIONS = "/corrections/"
ARCHIVE = "/archive/"
PRIVACY = "/privacy/"
SEARCH = "/search/"
NOT_FOUND = "/404.html"
ROBOTS = "/robots.txt"
SECURITY = "/.well-known/security.txt"
MINING = "/.well-known/tdmrep.json"
MACHINES = "/api/"
STORIES = "/api/stories.json"
SITEMAP_INDEX = "/sitemap.xml"
SITEMAP_NEWS = "/sitemap-news.xml"

FEED_KINDS = ("rss", "atom", "json")

_IN_PATH = "/~!$&'()*+,;=:@-._"
_IN_QUERY = f"{_IN_PATH}%?[]"


def story(first_run_at: datetime, slug: str, zone: str) -> str:
    """Return a story's path: the day of its first run where the station is, then its slug."""
    return f"{first_run_at.astimezone(ZoneInfo(zone)):/%Y/%m/%d/}{slug}/"


def day(on: date) -> str:
    """Return the front of all that first ran on a day; its stories' addresses begin with it."""
    return f"/{on:%Y/%m/%d}/"


def month(on: date) -> str:
    """Return the calendar of a month."""
    return f"/{on:%Y/%m}/"


def changes(story_path: str) -> str:
    """Return the page that tells what changed in a story."""
    return f"{story_path}changes/"


def section(slug: str) -> str:
    return f"/{slug}/"


def topic(slug: str) -> str:
    return f"/topics/{slug}/"


def thread(slug: str) -> str:
    return f"/threads/{slug}/"


def author(slug: str) -> str:
    return f"/people/{slug}/"


def house_page(slug: str) -> str:
    """Return a page that a station has written about itself."""
    return f"/{slug}/"


def older_page(front_path: str, number: int) -> str:
    """Return page ``number`` of a front, counted from the oldest end (1 holds the first stories ever run)."""
    return f"{front_path}page/{number}/"


def feed(front_path: str, kind: str) -> str:
    """Return the feed of a front; ``kind`` is one of FEED_KINDS."""
    return f"{front_path}feed.{kind}"


def stories_page(number: int) -> str:
    """Return page ``number`` of the stories for machines, counted from the oldest end."""
    return f"/api/stories/{number}.json"


def sitemap_month(first_run_on: date, part: int = 1) -> str:
    """Return the sitemap of a month; ``part`` counts from 1, for months over 50,000 stories."""
    return f"/sitemaps/{first_run_on:%Y-%m}-{part}.xml"


def asset(name: str) -> str:
    """Return the path of a style sheet, script or mark; ``name`` already carries its hash."""
    return f"/assets/{name}"


def picture(key: str, width: int, extension: str) -> str:
    return f"/pictures/{key}/{width}.{extension}"


def story_tag(station_url: str, started_on: date, name: str) -> str:
    """Return a story's tag: URI (RFC 4151), the identity that feed readers keep for good.

    ``started_on`` is any day on which the station owned its host name, always the same for a story:
    the day of its first run. ``name`` is its slug where the tag is public: the gaps between numbers would tell how
    many stories are hidden.
    """
    return f"tag:{host(station_url)},{started_on:%Y-%m-%d}:story/{name}"


@lru_cache(maxsize=8192)
def name_of(path: str) -> str:
    """Return a name for the headline of a story on a page that shows many: short, and the same wherever it stands."""
    return f"h{blake2b(path.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"


def is_feed(path: str) -> bool:
    """Tell whether a path is that of a feed."""
    name = path.rpartition("/")[2]
    return name.startswith("feed.") and name.removeprefix("feed.") in FEED_KINDS


def host(url: str) -> str:
    """Return the host name of an absolute URL without "www.", or "" when there is none."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def absolute(station_url: str, path: str) -> str:
    """Return a path as a whole URL on the station's site; a whole URL stays as it is."""
    return path if path.startswith(("http://", "https://")) else f"{station_url.rstrip('/')}{path}"


def sent_on(path: str, query: str) -> str:
    """Return where a reader is sent who asked with this query, which WSGI hands over byte by byte as Latin-1."""
    return quote(path, safe=_IN_PATH) + (f"?{quote(query, safe=_IN_QUERY, encoding='latin-1')}" if query else "")
