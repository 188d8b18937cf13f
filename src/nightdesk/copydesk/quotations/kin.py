"""Father and son of one surname: which of them “the elder Marsh” and “the son” are, as far as the story tells."""

from nightdesk.copydesk.names import PERSON, Name, Names
from nightdesk.copydesk.wordlist import listed

ELDER, YOUNGER = frozenset({"elder", "older", "senior"}), frozenset({"younger", "junior"})
_PARENT = listed("father mother dad mom")
_CHILD = listed("son daughter")


def one_of_kin(names: Names, name: Name, *, is_elder: bool) -> Name:
    """Return the elder or the younger bearer of a surname; the name itself when the story does not tell."""
    kin = [
        other
        for other in names.people
        if other.surname == name.surname and " " in other.full and name.gender in ("", other.gender or name.gender)
    ]
    if len(kin) < 2:
        return name
    told = [one for one in kin if _is(one, _PARENT if is_elder else _CHILD)]
    others = [one for one in kin if _is(one, _CHILD if is_elder else _PARENT)]
    if len(told) == 1:
        return told[0]
    if len(kin) > 2 or len(others) != 1:
        return name
    return kin[0] if kin[1] is others[0] else kin[1]


def child_or_parent(names: Names, *, is_child: bool) -> Name | None:
    """Return who “the son” or “the father” is, when one pair of the story is of one surname."""
    for name in names.people:
        if _is(name, _PARENT) or _is(name, _CHILD):
            found = one_of_kin(names, name, is_elder=not is_child)
            return found if found is not name or _is(name, _CHILD if is_child else _PARENT) else None
    return None


def _is(name: Name, words: frozenset[str]) -> bool:
    return name.kind == PERSON and any(
        word.strip(",.") in words for role in name.roles for word in role.lower().split()
    )
