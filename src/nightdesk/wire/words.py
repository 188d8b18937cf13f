"""Plain words: what a text field holds once control characters, double escapes and stray spaces are gone."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

UNSHOWN = {"script", "style", "noscript", "template", "head", "svg", "math", "select", "textarea"}  # no words of a body
_SPACES = re.compile(r"[ \t\n\r\f\v]{2,}|[\t\n\r\f\v]")
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|h[1-6]|i|ins|li|p|q|s|small|span|strike|strong|sub|sup|u|ul)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_STRIP = " \t\n\r\f\v"
# Windows punctuation that came through as C1 control characters (&#146; for an apostrophe).
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_MEND = dict.fromkeys((*range(9), *range(14, 32), 127, 65279, 65534, 65535)) | _C1


def sound(text: str) -> str:
    """Return the text without control characters, lone surrogates and double escapes; spaces stay as they are."""
    if "&" in text:
        text = _ESCAPE.sub(_unescape, text)
    if not text.isprintable() and _BROKEN.search(text):
        text = text.encode("utf-8", "ignore").decode("utf-8").translate(_MEND)
    return text


def tidy(text: str | None) -> str:
    """Return one line of plain words: ``sound``, with every run of white space one space; U+00A0 is kept."""
    if not text:
        return ""
    if text.isprintable() and "&" not in text and "  " not in text:
        return text.strip(" ")
    return single_spaced(sound(text).strip(_STRIP))


def single_spaced(text: str) -> str:
    """Return the text with every run of white space one space; U+00A0 is kept."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        return _SPACES.sub(" ", text)
    return text


def said(element: Any) -> str:
    """Return the words of an XML element and all it holds, tidy."""
    if len(element):
        return tidy("".join(element.itertext()))
    return tidy(element.text)


def shown(element: Any) -> str:
    """Return the words of an element of a body as they came, without those of scripts and styles."""
    found: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if event == "end":
            found.append(part.tail if part is not element and part.tail else "")
        elif local(part.tag) in UNSHOWN:
            walk.skip_subtree()
        else:
            found.append(part.text or "")
    return "".join(found)


def lines(text: str) -> Iterator[str]:
    """Yield the paragraphs of plain text, which blank lines part."""
    for part in re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        if words := tidy(part):
            yield words


def untagged(text: str) -> str:
    """Return the words of a line that may carry HTML tags; what is no tag of HTML is left alone."""
    return tidy(_TAG.sub("", text)) if "<" in text else tidy(text)


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """Return an element's name without its namespace, lower case."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _unescape(found: re.Match[str]) -> str:
    return html.unescape(found[0])
