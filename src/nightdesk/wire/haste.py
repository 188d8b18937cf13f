"""A cheap look at a document's bytes: does it speak of a kill? Then it is filed before everything that waits. Pure.

Too often true costs nothing: what a story comes to does not depend on the order in which its versions are filed. Feeds
are the exception (of two readings without dates the later stands), so they keep their turn unless they bury an entry.
"""

import re

_MOST_BYTES = 2_000_000
_ORDER = re.compile(
    rb"cancell?ed|stat:cancel|\bKILL\b|\bkill is mandatory|[\"'> ]Kill[\"'< ]|Elimination|takedown is mandatory|"
    rb"STORY WITHDRAWN|withheld|cancel-idref|idref-status|deleted-entry"
)
_WORTH_A_LOOK = (
    b"cancel", b"KILL", b"Kill", b"kill is", b"Elimination", b"takedown is", b"WITHDRAWN", b"withheld", b"idref-status"
)  # fmt: skip
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]|jsonfeed\.org/version")


def is_urgent(raw: bytes) -> bool:
    """Tell whether a document may carry a kill; one in another encoding than ASCII's family is not looked into."""
    head = raw[:_MOST_BYTES]
    if b"deleted-entry" in head:
        return True
    if not any(word in head for word in _WORTH_A_LOOK):
        return False
    return _ORDER.search(head) is not None and _FEED.search(head[:4096]) is None
