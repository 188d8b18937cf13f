"""Which characters the bytes mean: BOM, valid UTF-8, the document's word, the channel's word, then a guess."""

import codecs
import re
from collections.abc import Mapping

from nightdesk.wire.item import Repair, WireFault

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_DECLARED = re.compile(rb"""<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
# What people write, and what they mean by it (the browsers' table, in short).
_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "shift_jis": "cp932", "big5": "big5hkscs", "iso-8859-9": "cp1254", "x-sjis": "cp932", "macintosh": "mac-roman",
    "unicode": "utf-16", "utf8": "utf-8",
}  # fmt: skip
_SHIFTING = ("iso-2022", "hz", "utf-7")  # seven-bit: valid UTF-8 by accident
_TEXT_CODECS = re.compile(r"^(?:utf|cp\d|iso|big5|gb|euc|shift|koi|mac|hz|johab|ptcp|tis|windows|kz)", re.IGNORECASE)
_SAMPLE = 64 * 1024


def decode(raw: bytes, headers: Mapping[str, str]) -> tuple[str, tuple[Repair, ...]]:
    """Return the text of the bytes and what had to be mended. Raises WireFault when no encoding makes sense."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _by_mark(raw[len(mark) :], name)
    if (wide := _wide(raw)) is not None:
        return wide
    declared = _declared(raw)
    if not (declared and declared.startswith(_SHIFTING) and b"\x1b" in raw):
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return text, () if _agrees(declared, raw) else (_wrong(declared, "utf-8"),)
    return _as_said(raw, declared, _in_header(headers))


def _by_mark(raw: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    try:
        return raw.decode(name), ()
    except UnicodeDecodeError:
        said = f"Some bytes are no {name}; they were left out or replaced."
        return raw.decode(name, "replace"), (Repair("encoding", said),)


def _wide(raw: bytes) -> tuple[str, tuple[Repair, ...]] | None:
    """Read UTF-16 without its mark, which shows in the zero bytes round the first character."""
    name = {
        b"<\0": "utf-16-le",
        b"{\0": "utf-16-le",
        b"[\0": "utf-16-le",
        b"\0<": "utf-16-be",
        b"\0{": "utf-16-be",
    }.get(raw[:2])
    if not name:
        return None
    repair = Repair("encoding", f"The text is {name} but does not say so.")
    return raw.decode(name, "replace"), (repair,)


def _as_said(raw: bytes, declared: str, header: str) -> tuple[str, tuple[Repair, ...]]:
    for name in (declared, header):
        if name in ("utf-8", "utf8") and (text := _mostly_utf8(raw)) is not None:
            return text, (Repair("encoding", "A few bytes are no UTF-8; they were read as Windows-1252."),)
        if name and (text := _try(raw, name)) is not None:
            return text, () if name == declared or not declared else (_wrong(declared, name),)
    if (text := _mostly_utf8(raw)) is not None:
        return text, (Repair("encoding", "A few bytes are no UTF-8; they were read as Windows-1252."),)
    return _guess(raw, declared)


def _guess(raw: bytes, declared: str) -> tuple[str, tuple[Repair, ...]]:
    if b"\0" in raw[:_SAMPLE]:
        raise WireFault("encoding", "These bytes are no text in any encoding that we know.")
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], steps=5, chunk_size=512).best()
    name = best.encoding if best else "cp1252"
    text = _try(raw, name) or raw.decode("cp1252", "replace")
    says = (
        f"The encoding is not {declared}; it was taken for {name}."
        if declared
        else f"The encoding is not said; it was taken for {name}."
    )
    return text, (Repair("encoding", says),)


def _try(raw: bytes, name: str) -> str | None:
    name = _MEANT.get(name, name)
    if not _TEXT_CODECS.match(name):
        return None
    try:
        return raw.decode(name)
    except UnicodeDecodeError as fault:
        if name == "cp1252" and fault.reason.startswith("character maps"):
            return raw.decode("latin-1")
        return None
    except (LookupError, ValueError):
        return None


def _mostly_utf8(raw: bytes) -> str | None:
    """Return UTF-8 with a few stray bytes read as Windows-1252, or None when strays are many."""
    replaced = raw.decode("utf-8", "replace")
    strays = replaced.count("\ufffd")
    good = sum(1 for character in replaced[: _SAMPLE * 4] if character > "\x7f" and character != "\ufffd")
    if strays * 4 > good and strays > 3:
        return None
    if not good:
        return None
    return raw.decode("utf-8", "nightdesk.cp1252")


def _stray(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error("nightdesk.cp1252", _stray)


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw[:400])
    return found[1].decode("ascii").lower() if found else ""


def _in_header(headers: Mapping[str, str]) -> str:
    for name, value in headers.items():
        if name.lower() == "content-type" and (found := _HEADER.search(value)):
            return found[1].lower()
    return ""


def _agrees(declared: str, raw: bytes) -> bool:
    return declared in ("", "utf-8", "utf8") or raw.isascii()


def _wrong(declared: str, real: str) -> Repair:
    return Repair("encoding", f"The document says {declared or 'nothing'} but is {real}.")
