"""Who said what, for readers: the key quotation of each speaker, and two accounts of one event side by side. Pure.

Only quotations that the reader of quotations is sure enough of to be shown; only whole statements; only speakers who
have a name or can be named ("a Karesian spokesman"). What is left out costs little, what is wrong costs trust.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nightdesk.copydesk import quotations
from nightdesk.copydesk.quotations import Quotation

MOST = 4
FEWEST_WORDS, MOST_WORDS = 6, 45
NEAR = 3  # paragraphs between two accounts of one event

_STATEMENT = re.compile(r"[“\"«„][A-Z0-9][^”\"»]{20,}")
_WHOLE = re.compile(r"[“\"«„(\[]?[A-Z0-9].*[.,!?…]$", re.DOTALL)
_OWNED = re.compile(r"(?:its|his|her|their|our|my|your|whose)\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:he|she|they|it|we|i|you|who|this|that|these|those|one|some|others|many)\b", re.IGNORECASE)
_WORDLESS = re.compile(  # who somebody is to others, or that it is somebody at all: no role to show alone
    r"(?:man|woman|boy|girl|lady|person|child|kid|mother|father|mom|dad|parent|son|daughter|brother|sister|wife"
    r"|husband|widow|widower|uncle|aunt|grand\w+|cousin|nephew|niece|twin|friend|fellow|guy)"
)
_BODY = re.compile(r"the ([a-z]+(?: [a-z]+)?)")  # “the ministry”: of whom is told further up
_OWNER = r"(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}[’']s (?:[a-z-]+ )?|\bthe [A-Z][\w-]+ (?:foreign |defen[cs]e )?)"
_MANY = re.compile(r"\w+[^s]s")  # “plaintiffs”: one of many, which is no role to show
_ACCOUNT = re.compile(
    r"\b(?:said|says|wrote)(?: [^“”\"]{0,40}?)? in (?:its|his|her|their|a|the) (?:own )?(?:written )?"
    r"(?:account|version|readout|summary|statement)\b"
    r"|\b(?:its|his|her|their|the [A-Z]\w+) (?:account|version|readout|summary|statement) (?:said|says|read)\b"
)
_OF_ONE_EVENT = re.compile(r"\b(?:account|version|readout|summary)\b")  # a statement may be of anything
_OTHERWISE = re.compile(
    r"\b(?:gave|put|told|offered|has|had) (?:a |an |another )?(?:very |quite |entirely )?different\b"
    r"|\b(?:disput|contradict|reject)(?:s|es|ed) (?:(?:that|this|it)(?! \w)"
    r"|(?:the|that|his|her|their) (?:account|claim|version|allegation|accusation|charge)s?)\b"
    r"|\bdenie[sd] (?:(?:that|this|it)(?! \w)|(?:the|that) (?:account|claim|allegation|accusation|charge)s?)\b"
    r"|\b(?:another account|other version)\b"
)
_WHOSE = re.compile(
    r"((?:The )?[A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}?) "
    r"(?:gave|put|told|described|offered|released|issued|saw|disputed|denied|rejected|countered|had|said)\b"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and one whole statement: the characters ``start``..``end`` of a paragraph, marks included."""

    speaker: str
    words: str  # as they stand between the marks, without a last comma
    paragraph: int
    start: int
    end: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Voices:
    """``accounts`` are none, or two of one event; ``voices`` are the other speakers, in order of appearance."""

    voices: tuple[Voice, ...] = ()
    accounts: tuple[Voice, ...] = ()


def read(paragraphs: Sequence[str]) -> Voices:
    """Return who said what in a story; nothing when fewer than two can be told apart. Never raises."""
    if sum(len(_STATEMENT.findall(text)) for text in paragraphs) < 2:
        return Voices()  # most stories: nothing more is read of them
    said = quotations.read(paragraphs)
    broken = {at for at, one in enumerate(said) if _goes_on(at, one, said)}
    found = [(one, voice) for at, one in enumerate(said) if at not in broken and (voice := _voice(one, paragraphs))]
    accounts = _accounts(found, paragraphs)
    best: dict[str, Voice] = {}
    for _, voice in found:
        if voice.speaker not in best or _weight(voice) > _weight(best[voice.speaker]):
            best[voice.speaker] = voice
    taken = {account.speaker for account in accounts}
    others = [voice for voice in best.values() if voice.speaker not in taken][:MOST]
    if len(others) + len(accounts) < 2:
        return Voices()
    return Voices(tuple(sorted(others, key=lambda one: (one.paragraph, one.start))), accounts)


def _goes_on(at: int, one: Quotation, said: Sequence[Quotation]) -> bool:
    """“I am the only man,” he said, “who was praying”: half a sentence is no statement."""
    later = said[at + 1] if at + 1 < len(said) else None
    return later is not None and later.paragraph == one.paragraph and later.text.strip()[:1].islower()


