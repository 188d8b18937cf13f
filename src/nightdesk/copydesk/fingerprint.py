"""An exact print of a copy's words, to find the same words again under another name."""

import hashlib
import re

from nightdesk.copydesk.copy import Copy

_WORD = re.compile(r"[^\W_]+")


def fingerprint(copy: Copy) -> str:
    """Return a print that two copies share when their bodies have the same words; case and marks do not count."""
    words = " ".join(_WORD.findall(" ".join(block.text for block in copy.blocks).lower()))
    return hashlib.sha256(words.encode()).hexdigest() if words else ""
