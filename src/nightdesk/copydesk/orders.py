"""The words by which an agency withdraws a story when its fields do not say so. Pure.

A story *about* a kill says the same words in its prose: the formulas count where an order stands (labels, notes, the
headline's and the text's beginning), outside quotation marks. A match asks people; it never takes anything down.
"""

import re
from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.quotation import is_quoted, quoted
from nightdesk.wire.item import Item

_LABELS = frozenset({"kill", "bulletin kill", "mandatory kill", "elimination", "withdrawn", "takedown"})
# In capitals, at the beginning of a headline, a line or a note.
_CALL = re.compile(
    r"[\W_]{0,6}(?:(?:EDS|EDITORS|URGENT|BULLETIN|ADVISORY|ATTENTION EDITORS)[\W_]{1,4})?"
    r"(?:KILL(?:[\W_]{1,3}KILL)+|BULLETIN KILL|MANDATORY KILL|KILL (?:IS )?MANDATORY|STORY (?:KILL|WITHDRAWN)|"
    r"WITHDRAWN?[\W_]{1,3}WITHDRAWN?|(?:KILL|WITHDRAWN|TAKEDOWN)(?= ?[-:–—]))"
)
# Sentences that only an agency's desk writes.
_FORMULA = re.compile(
    r"\b(?:(?:a|this|the) )?(?:kill|kill/takedown|takedown|elimination|withdrawal) is mandatory\b|"
    r"\bmake (?:certain|sure) (?:that )?(?:the|this) (?:story|item|photo) is not (?:published|used)\b|"
    r"\bstory withdrawn\b|\bkill the (?:entire )?(?:story|item) (?:slugged|headlined|about|from)\b|"
    r"\b(?:please )?(?:kill|withdraw|take down) (?:the )?(?:story |item )?(?:slugged|headlined|BC-)|"
    r"\b(?:has|have|is|are) (?:been )?withdraw(?:n|ing) (?:the|its|this|our) (?:story|item|report)\b",
    re.IGNORECASE,
)
_FIRST_BLOCKS = 4
_BEGINNING = 400  # characters of a block in which a formula is an order


def kill_words(item: Item, copy: Copy) -> str:
    """Return the words of a kill that an item carries without saying so in its fields; "" when there are none."""
    for label in (*item.labels, *copy.labels):
        if label.casefold() in _LABELS:
            return label
    for text in _calls(item, copy):
        if found := _CALL.match(text):
            return found[0].strip()
    for text in _orders(item, copy):
        spans = quoted(text)
        for found in _FORMULA.finditer(text):
            if not is_quoted(spans, found.start(), found.end()):
                return found[0]
    return ""


def _notes(item: Item, copy: Copy) -> Iterator[str]:
    yield from copy.private_notes
    yield from (note.words for note in item.notes if note.private)
    yield item.usage


def _calls(item: Item, copy: Copy) -> Iterator[str]:
    yield from (item.headline, copy.headline, item.slugline)
    yield from (block.text for block in item.blocks[:_FIRST_BLOCKS])
    yield from _notes(item, copy)


def _orders(item: Item, copy: Copy) -> Iterator[str]:
    yield from _notes(item, copy)
    yield from (item.headline, copy.headline)
    yield from (block.text[:_BEGINNING] for block in item.blocks[:_FIRST_BLOCKS])
