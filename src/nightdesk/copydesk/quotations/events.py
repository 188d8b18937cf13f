"""The acts of speech in a sentence: each cue with the phrase that is its subject."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nightdesk.copydesk.grammar import DETERMINERS, FUNCTION, POSSESSIVES, PREPOSITIONS, is_adverb
from nightdesk.copydesk.names import PERSON, Names
from nightdesk.copydesk.names.words import BODY_NOUNS, PERSON_NOUNS
from nightdesk.copydesk.quotations.cues import BASE, HEARERS, ING, NAMING, PAST, SAID, SHAPE, STRENGTH, STRONG, THIRD
from nightdesk.copydesk.quotations.phrases import THING, Phrase, is_time
from nightdesk.copydesk.quotations.sentences import QUOTED, Sentence
from nightdesk.copydesk.quotations.subjects import Subjects
from nightdesk.copydesk.wordlist import listed

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "get", "gets", "got"})
_FINITE = listed("""
    is are was were has had will would could should can may might did does do
""")
_HELPERS = listed("""
    to will would can could may might must should did does do not n't they we i you who let 'll 'd people
""")
_HEAR = listed("""
    heard overheard seen recorded caught filmed quoted cited remembered shown
""")
_ADJECTIVES = listed("""
    new other same latest own public recent early late final full such more most joint
""")


@dataclass(frozen=True, slots=True)
class Event:
    """A cue at ``items[cue]``, up to ``cue_last`` (exclusive), and who is its subject (None: nobody is named).

    ``form``: "said" (subject before), "inverted" (after), "gerund", "according", "passive", "naming".
    """

    cue: int
    cue_last: int
    subject: Phrase | None
    form: str
    is_strong: bool
    is_told_to: bool = False  # an infinitive: somebody is to do it


def events(sentence: Sentence, names: Names, subjects: Subjects) -> list[Event]:
    """Return the acts of speech in order of their cues."""
    found: list[Event] = []
    items = sentence.items
    for at, token in enumerate(items):
        if token.low in STRENGTH and (at == 0 or not token.is_capital):
            event = _Cue(sentence, subjects, found, at).event()
            if event is not None:
                found.append(event)
        elif token.low == "according" and at + 1 < len(items) and items[at + 1].low == "to":
            if (subject := subjects.after(at + 2)) is not None:
                found.append(Event(at, at + 2, subject, "according", True))
        elif token.low in _ACCOUNTS and (subject := _own_words(sentence, subjects, at)) is not None:
            found.append(Event(at, at + 1, subject, "according", True))
        elif token.low in ("per", "via") and at + 1 < len(items):
            subject = subjects.after(at + 1)
            if subject is not None and subject.kind not in (THING, "name"):
                found.append(Event(at, at + 1, subject, "according", False))
    return found


_ACCOUNTS = frozenset(
    {"words", "telling", "view", "opinion", "account", "estimation", "judgment", "mind", "assessment"}
)


def _own_words(sentence: Sentence, subjects: Subjects, at: int) -> Phrase | None:
    """“In his words”, “in Marsh’s telling”, “in the words of Marsh”."""
    items = sentence.items
    if at + 1 < len(items) and items[at + 1].low == "of" and items[at - 1].low == "the":
        return subjects.after(at + 2)
    if at > 1 and items[at - 1].low in ("his", "her", "their") and items[at - 2].low in ("in", "by"):
        return Phrase(at - 1, at, at - 1, "pronoun")
    if at > 1 and items[at - 1].low == "'s":
        return subjects.before(at - 2)
    return None


_SIGNS = listed("""
    sign signs banner banners shirt shirts t-shirt t-shirts placard placards poster posters billboard billboards
    sticker stickers hat hats cap caps button buttons flag flags plaque inscription graffiti tattoo mug
