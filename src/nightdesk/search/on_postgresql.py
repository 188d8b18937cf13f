"""The index on PostgreSQL: a tsvector made here, word by word, so that its parser and dictionaries have no say."""

from collections.abc import Sequence

from nightdesk.desk import sql
from nightdesk.search.asking import Asked
from nightdesk.search.entries import Words

MAKE = (
    "ALTER TABLE search_entry ADD COLUMN words tsvector, ADD COLUMN head tsvector",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
    "CREATE INDEX search_entry_head ON search_entry USING gin (head)",  # its own statistics: a headline has few words
)
_PUT = "UPDATE search_entry SET words = %s::tsvector, head = %s::tsvector WHERE story_id = %s"
_FIND = (
    "SELECT story_id FROM search_entry WHERE {} @@ %s::tsquery AND row >= %s AND row < %s ORDER BY row DESC LIMIT %s"
)
_LAST_PLACE = 16_383  # PostgreSQL's own
_MOST_PLACES = 255  # of one word


def put(story_id: int, words: Words) -> None:
    head, body = words.head.split(), words.body.split()
    sql.run(_PUT, (_vector([*head, "", *body], words.tags), _vector(head, words.tags), story_id))


def _vector(stems: Sequence[str], tags: str) -> str:
    """Return words with their places, and tags without; no phrase runs over an empty word."""
    places: dict[str, list[str]] = {}
    for at, stem in enumerate(stems[:_LAST_PLACE], 1):
        if stem and len(places.setdefault(stem, [])) < _MOST_PLACES:
            places[stem].append(str(at))
    written = [f"'{stem}':{','.join(some)}" for stem, some in places.items()]
    return " ".join([*written, *(f"'={tag}'" for tag in tags.split())])


def find(asked: Asked, tags: Sequence[str], between: tuple[int, int], most: int, *, in_head: bool) -> list[int]:
    """Return the stories that have what was asked for, in the headline alone or anywhere, the newest first."""
    find_in = _FIND.format("head" if in_head else "words")
    return [story_id for (story_id,) in sql.rows(find_in, (_query(asked, tags), *between, most))]


def _query(asked: Asked, tags: Sequence[str]) -> str:
    wanted = [_phrase(phrase) for phrase in asked.all_of] + [f"'={tag}'" for tag in tags]
    return " & ".join([*wanted, *(f"!{_phrase(phrase)}" for phrase in asked.none_of)])


def _phrase(stems: Sequence[str]) -> str:
    words = " <-> ".join(f"'{stem}'" for stem in stems)
    return f"({words})"
