"""Read a story's quotations: sentence by sentence, then along the paragraph, then from the paragraph before."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nightdesk.copydesk.grammar import NUMBERS, PREPOSITIONS
from nightdesk.copydesk.names import PERSON, Name, Names
from nightdesk.copydesk.names.signs import gender_of
from nightdesk.copydesk.quotations import labels
from nightdesk.copydesk.quotations.assign import Claim, claim
from nightdesk.copydesk.quotations.discourse import OTHER, SPEAKER, SUBJECT, Bearer, Discourse, bearer_of
from nightdesk.copydesk.quotations.events import Event, events, spoken
from nightdesk.copydesk.quotations.inner import inner
from nightdesk.copydesk.quotations.kin import ELDER, YOUNGER, one_of_kin
from nightdesk.copydesk.quotations.phrases import BODY_KIND, PRONOUN, Phrase
from nightdesk.copydesk.quotations.quotation import Place, Quotation
from nightdesk.copydesk.quotations.sentences import QUOTED, Sentence
from nightdesk.copydesk.quotations.speech import is_speech
from nightdesk.copydesk.quotations.story import Story, prepare
from nightdesk.copydesk.quotations.subjects import Subjects

_MANY = frozenset({"men", "women", "people", "children", "folks", "some", "others", "many"})
_NO_ONE = frozenset({"nobody", "everybody", "everyone", "anybody", "anyone", "audience", "crowd", "public", "jury"})
_ASKS, _ASKED = frozenset({"asked", "pressed", "questioned", "told"}), frozenset({"him", "her"})
_REPLIES = frozenset({"replied", "answered", "responded", "retorted", "countered"})
_OWNER = (-1.0, 1.5)  # “Marsh’s speech”: less than Marsh, but more when the sentence begins with it
_TOPIC = 3.5  # “For Marsh, the choice is simple”: nearly its subject
_ENDS = frozenset({".", "?", "!", "”", QUOTED})  # with one of them a sentence ends; a headline does not
_NEAR = 4  # acts of speech on each side of one, among which its relayer is looked for
_SHORT = 2  # words; less than a sentence, more than a whim


_RANK = re.compile(r"(?:(?:Lt|Col|Sgt|Capt|Maj|Gen|Brig|Cpl|Adm|Cmdr|Pfc)\.? ?)+")
_ITEM = re.compile(r"\s*[A-Z][A-Z’'&-]*(?: [A-Z0-9][A-Z0-9’'&,-]*){1,6}: \S")


@dataclass(frozen=True, slots=True)
class _Voice:
    """A speaker who may go on in the next sentence or paragraph."""

    bearer: Bearer
    mention: Place | None
    cue: Place | None
    sure: float


def read(paragraphs: Sequence[str]) -> tuple[Quotation, ...]:
    """Return every quotation of a story in reading order, with its speaker when one can be told.

    ``paragraphs`` are plain text. Never raises; linear in the text. What stands between marks but is nobody's speech
    is returned too, with ``is_speech`` false.
    """
    story = prepare(paragraphs)
    return _Reading(story).quotations()


class _Reading:
    def __init__(self, story: Story) -> None:
        self.story = story
        self.discourse = Discourse(story.names)
        self.made: list[Quotation | None] = [None] * len(story.quotations)
        self.last: _Voice | None = None  # who spoke last in the paragraph before
        self.earlier: _Voice | None = None  # and who before them, when it was somebody else
        self.voices: list[str] = []  # who spoke last in each paragraph
        self.asker: Name | None = None  # who asked somebody in the sentence before: hardly who replies
        self.waiting: list[tuple[Sentence, int, int]] = []  # quotations of this paragraph without a speaker yet

    def quotations(self) -> tuple[Quotation, ...]:
        for number in range(len(self.story.paragraphs)):
            self._paragraph(number)
        done = [one for one in self.made if one is not None]
        return tuple(labels.add(self.story, done))

    def _paragraph(self, number: int) -> None:
        self.waiting = []
        if _ITEM.match(self.story.paragraphs[number]):
            self.discourse.forget()  # another story begins: “LOTTERY WINNER RETURNS: …”
            self.last = self.earlier = None
        voice: _Voice | None = None
        plain: Sentence | None = None
        for sentence in self.story.sentences[number]:
            self.discourse.next_sentence()
            if sentence.is_all_quoted and plain is not None and (led := self._led_in(plain, voice)) is not None:
                voice = led
            voice = self._sentence(sentence, voice)
            plain = sentence if not sentence.quotes else None
        for sentence, at, quote in self.waiting:
            self._from_afar(sentence, at, quote, voice)
        self.voices.append(voice.bearer.speaker if voice is not None else "")
        if voice is not None:
            if self.last is not None and self.last.bearer.speaker != voice.bearer.speaker:
                self.earlier = self.last
            self.last = voice
        elif self.story.sentences[number] and not any(self._is_spoken(quote) for _, _, quote in self.waiting):
            self.last = self._main_voice(number)

    def _is_spoken(self, quote: int) -> bool:
        made = self.made[quote]
        return made is not None and made.is_speech

    def _led_in(self, plain: Sentence, voice: _Voice | None) -> _Voice | None:
        """“Marsh called on both to rest. “They need it.””: the sentence before leads the quotation in."""
        led = self._voice_of(plain)
        if led is None or (voice is not None and (led.sure < 0.7 or led.bearer.name is None)):
            return None
        return led

    def _main_voice(self, number: int) -> _Voice | None:
        """After a paragraph without a quotation, whoever its last sentence shows speaking or acting."""
        return self._voice_of(self.story.sentences[number][-1])

    def _voice_of(self, sentence: Sentence) -> _Voice | None:
        subjects = Subjects(sentence, self.story.names)
        heard = list(spoken(events(sentence, self.story.names, subjects)))
        phrase, sure = (heard[-1].subject, 0.8) if heard else (subjects.main(), 0.55)
        if phrase is None:
            return None
        bearer = self._bearer(phrase, sentence)
        if bearer.name is not None and bearer.name.kind != PERSON and not heard:
            return None
        return _Voice(bearer, self._place(sentence, phrase.first, phrase.last), None, sure)

    def _sentence(self, sentence: Sentence, voice: _Voice | None) -> _Voice | None:
        names, subjects = self.story.names, Subjects(sentence, self.story.names)
        found = events(sentence, names, subjects) if sentence.quotes else []
        before: int | None = None
        for at, quote in sentence.quotes.items():
            text = self.story.quotations[quote].text
            claimed = claim(sentence, at, text, found, subjects) if len(sentence.items) > len(sentence.quotes) else None
            is_trailed = claimed is not None and voice is not None and self._trails(claimed, at)
            if claimed is not None and claimed.phrase is not None and not is_trailed:
                is_reply = claimed.event is not None and sentence.items[claimed.event.cue].low in _REPLIES
                bearer = self._bearer(claimed.phrase, sentence, self.asker if is_reply else None)
                self._record(sentence, at, quote, claimed, bearer, found, before)
                made = self.made[quote]
                if made is not None and made.is_speech:
                    voice = _Voice(bearer, made.mention, made.cue, made.confidence)
                    if bearer.name is not None:
                        self.discourse.note(bearer.name, SPEAKER)
                    self.discourse.note_phrase(bearer)
                    if bearer.name is None and claimed.phrase.kind == "organisation":
                        self.discourse.note_body(bearer.speaker)
                    before = quote
            elif claimed is not None and claimed.rule == "naming":
                self.made[quote] = replace(self._bare(quote), is_speech=False, confidence=0.3, rule="naming")
            elif voice is not None and (claimed is None or is_trailed):
                self._continue(sentence, at, quote, voice, "same paragraph", min(0.93, voice.sure))
            else:
                self.waiting.append((sentence, at, quote))
        self._note_names(sentence, subjects)
        return voice

    def _trails(self, claimed: Claim, at: int) -> bool:
        """““… to ring for” Marsh.”: a quotation goes on, and the narrator ends its sentence; nobody new speaks."""
        return at == 0 and claimed.event is None and claimed.rule == "subject of the sentence"

    def _note_names(self, sentence: Sentence, subjects: Subjects) -> None:
        main = subjects.main()
        lows = [item.low for item in sentence.items]
        asks = any(low in _ASKS and after in _ASKED for low, after in zip(lows, lows[1:], strict=False))
        self.asker = main.name if asks and main is not None else None
        for at, item in enumerate(sentence.items):
            if item.is_capital and (name := self.story.names.at(sentence.paragraph, item.start)) is not None:
                is_main = main is not None and main.first <= at < main.last and main.name is name
                if is_main and at > 1 and sentence.items[at - 1].low in (*ELDER, *YOUNGER):
                    name = one_of_kin(self.story.names, name, is_elder=sentence.items[at - 1].low in ELDER)
                is_subject = is_main and not (subjects.is_main_guessed and self._is_no_subject(sentence, main))
                is_owner = at + 1 < len(sentence.items) and sentence.items[at + 1].low == "'s"
                told = SPEAKER if is_subject else _OWNER[at < 4] if is_owner else self._standing(sentence, at)
                self.discourse.note(name, SUBJECT if is_subject else told)
        is_headline = sentence.paragraph == 0 and sentence.items[-1].text not in _ENDS
        if main is not None and main.name is None and main.kind == "person" and not is_headline:
            self._note_stranger(sentence, main)
        if main is not None and main.name is None and main.kind == BODY_KIND:
            self.discourse.note_body(self._place(sentence, main.first, main.last).text)
        if main is not None and main.kind == PRONOUN:
            bearer = self.discourse.pronoun(sentence.items[main.first].low)
            if bearer.name is not None:
                self.discourse.note(bearer.name, SUBJECT)

    def _is_no_subject(self, sentence: Sentence, guessed: Phrase | None) -> bool:
        """“…, whose founder gave to Marsh.”: a name behind a preposition does nothing; nor does one in a question."""
        if sentence.items[-1].text == "?" or guessed is None:
            return True
        before = sentence.items[guessed.first - 1] if guessed.first else None
        if before is not None and before.text == QUOTED and guessed.last + 1 == len(sentence.items):
            return True  # ““… to ring for” Marsh.”
        return before is not None and before.low in PREPOSITIONS

    def _standing(self, sentence: Sentence, at: int) -> float:
        """Return what a name that is no subject weighs: much in “according to Marsh”, some in “For Marsh, …”."""
        before = [item.low for item in sentence.items[max(0, at - 4) : at]]
        if "according" in before:
            return SPEAKER
        if before[:2] == ["as", "for"] and at < 4:
            return SPEAKER
        return _TOPIC if before[:1] == ["for"] and at < 4 else OTHER

    def _note_stranger(self, sentence: Sentence, main: Phrase) -> None:
        known = bearer_of(main, sentence, self.story.paragraphs[sentence.paragraph], self.story.names, self.discourse)
        if known.name is not None:
            self.discourse.note(known.name, SUBJECT)
            return
        head = sentence.items[main.head].low
        if (
            sentence.items[main.first].low in ("no", "neither", "every", "each", "any")
            or head in _MANY
            or head in _NO_ONE
            or (head in NUMBERS and head != "one")
            or (head.endswith("s") and head not in ("boss", "actress", "waitress", "witness"))
        ):
            return
        words = self._place(sentence, main.first, main.last).text
        if sentence.items[main.first].low not in ("the", "this") or self.discourse.office(head) is None:
            self.discourse.note_stranger(words, gender_of([], [], [words]))

    def _bearer(self, phrase: Phrase, sentence: Sentence, but: Name | None = None) -> Bearer:
        if phrase.kind == PRONOUN:
            self._note_before(sentence, phrase.first)
        text = self.story.paragraphs[sentence.paragraph]
        return bearer_of(phrase, sentence, text, self.story.names, self.discourse, but)

    def _note_before(self, sentence: Sentence, until: int) -> None:
        """Names in the same sentence before a pronoun: “When Smith arrived, he said”."""
        main = Subjects(sentence, self.story.names).main()
        for at in range(min(until, 40)):
            item = sentence.items[at]
            if item.is_capital and (name := self.story.names.at(sentence.paragraph, item.start)) is not None:
                is_subject = at <= 2 or (main is not None and main.name is name)
                self.discourse.note(name, SUBJECT if is_subject else self._standing(sentence, at))

    def _record(self, sentence: Sentence, at: int, quote: int, claimed: Claim, bearer: Bearer, found: list[Event],
                before: int | None) -> None:  # fmt: skip
        one = self.story.quotations[quote]
        assert claimed.phrase is not None
        sure = claimed.confidence * bearer.sure
        if len(one.text.split()) <= _SHORT:
            sure -= 0.1
        if one.span.is_open and one.continues is None and quote + 1 < len(self.story.quotations):
            sure -= 0.0 if self.story.quotations[quote + 1].continues == quote else 0.1
        event = claimed.event
        self.made[quote] = replace(
            self._bare(quote),
            speaker=bearer.speaker,
            kind=bearer.kind,
            mention=self._place(sentence, claimed.phrase.first, claimed.phrase.last),
            cue=self._place(sentence, event.cue, event.cue_last) if event is not None else None,
            role=_telling(bearer.name.roles) if bearer.name is not None else "",
            via=self._relayer(sentence, claimed, bearer, found),
            is_speech=is_speech(one.text, sentence, at, claimed),
            confidence=round(max(0.05, sure), 3),
            rule=claimed.rule,
            continues=one.continues if one.continues is not None else self._split(one.text, before, sentence),
        )

    def _split(self, text: str, before: int | None, sentence: Sentence) -> int | None:
        if before is None:
            return None
        first = self.story.quotations[before].text.rstrip()
        return before if first.endswith((",", "—", "–", "-", ";")) else None

    def _relayer(self, sentence: Sentence, claimed: Claim, bearer: Bearer, found: list[Event]) -> str:
        """“the White House said Biden told Putin …”: who tells us what the speaker said."""
        event = claimed.event
        if event is None or claimed.phrase is None:
            return ""
        at = bisect_left(found, event.cue, key=lambda one: one.cue)
        for other in found[max(0, at - _NEAR) : at + _NEAR]:
            if other is event or other.subject is None or other.subject is event.subject or not other.is_strong:
                continue
            is_outer = other.cue < claimed.phrase.first <= other.cue + 2 and claimed.rule.startswith("cue before")
            if (is_outer and other.subject.kind) or (other.form == "according" and event.form != "according"):
                told = self._bearer(other.subject, sentence)
                return told.speaker if told.speaker != bearer.speaker else ""
        return ""

    def _from_afar(self, sentence: Sentence, at: int, quote: int, voice: _Voice | None) -> None:
        """A quotation whose sentence names nobody: the paragraph goes on, or the one before does."""
        one = self.story.quotations[quote]
        is_whole = sentence.is_all_quoted
        if one.continues is not None and (first := self.made[one.continues]) is not None:
            self.made[quote] = replace(
                self._bare(quote), speaker=first.speaker, kind=first.kind, mention=first.mention, cue=first.cue,
                role=first.role, via=first.via, is_speech=first.is_speech, confidence=round(first.confidence * 0.99, 3),
                rule="goes on from the paragraph before", continues=one.continues,
            )  # fmt: skip
            self.last = self.last
        elif voice is not None:
            self._continue(
                sentence, at, quote, voice, "told later in the paragraph", voice.sure * (0.9 if is_whole else 0.6)
            )
        elif is_whole and self._alternates(quote) and self.earlier is not None:
            self._continue(sentence, at, quote, self.earlier, "answer", 0.6)
        elif not is_whole and at and sentence.items[at - 1].text == ":" and self.last is not None:
            self._continue(sentence, at, quote, self.last, "colon", self.last.sure * 0.8)
        elif is_whole and self.last is not None:
            self._continue(sentence, at, quote, self.last, "paragraph before", self.last.sure * 0.95)
        else:
            claimed = Claim(None, None, "nobody", 0.1)
            speech = is_speech(one.text, sentence, at, claimed)
            self.made[quote] = replace(self._bare(quote), is_speech=speech, confidence=0.1, rule="nobody")

    def _alternates(self, quote: int) -> bool:
        """In a dialogue (Q, A, Q, A) a paragraph without a tag is the other one’s."""
        if self.earlier is None or self.last is None:
            return False
        if quote > 0 and self.story.quotations[quote - 1].text.rstrip().endswith("?"):
            return True
        one, two = self.last.bearer.speaker, self.earlier.bearer.speaker
        return self.voices[-3:] == [one, two, one] or self.voices[-3:] == [two, one, two, one][-3:]

    def _continue(self, sentence: Sentence, at: int, quote: int, voice: _Voice, rule: str, sure: float) -> None:
        bearer, one = voice.bearer, self.story.quotations[quote]
        claimed = Claim(None, None, rule, sure)
        speech = is_speech(one.text, sentence, at, claimed) and (sentence.is_all_quoted or len(one.text.split()) > 3)
        self.made[quote] = replace(
            self._bare(quote),
            speaker=bearer.speaker,
            kind=bearer.kind,
            mention=voice.mention,
            cue=voice.cue,
            role=_telling(bearer.name.roles) if bearer.name is not None else "",
            is_speech=speech,
            confidence=round(sure if sentence.is_all_quoted else sure * 0.8, 3),
            rule=rule,
            continues=one.continues,
        )

    def _bare(self, quote: int) -> Quotation:
        one = self.story.quotations[quote]
        place = Place(one.paragraph, one.span.opens, one.span.closes, one.text)
        nested = inner(self.story.paragraphs[one.paragraph], one, self.story.names)
        return Quotation(place, one.span.start, one.span.end, inner=nested)

    def _place(self, sentence: Sentence, first: int, last: int) -> Place:
        start, end = sentence.items[first].start, sentence.items[last - 1].end
        return Place(sentence.paragraph, start, end, self.story.paragraphs[sentence.paragraph][start:end])


def _telling(roles: Sequence[str]) -> str:
    """Return the first role; for a mere rank (“Col.”) the one that tells more, when the story has one."""
    if len(roles) > 1 and _RANK.fullmatch(roles[0]):
        return next((role for role in roles if " " in role and not _RANK.fullmatch(role)), roles[0])
    return roles[0] if roles else ""


__all__ = ["Names", "read"]
