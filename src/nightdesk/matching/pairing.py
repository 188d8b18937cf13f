"""Which block of one version is which of another: by the same words, then by likeness. Pure.

Blocks that stand in the same order are found first, then those that moved, then those that were rewritten.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

LIKE = 0.5  # the share of words that two forms of one paragraph have in common at the least
_MOST_COMPARED = 60_000  # pairs of blocks

_TAG = re.compile(r"<[^>]*>")
_TAGS = re.compile(r"(<[^>]*>)")
_TOKEN = re.compile(r"<[^>]*>|[^\s<]+")
_KEY = re.compile(r'\s+data-block-key="[^"]*"')
_SAME_TAGS = (("strong", "b"), ("em", "i"))
_UNSEEN = re.compile(r"</?(?:span|abbr|cite|time|bdi|bdo|small|code|u)\b[^>]*>")  # the editing room drops them
_LINK = re.compile(r'<a\s[^>]*?(href="[^"]*")[^>]*>')
_BREAK = re.compile(r"\s*<br\s*/?>\s*")


@dataclass(frozen=True)
class Block:
    """A block of a body. Two are the same when readers get the same of them; ``raw`` is the caller's.

    ``name`` is what a block without words goes by, as the id of a picture.
    """

    kind: str
    text: str  # markup, or words
    name: str = ""
    raw: object = field(default=None, compare=False, hash=False)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(plain(self.text).split())

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The words with the marks between them."""
        return tuple(_TOKEN.findall(self.text))


def plain(markup: str) -> str:
    """Return the words of a markup."""
    return html.unescape(_TAG.sub(" ", markup))


def even(markup: str) -> str:
    """Return a markup without what no reader sees: the editing room's keys, other names of a tag, white space."""
    text = _LINK.sub(r"<a \1>", _UNSEEN.sub("", _KEY.sub("", markup)))
    text = " ".join(_BREAK.sub("<br>", text).split())
    for old, new in _SAME_TAGS:
        text = re.sub(rf"(</?){old}\b", rf"\1{new}", text)
    parts = _TAGS.split(text)
    return "".join(part if part.startswith("<") else html.escape(html.unescape(part), quote=False) for part in parts)


def pair(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """Return for blocks of the old version, by number, which block of the new one they became."""
    pairs: dict[int, int] = {}
    for start, other, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        pairs.update((start + step, other + step) for step in range(size))
    _moved(old, new, pairs)
    _rewritten(old, new, pairs)
    return pairs


def _left(blocks: Sequence[Block], taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [number for number in range(len(blocks)) if number not in used]


def _moved(old: Sequence[Block], new: Sequence[Block], pairs: dict[int, int]) -> None:
    standing: dict[Block, list[int]] = {}
    for number in _left(new, pairs.values()):
        standing.setdefault(new[number], []).append(number)
    for number in _left(old, pairs):
        if alike := standing.get(old[number]):
            pairs[number] = alike.pop(0)


def _rewritten(old: Sequence[Block], new: Sequence[Block], pairs: dict[int, int]) -> None:
    left, right = _left(old, pairs), _left(new, pairs.values())
    if len(left) * len(right) > _MOST_COMPARED:
        return
    found = sorted(_alike(old, new, left, right))
    for _, _, number, other in found:
        if number not in pairs and other not in pairs.values():
            pairs[number] = other


def _alike(
    old: Sequence[Block], new: Sequence[Block], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[float, int, int, int]]:
    counted = {number: Counter(new[number].words) for number in right}
    for number in left:
        words = Counter(old[number].words)
        for other in right:
            if old[number].kind == new[other].kind and old[number].name == new[other].name:
                share = likeness(words, counted[other]) if not old[number].name else 1.0
                if share >= LIKE:
                    yield -share, abs(number - other), number, other


def likeness(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return the share of words that two counted texts have in common, from 0 to 1."""
    size = sum(one.values()) + sum(other.values())
    common = sum(min(count, other[word]) for word, count in one.items() if word in other)
    return 2 * common / size if size else 0.0
