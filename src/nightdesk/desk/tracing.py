"""Find what a wire sent before of the same story, by the marks that every take left behind.

Everything is looked for on one wire only: no wire can name another's story.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.copydesk.copy import Copy
from nightdesk.desk import sql
from nightdesk.desk.models import Take, Wire
from nightdesk.matching import likeness
from nightdesk.matching.identity import Names
from nightdesk.matching.writethru import Version

ONE_DAY = timedelta(hours=20)  # a slugline's story over all its write-thrus, not tomorrow's of the same name
_MOST_ALIKE = 20
_LEAST_WORDS = 40

_FIND = (
    "SELECT mark.name, take.wire_key, take.id FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE mark.wire_id = {} AND mark.name IN ({{}}) ORDER BY take.id DESC"
)
_DOCUMENTS = (
    "SELECT mark.name FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE take.wire_id = %s AND take.wire_key = %s AND (mark.name LIKE 'guid%%' OR mark.name LIKE 'old%%')"
)

_NAMES = (
    "SELECT DISTINCT mark.name FROM desk_mark mark JOIN desk_take take ON take.id = mark.take_id"
    " WHERE take.wire_id = %s AND take.wire_key = %s"
)
_SURE = ("guid:", "guid#", "old:", "old#", "id:", "id#")
_RECEIVED = "SELECT id FROM desk_take WHERE wire_id = %s AND wire_key = %s AND digest = %s LIMIT 1"


@dataclass(frozen=True, slots=True)
class Trace:
    """What stands on the wire's side of an item: ``keys`` of the same story (mostly one), ``victims`` of its kill."""

    keys: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    cancelled_by: int = 0  # the take that came before and orders this one not to run
    hinted: tuple[int, ...] = ()  # takes that may be versions, or of another story

    def with_alike(self, text: str, said_at: datetime | None) -> "Trace":
        """Return the same with the story that names only hint at, if these words are like its own."""
        if self.keys or not self.hinted:
            return self
        return replace(self, keys=_most_alike(self.hinted, text, said_at))


def trace(wire: Wire, names: Names) -> Trace:
    """Return the stories that these names lead to."""
    same, alike, victims = names.same(), names.alike(), names.victims()
    kills = {_as_kill(one) for one in same if one.startswith(("guid", "old"))}
    found = sql.rows_in(_FIND.format(int(wire.pk)), sorted(same | alike | victims | kills))
    cancelled_by = max((pk for name, _, pk in found if name in kills), default=0)
    hinted = tuple(pk for name, _, pk in found if name in alike)
    return Trace(_keys(found, same), _keys(found, victims), cancelled_by, hinted)


def was_received(wire: Wire, keys: Sequence[str], digest: str) -> bool:
    """Tell whether one of these stories has a version with exactly these words."""
    return any(sql.rows(_RECEIVED, (wire.pk, key, digest)) for key in keys)


def cancelled_by(wire: Wire, key: str) -> int:
    """Return the take of the newest document that orders a version of the story not to run, 0 for none."""
    documents = {_as_kill(name) for (name,) in sql.rows(_DOCUMENTS, (wire.pk, key))}
    return max((pk for _, _, pk in sql.rows_in(_FIND.format(int(wire.pk)), sorted(documents))), default=0)


def names_kept(wire: Wire, key: str) -> set[str]:
    """Return the marks of which every other version of the story has one."""
    return {name for (name,) in sql.rows(_NAMES, (wire.pk, key)) if name.startswith(_SURE)}


def versions(wire: Wire, key: str) -> list[Version]:
    """Return every version received of a story."""
    takes = Take.objects.filter(wire=wire, wire_key=key).order_by("id")
    fields = ("version", "said_at", "digest", "order", "seen", "id")
    return [Version(*values) for values in takes.values_list(*fields)]


def is_another_story(wire: Wire, key: str, headline: str, text: str) -> bool:
    """Tell whether an item that goes by a story's own name has nothing in common with any version of it.

    Only copy of some length can tell; a short one is taken for what its name says.
    """
    if len(text.split()) < _LEAST_WORDS:
        return False
    new = likeness.shingles(text)
    copies = list(Take.objects.filter(wire=wire, wire_key=key, order__in=("", "correction")).only("headline", "copy"))
    for held in copies:
        old = likeness.shingles(words_of(held.copy))
        if not old or not new or likeness.share_a_word(headline, held.headline):
            return False
        if likeness.likeness(new, old) >= likeness.UNLIKE:
            return False
    return bool(copies)


def remember(take: Take, names: Names, also: Iterable[str] = ()) -> None:
    """Leave the marks by which others find this take."""
    marks = [(take.wire_id, name, take.pk) for name in (*names.marks(), *also)]
    sql.insert("desk_mark", ("wire_id", "name", "take_id"), marks)


def text_of(copy: Copy) -> str:
    """Return the words that versions are compared by."""
    return "\n".join(block.text for block in copy.blocks if block.text)


def words_of(plain: dict) -> str:
    """Return the same of a copy as it is stored."""
    return "\n".join(block.get("text", "") for block in plain.get("blocks", ()))


def _as_kill(name: str) -> str:
    """Return the mark of a document that kills the document of this mark."""
    return f"kill{name.removeprefix('guid').removeprefix('old')}"


def _keys(found: Iterable[tuple[str, str, int]], wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name, key, _ in found if name in wanted))


def _most_alike(take_ids: Sequence[int], text: str, said_at: datetime | None) -> tuple[str, ...]:
    """Return the key of the story of the same days whose words are most like these; none when they are not alike."""
    new = likeness.shingles(text)
    if not new:
        return ()
    takes = Take.objects.filter(pk__in=take_ids[:_MOST_ALIKE], order__in=("", "correction"))
    best, key = likeness.SAME, ""
    for held in takes.order_by("-id").only("wire_key", "said_at", "filed_at", "copy"):
        if said_at and abs(said_at - (held.said_at or held.filed_at)) > ONE_DAY:
            continue
        found = likeness.likeness(new, likeness.shingles(words_of(held.copy)))
        if found >= best and (found > best or not key):
            best, key = found, held.wire_key
    return (key,) if key else ()
