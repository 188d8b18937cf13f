"""Copy that travels inside copy in base64: unpacked as text, or told that it was left packed."""

import base64
import binascii

from nightdesk.wire.charsets import decode
from nightdesk.wire.draft import Draft
from nightdesk.wire.item import WireFault

_BARE = ("", "none", "7bit", "8bit", "binary", "identity")  # notations that change nothing
_WORDS = ("text/", "html", "xml", "nitf")  # in a MIME type that means words


def is_bare(notation: str) -> bool:
    """Tell whether a notation says that the words stand there as they are."""
    return notation.lower() in _BARE


def unpacked(draft: Draft, text: str, notation: str, mime: str) -> str:
    """Return the words that stand in ``text`` under a notation; empty, and told on the draft, when they cannot be had.

    A picture or a film inside the document has no address that a page could show, so it is left and told.
    """
    if is_bare(notation):
        return text
    if notation.lower() != "base64":
        draft.mend("truncated", f"A part of the document is packed as “{notation[:60]}”, which we cannot unpack.")
    elif mime and not any(word in mime for word in _WORDS):
        draft.mend("truncated", f"A file ({mime[:60]}) stands inside the document; it was left there.")
    else:
        return _from_base64(draft, text)
    return ""


def _from_base64(draft: Draft, text: str) -> str:
    try:
        words, repairs = decode(base64.b64decode("".join(text.split()), validate=True), {})
    except (binascii.Error, ValueError) as fault:
        says = fault.says if isinstance(fault, WireFault) else "it is no base64"
        draft.mend("truncated", f"A part of the document that should be base64 was left: {says}")
        return ""
    draft.repairs.extend(repairs)
    return words.lstrip("\ufeff")
