"""For search engines: the index, a part for every 200 stories of a month, and the news of the last two days."""

from collections.abc import Iterator
from datetime import date, timedelta

from nightdesk.desk import fronts
from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses, sitemaps

NAME = "sitemap"
RANK = 60

NEWS_AGE = timedelta(hours=48)


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "station":
        yield Birth(addresses.SITEMAP_NEWS, "news")
        yield Birth(addresses.SITEMAP_INDEX, "index")
        for month, last in reading.months():
            for part in range(1, _parts(month, last) + 1):
                yield _part(month, part)
    elif subject.kind == "front" and subject.key == "home" and subject.aspect == "list":
        yield Birth(addresses.SITEMAP_NEWS, "news")
    elif subject.kind == "front" and subject.key.startswith("month:"):
        if subject.aspect == "pages":
            yield Birth(addresses.SITEMAP_INDEX, "index")
        elif subject.aspect.startswith("page:"):
            yield _part(subject.key, int(subject.aspect[5:]))


def _parts(month: str, last: int) -> int:
    return -(-last // fronts.page_size(month))


def _part(month: str, part: int) -> Birth:
    return Birth(_path(month, part), f"{month}/{part}")


def _path(month: str, part: int) -> str:
    return addresses.sitemap_month(date.fromisoformat(f"{month.removeprefix('month:')}-01"), part)


def render(about: str, path: str, reading: Reading) -> Baked:
    if about == "news":
        return Page(_news(reading), is_moving=True)
    if about == "index":
        return Page(_index(reading), is_moving=True)
    month, _, part = about.partition("/")
    if int(part) > _parts(month, reading.last_number(month)):
        return None
    return Page(sitemaps.month(reading.station(), reading.page(month, int(part))), is_moving=True)


def _index(reading: Reading) -> bytes:
    """No date on a part: the index changes when one is born, and not with every story."""
    paths = [
        (_path(month, part), None) for month, last in reading.months() for part in range(_parts(month, last), 0, -1)
    ]
    return sitemaps.index(reading.station(), paths)


def _news(reading: Reading) -> bytes:
    """Stories drop out two days after their first run: the sheet wakes for the first that does."""
    cards = reading.since("home", reading.now - NEWS_AGE, sitemaps.MOST_NEWS)
    for card in cards:
        if card.published_at:
            reading.wake(card.published_at + NEWS_AGE)
    return sitemaps.news(reading.station(), cards)
