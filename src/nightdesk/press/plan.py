"""Which sheets a change touches, and in what order. Pure: no Django, no clock."""

from collections.abc import Iterable, Mapping, Set

Subject = str
Address = str


def plan(
    changed: Iterable[Subject],
    needs: Mapping[Subject, Set[Address]],
    births: Mapping[Subject, Set[Address]],
    rank: Mapping[Address, int],
) -> list[Address]:
    """Return every address to bake, most urgent first.

    Touched is what showed a changed subject when it was last baked, and what the subject should have now:
    so a front that a story has just left is baked again, and so is one that has never shown it.
    Among equals the earlier change comes first.
    """
    touched: dict[Address, None] = {}
    for subject in changed:
        for addresses in (births.get(subject, ()), needs.get(subject, ())):
            touched.update(dict.fromkeys(sorted(addresses)))
    return sorted(touched, key=lambda address: rank[address])
