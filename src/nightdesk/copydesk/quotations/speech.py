"""What stands between quotation marks and is nobody's speech: titles, nicknames, words held with tongs."""

from nightdesk.copydesk.quotations.assign import Claim
from nightdesk.copydesk.quotations.sentences import QUOTED, Sentence
from nightdesk.copydesk.wordlist import listed

_NAMED = listed("""
    titled entitled called named dubbed labeled labelled nicknamed headlined termed branded so-called slogan song
    album book novel memoir film movie series podcast musical poem anthem hymn tune episode documentary essay word
    words phrase moniker acronym billed subtitled
""")
_SMALL = listed("""
    a an the of and in on to for with at from by or but as is my your our vs.
""")


def is_speech(text: str, sentence: Sentence, at: int, claim: Claim | None) -> bool:
    """Say whether a quotation is somebody's words rather than a name for a thing."""
    words = text.split()
    if not any(word[0].isalnum() or word[0] in "$#@…‘'([" for word in words):
        return False
    if at and sentence.items[at - 1].low in ("titled", "entitled", "headlined", "subtitled"):
        return False
    if claim is not None and claim.rule in ("tag behind", "dash", "label"):
        return True
    if _is_example(sentence, at) and (claim is None or not claim.rule.startswith("according")):
        return False
    if claim is not None and (claim.rule == "naming" or (claim.rule == "passive" and len(words) < 5)):
        return False
    if _looks_like_title(text, words, sentence, at):
        return False
    if claim is None or claim.confidence <= 0.6:
        return len(words) > 3 or text.rstrip().endswith(("!", "?", "."))
    return True


_TITLES = listed("headline headlines title titles slogan slogans caption captions hashtag hashtags")
_LISTS = listed(", : such as like and or")


def _is_example(sentence: Sentence, at: int) -> bool:
    """“stories with headlines such as “…” and “…””: what is printed over a thing."""
    place = at - 1
    while (
        place >= 0 and at - place < 9 and (sentence.items[place].text == QUOTED or sentence.items[place].low in _LISTS)
    ):
        place -= 1
    return place >= 0 and sentence.items[place].low in _TITLES


def _looks_like_title(text: str, words: list[str], sentence: Sentence, at: int) -> bool:
    before = sentence.items[at - 1] if at else None
    if before is not None and before.text in (",", ":") and text.rstrip()[-1:] in ".!?":
        return False
    is_named = before is not None and (
        before.low in _NAMED or (before.low == "as" and at > 1 and sentence.items[at - 2].low == "known")
    )
    longer = [word for word in words if word.lower() not in _SMALL]
    is_capital = bool(longer) and all(word[0].isupper() or word[0].isdecimal() for word in longer)
    if is_capital and len(longer) > 1 and text.rstrip()[-1:] not in ".,":
        return True
    if (
        is_named
        and before is not None
        and before.low not in ("called", "labeled", "dubbed", "branded", "words", "phrase", "termed")
    ):
        return True
    follows = sentence.items[at + 1] if at + 1 < len(sentence.items) else None
    is_nickname = before is not None and before.is_capital and follows is not None and follows.is_capital
    return is_nickname and len(words) < 4 and before is not None and before.text != QUOTED
