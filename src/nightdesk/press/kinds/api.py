"""The stories as data, paged from the oldest end as home is: the newest page moves, a full one only ever loses."""

from collections.abc import Iterator

from nightdesk.press.reading import Reading
from nightdesk.press.sheets import Baked, Birth, Page
from nightdesk.press.subjects import Subject
from nightdesk.reader import addresses, ninjs

NAME = "api"
RANK = 45


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
    entries = reading.with_full_text(reading.page("home", number) if number else reading.newest("home"))
    body = ninjs.page(
        reading.station(), path, entries, older=addresses.stories_page(older) if older > 0 else "", newer=newer
    )
    return Page(body, is_moving=True)
