"""Markup that leaked into a line that has none: headline, caption, credit, alternative text."""

import html
import re
from collections.abc import Iterator

from nightdesk.copydesk.markup import Change

LEAKED_TAG = re.compile(
    r"<!--(?:(?!-->)[^<>]){0,200}-->|</?(?:a|abbr|b|big|blockquote|br|center|cite|code|div|em|figcaption|figure|font|"
    r"h[1-6]|hr|i|iframe|img|li|ol|p|"
    r"script|"
    r"small|span|strike|strong|style|sub|sup|table|tbody|td|tr|u|ul)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
LEAKED_REFERENCE = re.compile(
    r"&(?:amp;){0,9}(amp|quot|apos|nbsp|lsquo|rsquo|ldquo|rdquo|ndash|mdash|hellip|eacute|copy|reg|trade|#[0-9]{2,6}|"
    r"#[xX][0-9A-Fa-f]{2,5});"
)
_BREAKING = ("<br", "<p", "</p", "<div", "</div", "<li", "</li", "<hr", "<tr", "<td")


def tags(text: str, language: str) -> Iterator[Change]:
    """Take leaked tags out; where one broke a line, a space stays."""
    if "<" not in text:
        return
    for found in LEAKED_TAG.finditer(text):
        breaks = found[0].lower().startswith(_BREAKING)
        between = found.start() > 0 and found.end() < len(text)
        after = (
            " "
            if breaks and between and not text[found.start() - 1].isspace() and not text[found.end()].isspace()
            else ""
        )
        yield Change(found.start(), found.end(), after, "Markup leaked into the words")


def references(text: str, language: str) -> Iterator[Change]:
    """Read leaked character references; “&lt;” stays, because what it opens might become a tag."""
    if "&" not in text:
        return
    for found in LEAKED_REFERENCE.finditer(text):
        read = html.unescape("&" + found[1] + ";")
        if read != found[0] and read not in "<>" and (read.isprintable() or read == "\u00a0"):
            yield Change(found.start(), found.end(), read, "A character reference leaked into the words")
