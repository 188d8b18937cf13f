"""The index on PostgreSQL: a tsvector made here, word by word, so that its parser and dictionaries have no say."""

from collections.abc import Sequence

from nightdesk.desk import sql
from nightdesk.search.asking import Asked
from nightdesk.search.entries import Words

MAKE = (
    "ALTER TABLE search_entry ADD COLUMN words tsvector",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
)
_PUT = "UPDATE search_entry SET words = %s::tsvector WHERE story_id = %s"
_FIND = (
    "SELECT story_id FROM search_entry WHERE words @@ %s::tsquery AND row >= %s AND row < %s ORDER BY row DESC LIMIT %s"
)
_LAST_PLACE = 16_383  # PostgreSQL's own
_MOST_PLACES = 255  # of one word


def put(story_id: int, words: Words) -> None:
    sql.run(_PUT, (_vector(words), story_id))


def _vector(words: Words) -> str:
    """Return the words with their places: the headline's have weight A, tags none. No phrase runs over the gap."""
    places: dict[str, list[str]] = {}
    head, body = words.head.split(), words.body.split()
    for at, stem in enumerate(head, 1):
        places.setdefault(stem, []).append(f"{at}A")
    for at, stem in enumerate(body, len(head) + 2):
        if at <= _LAST_PLACE and len(places.setdefault(stem, [])) < _MOST_PLACES:
            places[stem].append(str(at))
    written = [f"'{stem}':{','.join(some)}" for stem, some in places.items() if some]
    return " ".join([*written, *(f"'={tag}'" for tag in words.tags.split())])


def find(asked: Asked, tags: Sequence[str], between: tuple[int, int], most: int, *, in_head: bool) -> list[int]:
    """Return the stories that have what was asked for, in the headline alone or anywhere, the newest first."""
    return [story_id for (story_id,) in sql.rows(_FIND, (_query(asked, tags, in_head), *between, most))]


def _query(asked: Asked, tags: Sequence[str], in_head: bool) -> str:
    weight = ":A" if in_head else ""
    wanted = [_phrase(phrase, weight) for phrase in asked.all_of] + [f"'={tag}'" for tag in tags]
    return " & ".join([*wanted, *(f"!{_phrase(phrase, '')}" for phrase in asked.none_of)])


def _phrase(stems: Sequence[str], weight: str) -> str:
    words = " <-> ".join(f"'{stem}'{weight}" for stem in stems)
    return f"({words})"
