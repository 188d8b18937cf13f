"""What a speaker quotes in turn: the marks inside the marks, with the inner speaker when the words name one."""

from nightdesk.copydesk.names import PERSON, Names
from nightdesk.copydesk.quotations.assign import claim
from nightdesk.copydesk.quotations.events import events
from nightdesk.copydesk.quotations.marks import Span, inner_spans
from nightdesk.copydesk.quotations.phrases import HUMAN, PRONOUN
from nightdesk.copydesk.quotations.quotation import Place, Quotation
from nightdesk.copydesk.quotations.sentences import masked, sentences
from nightdesk.copydesk.quotations.story import Found
from nightdesk.copydesk.quotations.subjects import Subjects
from nightdesk.copydesk.tokens import Token, tokens


def inner(text: str, one: Found, names: Names) -> tuple[Quotation, ...]:
    """Return the quotations inside one, in order."""
    if not any(mark in one.text for mark in "‘'"):
        return ()
    inside = inner_spans(text, one.span)
    if not inside:
        return ()
    shift = one.span.opens
    words = [Token(t.text, t.low, t.start + shift, t.end + shift) for t in tokens(one.text)]
    made = []
    for sentence in sentences(one.paragraph, text, masked(words, inside), inside, 0):
        subjects = Subjects(sentence, names)
        found = events(sentence, names, subjects)
        for at, number in sentence.quotes.items():
            claimed = claim(sentence, at, "", found, subjects)
            made.append(_made(text, one.paragraph, inside[number], claimed, sentence.items))
    return tuple(made)


def _made(text: str, paragraph: int, span: Span, claimed, items: list[Token]) -> Quotation:  # noqa: ANN001
    place = Place(paragraph, span.opens, span.closes, text[span.opens : span.closes])
    if claimed is None or claimed.phrase is None or claimed.phrase.kind == PRONOUN:
        return Quotation(place, span.start, span.end, confidence=0.2, rule="inside")
    phrase = claimed.phrase
    start, end = items[phrase.first].start, items[phrase.last - 1].end
    is_person = phrase.name is not None and phrase.name.kind == PERSON
    return Quotation(
        place,
        span.start,
        span.end,
        speaker=phrase.name.full if is_person and phrase.name else text[start:end],
        kind=HUMAN if is_person else "phrase",
        mention=Place(paragraph, start, end, text[start:end]),
        confidence=round(claimed.confidence * 0.8, 3),
        rule="inside: " + claimed.rule,
    )