""")  # whatever they say, nobody says it


class _Cue:
    def __init__(self, sentence: Sentence, subjects: Subjects, before: list[Event], at: int) -> None:
        self.items, self.subjects, self.earlier, self.at = sentence.items, subjects, before, at
        self.low = self.items[at].low
        self.shape = SHAPE[self.low]
        self.is_strong = STRENGTH[self.low] == STRONG

    def event(self) -> Event | None:
        if self._is_noun():
            return None
        if self.low in ("quoted", "quotes", "quoting", "cited") and (told := self._quoted_as()) is not None:
            return told
        if not self.shape & (PAST | THIRD | ING) and not self._has_helper():
            return None
        if self._is_passive():
            return self._passive()
        if (inverted := self._inverted()) is not None:
            return inverted
        if self.shape & ING and not self.shape & (PAST | THIRD):
            return self._gerund()
        subject = self.subjects.of(self.at)
        if subject is None or (subject.kind == THING and self.earlier and not self._is_own(subject)):
            return self._shared()
        if self.items[subject.head].low in _SIGNS and self.items[subject.head].text.islower():
            return Event(self.at, self.at + 1, replace(subject, kind=THING), "naming", False)
        if subject.kind == THING and self.low in SAID and subject.head < len(self.items):
            head = self.items[subject.head]
            if (
                head.text[0].islower()
                and head.low not in FUNCTION
                and not head.low.endswith("ing")
                and not is_time(head)
            ):
                subject = replace(subject, kind="person")  # whatever “said” it can speak
        form = "naming" if subject.kind == THING and self.low in NAMING else "said"
        return Event(self.at, self.at + 1, subject, form, self.is_strong, self.items[self.at - 1].low == "to")

    def _quoted_as(self) -> Event | None:
        """“it quoted him as saying”: the speaker is the object."""
        items, last = self.items, min(len(self.items), self.at + 10)
        for at in range(self.at + 2, last):
            if items[at].low == "as" and at + 1 < len(items) and items[at + 1].low in ("saying", "telling", "having"):
                low = items[self.at + 1].low
                if low in ("him", "her", "them"):
                    return Event(at + 1, at + 2, Phrase(self.at + 1, self.at + 2, self.at + 1, "pronoun"), "said", True)
                subject = self.subjects.after(self.at + 1)
                return Event(at + 1, at + 2, subject, "said", True) if subject is not None else None
        return None

    def _is_own(self, subject: Phrase) -> bool:
        return subject.last >= self.at - 3

    def _before(self) -> int:
        at = self.at - 1
        while at >= 0 and is_adverb(self.items[at].low) and self.at - at < 4:
            at -= 1
        return at

    def _is_noun(self) -> bool:
        if self.low in SAID:
            return False
        at = self._before()
        if at < 0:
            return not (self.shape & (PAST | ING))
        low = self.items[at].low
        if (
            low in DETERMINERS
            or low in POSSESSIVES
            or low in _ADJECTIVES
            or low in BODY_NOUNS
            and self.low in BODY_NOUNS
        ):
            return not (low in ("that", "some", "others", "this", "each", "all", "another", "it") and self.shape & PAST)
        if low == "'s":
            return not self.shape & (PAST | ING)
        if self.shape & ING or low in ("to", "not"):
            return False
        if low in PREPOSITIONS:
            return low not in ("on", "off", "up", "down", "out", "over", "in", "by") or self.low in BODY_NOUNS
        if self.shape & BASE and not self.shape & (PAST | THIRD) and self.low in BODY_NOUNS | PERSON_NOUNS:
            return low not in ("to", "will", "would", "did", "not", "they", "we", "i", "you", "can", "could", "might")
        return False

    def _has_helper(self) -> bool:
        """A bare form (“close”, “order”) is a verb behind “to”, “would”, “they” or a plural."""
        at = self._before()
        low = self.items[at].low if at >= 0 else ""
        return low in _HELPERS or (low.endswith("s") and low != "'s" and self.items[at].is_word)

    def _is_passive(self) -> bool:
        if not self.shape & PAST:
            return False
        at = self._before()
        if at < 0 or self.items[at].low not in _BE:
            return False
        return not (self.items[at].low == "'s" and self.low in SAID and at > 0 and self.items[at - 1].is_capital)

    def _passive(self) -> Event | None:
        """“was called … by Smith”; “was quoted as saying” has its speaker in front."""
        items = self.items
        if self.low in _HEAR:
            subject = self.subjects.of(self.at)
            return Event(self.at, self.at + 1, subject, "said", self.is_strong) if subject else None
        for at in range(self.at + 1, min(len(items), self.at + 16)):
            if items[at].low == "by" and (subject := self.subjects.after(at + 1)) is not None and subject.kind != THING:
                return Event(self.at, self.at + 1, subject, "passive", self.is_strong)
        return Event(self.at, self.at + 1, None, "passive", self.is_strong)

    def _inverted(self) -> Event | None:
        """“…,” said Smith. Only behind a quotation or a comma, or as the first word of a sentence."""
        if not self.is_strong or not self.shape & (PAST | THIRD) or (self.low in HEARERS and self.low != "asked"):
            return None
        at = self._before()
        if at >= 0 and self.items[at].text not in (QUOTED, ",", "—", "–", "--", "-", ";"):
            return None
        if at >= 0 and self.items[at].text != QUOTED:
            if not at or (self.low not in SAID and not self._is_set_apart()):
                return None
            before = self.subjects.of(self.at)  # “Smith, a Democrat, said the mayor”
            if before is not None and before.kind != THING and not (self._is_set_apart() or self._is_tail(before)):
                return None
        subject = self.subjects.after(self.at + 1, loose=True)
        if subject is not None and subject.kind == THING and self._is_somebody(subject):
            subject = replace(subject, kind="person")
        if subject is None or subject.kind == THING:
            return None
        follows = self.items[subject.last].low if subject.last < len(self.items) else ""
        if follows in _FINITE or (follows == "to" and subject.kind == "pronoun"):
            return None  # “on “This Week,” said Rourke was …”
        return Event(self.at, self.at + 1, subject, "inverted", True)

    def _is_set_apart(self) -> bool:
        """“The fan, tweeted spokesman Jo Ross, “will …””: verb and name stand between two commas."""
        subject = self.subjects.after(self.at + 1, loose=True)
        if subject is None or subject.name is None or subject.name.kind != PERSON or subject.last >= len(self.items):
            return False
        return self.items[subject.last].text == "," and self.at < 10

    def _is_somebody(self, subject: Phrase) -> bool:
        """““…,” said one Smith confidante.”: whatever the word means, it can speak."""
        head, opens = self.items[subject.head], self.items[subject.first].low in ("a", "an", "one", "another")
        is_noun = (
            head.text[0].islower() and head.low not in FUNCTION and not head.low.endswith("ing") and not is_time(head)
        )
        ends = subject.last >= len(self.items) or self.items[subject.last].text in (".", ",")
        return self.low in SAID and opens and is_noun and ends

    def _is_tail(self, before: Phrase) -> bool:
        """““It is a challenge” for Smith, said Jones.”: verb and name end the sentence behind a mere object."""
        is_object = before.first > 0 and self.items[before.first - 1].low in PREPOSITIONS
        subject = self.subjects.after(self.at + 1, loose=True) if is_object else None
        if subject is None or subject.name is None or subject.name.kind != PERSON:
            return False
        return subject.last >= len(self.items) or self.items[subject.last].text in (".", ",")

    def _accompanying(self, at: int) -> Phrase | None:
        """“…, with the president accusing them of “…””: whoever stands behind “with”."""
        who = self.subjects.before(at)
        if who is None or who.kind == THING or who.first < 2 or self.items[who.first - 1].low != "with":
            return None
        return who if self.items[who.first - 2].text == "," else None

    def _gerund(self) -> Event | None:
        at = self._before()
        if self.low == "reading" and at >= 0 and self.items[at].is_word and not self.items[at].is_capital:
            thing = self.subjects.before(at)  # “signs reading “…””
            if thing is None:
                return None
            is_sign = self.items[thing.head].low in _SIGNS
            return Event(self.at, self.at + 1, replace(thing, kind=THING) if is_sign else thing, "naming", False)
        if at > 0 and self.items[at].is_word and (who := self._accompanying(at)) is not None:
            return Event(self.at, self.at + 1, who, "said", self.is_strong)
        if at >= 0 and self.items[at].low in _BE:
            subject = self.subjects.of(self.at)
            return Event(self.at, self.at + 1, subject, "said", self.is_strong) if subject else self._shared()
        return self._shared()

    def _doer(self) -> Phrase | None:
        """“(recalled that) Marsh pounded the table and told them”: the subject of the verb that “and” joins it to."""
        if not self.shape & PAST or self.items[self.at - 1].low != "and":
            return None
        least = max(self.earlier[-1].cue + 1 if self.earlier else 1, self.at - 9)
        for at in range(self.at - 2, least, -1):
            if self.items[at].text in (",", QUOTED):
                return None
            if self.items[at].low.endswith("ed") and not self.items[at].is_capital:
                who = self.subjects.before(at - 1)
                is_one = who is not None and who.kind in ("person", "pronoun") and who.first >= least
                return who if is_one else None
        return None

    def _shared(self) -> Event | None:
        """A verb without a subject of its own takes that of the verb before it, or the sentence's."""
        if (doer := self._doer()) is not None:
            return Event(self.at, self.at + 1, doer, "said", self.is_strong)
        heard = [
            e for e in self.earlier if e.subject is not None and e.subject.kind and e.form not in ("passive", "naming")
        ]
        if self.shape & ING and heard and self.at and self.items[self.at - 1].text in (",", "—", "–", "--"):
            heard = heard[:1]  # “Smith said that Jones argued …, calling it”: Smith calls
        for event in reversed(heard):
            if event.subject is not None:
                return Event(self.at, self.at + 1, event.subject, "gerund", self.is_strong)
        subject = self.subjects.main()
        return Event(self.at, self.at + 1, subject, "gerund", self.is_strong) if subject is not None else None


def spoken(found: list[Event]) -> Iterator[Event]:
    """Yield those with somebody who can speak."""
    return (event for event in found if event.subject is not None and event.subject.kind != THING)
