"""The stories as data, paged from the oldest end as home is: the newest page moves, a full one only ever loses."""

from collections.abc import Iterator

from nightdesk.desk.models import Topic
from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses, ninjs
from nightdesk.reader.cards import CardView, DataView, StationView

NAME = "api"
RANK = 45

MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


def births(subject: Subject, reading: Reading) -> Iterator[Birth]:
    if subject.kind == "station":
        yield Birth(addresses.STORIES, "newest")
        for number in range(1, reading.full_pages("home") + 1):
            yield _page(number)
    elif subject.kind == "front" and subject.key == "home":
        full = reading.full_pages("home")
        if subject.aspect == "list":
            yield Birth(addresses.STORIES, "newest")
        elif subject.aspect == "pages" and full:
            yield _page(full)
        elif subject.aspect.startswith("page:") and 0 < int(subject.aspect[5:]) <= full:
            yield _page(int(subject.aspect[5:]))


def _page(number: int) -> Birth:
    return Birth(addresses.stories_page(number), f"page:{number}")


def render(about: str, path: str, reading: Reading) -> Baked:
    """The newest end shows the last full page too, so the one before it is the next older."""
    number = int(about.partition(":")[2] or 0)
    full = reading.full_pages("home", number or None)
    if number > full:
        return None
    older = number - 1 if number else full - 1
    newer = ""
    if number:
        newer = addresses.stories_page(number + 1) if number < full else addresses.STORIES
    cards = reading.page("home", number) if number else reading.newest("home")
    entries = [_data(card, full, reading) for card, full in reading.with_full_text(cards, and_pages=True)]
    body = ninjs.page(
        reading.station(), path, entries, older=addresses.stories_page(older) if older > 0 else "", newer=newer
    )
    return Page(body, is_moving=True)


def _data(card: CardView, full: str, reading: Reading) -> DataView:
    """Return a story with its topics, what was wrong in it, and whose it is; nothing of it changes with another."""
    page = reading.filed(card.story_id)
    if page is None:
        return DataView(card, full)
    topics = [topic for topic_id in page.topic_ids if (topic := reading.topic(topic_id))]
    return DataView(
        card,
        full,
        topics=tuple((topic.name, _uri(topic, reading.station())) for topic in topics),
        corrections=tuple(line.strip() for line in page.row.correction.splitlines() if line.strip()),
        copyright=page.row.copyright,
    )


def _uri(topic: Topic, station: StationView) -> str:
    code = topic.media_topic.rpartition(":")[2]
    return MEDIA_TOPICS + code if code.isdecimal() else addresses.absolute(station.url, addresses.topic(topic.slug))
