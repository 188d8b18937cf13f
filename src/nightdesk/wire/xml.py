"""XML without its traps: strict first, mended second, recovered last, and every step after the first is told.

No entity of the document's own is ever expanded by the parser: the DOCTYPE is cut off before it is read, and
the few short entities that one declares are put in by hand, so a bomb has nothing to explode with.
"""

import html.entities
import re
from typing import Any

from lxml import etree

from nightdesk.wire.item import Repair, WireFault

_RULES: dict[str, Any] = {
    "encoding": "utf-8", "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False,
    "huge_tree": False, "remove_comments": True, "remove_pis": True, "remove_blank_text": False, "collect_ids": False,
}  # fmt: skip
_STRICT = etree.XMLParser(**_RULES)  # lxml lets one thread at a time use it
_TOKEN = re.compile(rb"""<!--|"[^"]*"|'[^']*'|[\[\]>]""")
_LONGEST_DOCTYPE = 200_000  # bytes
_ENTITY = re.compile(rb"""<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"&<%]{0,200})"|'([^'&<%]{0,200})')\s*>""")
_NAMED = re.compile(rb"&([A-Za-z_][\w.-]{0,60});")
_LOOSE = re.compile(rb"&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z_][\w.-]{0,60};)")
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF in UTF-8
_ILLEGAL_REF = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|11)|x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));")
_XML_NAMES = {b"lt", b"gt", b"amp", b"quot", b"apos"}
MOST_TAGS = 500_000  # of one document; a tree of more takes more memory than one input may
_MOST_ENTITIES, _MOST_AMPERSANDS = 50_000, 300_000  # each that is put in by hand takes its time and memory


def read_xml(text: str) -> tuple[Any, tuple[Repair, ...]]:
    """Return the root element and the repairs it took. Raises WireFault("xml", …) when there is nothing to read.

    The work is done on UTF-8, for one emoji makes every character of a str four bytes wide.
    """
    if text.count("<") > MOST_TAGS:
        raise WireFault("size", f"This XML has more than {MOST_TAGS:,} tags; no copy needs as many.")
    body = text.lstrip("\ufeff \t\r\n").encode("utf-8", "ignore")
    body, declared = _without_doctype(body)
    if declared is not None:
        body = _named(body, declared)
    try:
        return etree.fromstring(body, _STRICT), ()
    except (etree.XMLSyntaxError, ValueError) as fault:
        return _second_try(body, _reason(fault))


def _second_try(body: bytes, reason: str) -> tuple[Any, tuple[Repair, ...]]:
    """Mend what can be mended without losing a word, then let the parser recover."""
    _count_ampersands(body)
    mended = body.translate(None, _CONTROLS)
    for sequence in _NO_CHARACTERS:
        mended = mended.replace(sequence, b"")
    mended = _LOOSE.sub(b"&amp;", _named(_ILLEGAL_REF.sub(b"", mended), {}))
    if mended != body:
        try:
            root = etree.fromstring(mended, _STRICT)
        except (etree.XMLSyntaxError, ValueError) as fault:
            reason = _reason(fault)
        else:
            return root, (Repair("characters", f"Characters that XML does not allow were mended: {reason}"),)
    try:
        root = etree.fromstring(mended, etree.XMLParser(recover=True, **_RULES))
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise WireFault("xml", f"This is no XML that can be read: {_reason(fault)}") from fault
    if root is None:
        raise WireFault("xml", f"This is no XML that can be read: {reason}")
    return root, (Repair("markup", f"The XML is broken and was recovered; text may be missing: {reason}"),)


def _without_doctype(text: bytes) -> tuple[bytes, dict[bytes, bytes] | None]:
    """Cut the DOCTYPE off and return the short entities it declares; None when there is no DOCTYPE."""
    start = _prolog_end(text)
    if text[start : start + 9].upper() != b"<!DOCTYPE" or (end := _doctype_end(text, start + 9)) < 0:
        return text, None
    declared = {one[1]: one[2] if one[2] is not None else one[3] for one in _ENTITY.finditer(text, start, end)}
    return text[:start] + text[end:], declared


def _prolog_end(text: bytes) -> int:
    """Return where the declaration, the instructions and the comments before the DOCTYPE or the root end."""
    at = 0
    while True:
        while text[at : at + 1].isspace():
            at += 1
        mark = b"?>" if text.startswith(b"<?", at) else b"-->" if text.startswith(b"<!--", at) else b""
        end = text.find(mark, at) if mark else -1
        if end < 0:
            return at
        at = end + len(mark)


def _doctype_end(text: bytes, start: int) -> int:
    """Return where the DOCTYPE ends: the first ``>`` outside quotes, comments and the internal subset, or -1."""
    depth, at, last = 0, start, start + _LONGEST_DOCTYPE
    while found := _TOKEN.search(text, at, last):
        mark, at = found[0], found.end()
        if mark == b"<!--":
            at = text.find(b"-->", at, last) + 3
            if at < 3:
                return -1
        elif mark == b"[":
            depth += 1
        elif mark == b"]":
            depth -= 1
        elif mark == b">" and depth <= 0:
            return at
    return -1


def _named(text: bytes, declared: dict[bytes, bytes]) -> bytes:
    """Put characters in place of named entities; one that nobody knows leaves its name for a reader to see."""
    if b"&" not in text:
        return text
    _count_ampersands(text)
    count = 0

    def put(found: re.Match[bytes]) -> bytes:
        nonlocal count
        name = found[1]
        if name in _XML_NAMES:
            return found[0]
        count += 1
        if count > _MOST_ENTITIES:
            raise WireFault("xml", "There are more entities in this document than any copy needs.")
        character = declared.get(name) or html.entities.html5.get(name.decode("ascii") + ";", "").encode()
        if not character:
            return b"&amp;" + name + b";"
        return character.replace(b"&", b"&amp;").replace(b"<", b"&lt;")

    return _NAMED.sub(put, text)


def _count_ampersands(text: bytes) -> None:
    if text.count(b"&") > _MOST_AMPERSANDS:
        raise WireFault("xml", "There are more ampersands in this document than any copy needs.")


def _reason(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200]
