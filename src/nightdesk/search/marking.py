"""The place in a story that answers, its words marked: made from what the story says now, not from the index. Pure."""

from collections.abc import Sequence

from markupsafe import Markup

from nightdesk.search.words import words

ROOM = 220  # characters of an excerpt


def marked(text: str, stems: frozenset[str], language: str) -> Markup:
    """Return a text with the words of these stems marked."""
    made, done = Markup(""), 0
    for word in words(text, language):
        if word.stem in stems:
            made += Markup("{}<mark>{}</mark>").format(text[done : word.start], text[word.start : word.end])
            done = word.end
    return made + text[done:]


def excerpt(texts: Sequence[str], stems: frozenset[str], language: str) -> Markup:
    """Return the stretch with the first of these words, cut at words; nothing when none of the texts has one."""
    for text in texts:
        at = next((word.start for word in words(text, language) if word.stem in stems), None)
        if at is not None:
            return marked(_cut(text, at), stems, language)
    return Markup("")


def _cut(text: str, at: int) -> str:
    if len(text) <= ROOM:
        return text
    start = max(0, min(at - ROOM // 3, len(text) - ROOM))
    first = text.find(" ", start) + 1 if start else 0
    last = text.rfind(" ", 0, first + ROOM) if first + ROOM < len(text) else len(text)
    words_ = text[first : last if last > at else len(text)]
    return f"{'… ' if first else ''}{words_[: 2 * ROOM]}{' …' if last < len(text) else ''}"
