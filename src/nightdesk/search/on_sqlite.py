"""The index on SQLite: FTS5 without content, rows in the order of the first run."""

from collections.abc import Sequence

from nightdesk.desk import sql
from nightdesk.search.asking import Asked
from nightdesk.search.entries import Words

MAKE = "CREATE VIRTUAL TABLE search_words USING fts5(head, body, tags, content='', tokenize='unicode61')"
DROP = "DROP TABLE search_words"
_PUT = "INSERT INTO search_words (rowid, head, body, tags) VALUES (%s, %s, %s, %s)"
_TAKE_OUT = "INSERT INTO search_words (search_words, rowid, head, body, tags) VALUES ('delete', %s, %s, %s, %s)"
_FIND = (
    "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid >= %s AND rowid < %s"
    " ORDER BY rowid DESC LIMIT %s"
)
_STORIES = "SELECT row, story_id FROM search_entry WHERE row IN ({})"


def put(row: int, words: Words) -> None:
    sql.run(_PUT, (row, words.head, words.body, words.tags))


def take_out(row: int, words: Words) -> None:
    """Take out a row; its words must be those that were put in."""
    sql.run(_TAKE_OUT, (row, words.head, words.body, words.tags))


def find(asked: Asked, tags: Sequence[str], between: tuple[int, int], most: int, *, in_head: bool) -> list[int]:
    """Return the stories that have what was asked for, in the headline alone or anywhere, the newest first."""
    found = [row for (row,) in sql.rows(_FIND, (_match(asked, tags, in_head), *between, most))]
    stories = dict(sql.rows_in(_STORIES, found))
    return [stories[row] for row in found if row in stories]


def _match(asked: Asked, tags: Sequence[str], in_head: bool) -> str:
    """Return the question in FTS5's words. Stems are letters and digits alone, so nothing in them means anything."""
    where = "head" if in_head else "head body"
    wanted = [f'{{{where}}} : "{" ".join(phrase)}"' for phrase in asked.all_of]
    wanted += [f'tags : "{tag}"' for tag in tags]
    unwanted = "".join(f' NOT {{head body}} : "{" ".join(phrase)}"' for phrase in asked.none_of)
    return f"({' AND '.join(wanted)}){unwanted}"