def _voice(one: Quotation, paragraphs: Sequence[str]) -> Voice | None:
    """Return a quotation as it may be shown, or None."""
    words = one.text.strip()
    if not one.is_shown or one.via or one.continues is not None or not _WHOLE.match(words):
        return None
    if not FEWEST_WORDS <= len(words.split()) <= MOST_WORDS:
        return None
    speaker = _speaker(one, paragraphs)
    if not speaker:
        return None
    return Voice(speaker, words.removesuffix(","), one.paragraph, one.start, one.end, _role(one, speaker))


def _speaker(one: Quotation, paragraphs: Sequence[str]) -> str:
    """Return a name; for "its statement" whose it is, when the paragraph begins with them; else nothing."""
    if one.kind not in ("person", "organisation", "phrase"):
        return ""
    if one.kind == "person" and " " not in one.speaker and not _role(one, one.speaker):
        return ""  # a first name alone, or a word that only looked like a name
    if _OWNED.match(one.speaker):
        found = _WHOSE.match(paragraphs[one.paragraph])
        return found[1] if found and found.end() <= one.start else ""
    if _NOBODY.match(one.speaker):
        return ""
    if one.kind != "person" and (body := _BODY.fullmatch(one.speaker)) is not None:
        return _in_full(body[1], one, paragraphs)
    spoken = one.speaker
    if one.mention is not None and one.mention.text.casefold() == f"the {spoken}".casefold():
        spoken = one.mention.text
    elif one.mention is not None and one.kind == "organisation":
        before = paragraphs[one.mention.paragraph][: one.mention.start].casefold()
        spoken = f"the {spoken}" if before.endswith("the ") else spoken
    return spoken[:1].upper() + spoken[1:]


def _in_full(noun: str, one: Quotation, paragraphs: Sequence[str]) -> str:
    """Return “Karesia’s foreign ministry” for “the ministry” where the story has named one such, nothing for two."""
    before = (*paragraphs[: one.paragraph], paragraphs[one.paragraph][: one.start])
    whole = re.compile(rf"{_OWNER}{noun}\b")
    named = {found[0] for text in before for found in whole.finditer(text)}
    if len(named) > 1:
        return ""
    name = named.pop() if named else f"The {noun}"
    return name[:1].upper() + name[1:]


def _role(one: Quotation, speaker: str) -> str:
    role = re.sub(r"^(?:the|a|an) ", "", one.role, flags=re.IGNORECASE)
    if not role or _OWNED.match(role) or role.casefold() in speaker.casefold():
        return ""
    if _MANY.fullmatch(role) or _WORDLESS.fullmatch(role):
        return ""
    return role[:1].upper() + role[1:]


def _weight(voice: Voice) -> tuple[int, int]:
    """A fuller statement says more; of two that are full enough the first stands for its speaker."""
    return min(len(voice.words.split()), 14), -voice.paragraph


def _accounts(found: Sequence[tuple[Quotation, Voice]], paragraphs: Sequence[str]) -> tuple[Voice, ...]:
    """Return the first two statements by different speakers that the copy itself sets against each other."""
    for (_, first), (_, second) in _pairs(found):
        both = _apart(first, second, paragraphs)
        if all(map(_ACCOUNT.search, both)) and any(map(_OF_ONE_EVENT.search, both)):
            return first, second
        is_answer = second.paragraph - first.paragraph <= 1
        if is_answer and _OTHERWISE.search(both[1]) and not _OTHERWISE.search(both[0]):
            return first, second
    return ()


def _pairs(
    found: Sequence[tuple[Quotation, Voice]],
) -> Iterator[tuple[tuple[Quotation, Voice], tuple[Quotation, Voice]]]:
    """Yield each statement with the next one by somebody else, when it stands near enough."""
    for at, first in enumerate(found):
        for second in found[at + 1 :]:
            if second[1].speaker != first[1].speaker:
                if second[1].paragraph - first[1].paragraph <= NEAR:
                    yield first, second
                break


def _apart(first: Voice, second: Voice, paragraphs: Sequence[str]) -> tuple[str, str]:
    """Return what the copy says of each of two statements; of one paragraph, what stands up to and behind the first."""
    if first.paragraph != second.paragraph:
        return _outside(first, paragraphs), _outside(second, paragraphs)
    text = paragraphs[first.paragraph]
    return _unquoted(f"{text[: first.start]}“”"), _unquoted(f"{text[first.end : second.start]}“”{text[second.end :]}")


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", "“”", text)


def _outside(voice: Voice, paragraphs: Sequence[str]) -> str:
    """Return the words of a paragraph outside this statement: what the copy says of it, in the copy's own voice."""
    text = paragraphs[voice.paragraph]
    return _unquoted(f"{text[: voice.start]}“”{text[voice.end :]}")
