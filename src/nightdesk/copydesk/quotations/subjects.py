"""Who does what a verb says: the subject of a cue, looked for over adverbs, appositions and relative clauses."""

from collections.abc import Sequence

from nightdesk.copydesk.grammar import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBORDINATORS,
    is_adverb,
)
from nightdesk.copydesk.names import PERSON, Names
from nightdesk.copydesk.names.words import PERSON_NOUNS, PLACES, TITLES
from nightdesk.copydesk.quotations.cues import ING, PAST, SHAPE, STRENGTH
from nightdesk.copydesk.quotations.phrases import HUMAN, THING, Phrase, is_time, phrase_after, phrase_before
from nightdesk.copydesk.quotations.sentences import QUOTED, Sentence
from nightdesk.copydesk.tokens import Token
from nightdesk.copydesk.wordlist import listed

_PAUSES = frozenset({",", "—", "–", "--", ";", ":", "-"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "when"})
_MOST_SEGMENTS = 7
_OPENERS = listed("""
    asked speaking appearing pressed questioned standing flanked writing responding referring citing noting facing
    joined accompanied reached contacted according still meanwhile however indeed instead nevertheless later
    afterward earlier addressing campaigning introducing testifying echoing calling saying adding arguing
    describing upstairs downstairs outside inside backstage onstage elsewhere nearby privately publicly
""")


class Subjects:
    """Answers about one sentence. Every look is bounded, so a long sentence costs what its length does."""

    def __init__(self, sentence: Sentence, names: Names) -> None:
        self.items: Sequence[Token] = sentence.items
        self.names, self.paragraph = names, sentence.paragraph
        self._main: Phrase | None = None
        self._is_main_known = False
        self.is_main_guessed = False  # no subject was found, only a name somewhere in the sentence

    def before(self, end: int) -> Phrase | None:
        return phrase_before(self.items, end, self.names, self.paragraph) if end >= 0 else None

    def after(self, start: int, *, loose: bool = False) -> Phrase | None:
        return phrase_after(self.items, start, self.names, self.paragraph, loose=loose)

    def of(self, verb: int) -> Phrase | None:
        """Return the subject that stands before a finite verb, or None."""
        found = self._found(verb)
        return found if found is None or found.first < 2 else self._with_place(found)

    def _with_place(self, found: Phrase) -> Phrase:
        """“A dispatcher at the hospital, who …, said”: the subject is whoever the sentence begins with."""
        if self.items[found.first - 1].low not in PREPOSITIONS or (found.name and found.name.kind == PERSON):
            return found
        main = self.main()
        is_near = main is not None and main.kind == HUMAN and main.first <= 1 and 0 < found.first - main.last <= 3
        return main if is_near and main is not None else found

    def _found(self, verb: int) -> Phrase | None:
        at = verb - 1
        for _ in range(_MOST_SEGMENTS):
            at = self._over_helpers(at)
            if at < 0:
                return None
            token = self.items[at]
            if token.low in _RELATIVE or (token.low == "that" and at and self._is_thing_before(at)):
                return self._antecedent(at)
            if token.text in _PAUSES:
                return self._over_aside(at)
            if token.text == ")":
                at = self._over_brackets(at)
                continue
            if token.text == QUOTED or token.low in COORDINATORS or token.low == "to":
                return None
            phrase = self.before(at)
            if phrase is None:
                return None
            leads = phrase.first - 1
            is_free = phrase.kind == THING or leads < 0 or self.items[leads].low not in PREPOSITIONS
            if is_free and (who := self._relative(leads)) >= 0:
                return self._antecedent(who)
            if leads >= 0 and self.items[leads].low in PREPOSITIONS and not self._opens_clause(leads):
                at = leads - 1  # “Smith in a statement said”
                continue
            return phrase
        return None

    def _is_thing_before(self, at: int) -> bool:
        """“a shirt that read”: “that” right before a verb and behind a noun is its subject."""
        token = self.items[at - 1]
        return token.is_word and token.low not in STRENGTH and not is_adverb(token.low)

    def _relative(self, at: int) -> int:
        """Return where “who” stands before in the same stretch: “the aide who advised him said”; else −1."""
        for index in range(at, max(-1, at - 12), -1):
            if self.items[index].text in _PAUSES or self.items[index].text == QUOTED:
                return -1
            if self.items[index].low == "who":
                return index if index and self.items[index - 1].text not in _PAUSES else -1
        return -1

    def _opens_clause(self, at: int) -> bool:
        return self.items[at].low in ("after", "before", "since", "until", "as", "like")

    def _over_helpers(self, at: int) -> int:
        """Step left over auxiliaries, adverbs and times: “has repeatedly”, “on Tuesday night”."""
        least = max(0, at - 14)
        while at >= least:
            token = self.items[at]
            if token.low in AUXILIARIES or is_adverb(token.low):
                at -= 1
            elif is_time(token) or token.low in ("late", "early", "last", "this", "next", "a.m.", "p.m."):
                at -= 1
                if at >= 0 and self.items[at].low in ("on", "in", "at", "during", "over", "by", "until"):
                    at -= 1
            else:
                break
        return at

    def _over_brackets(self, at: int) -> int:
        least = max(0, at - 12)
        while at >= least and self.items[at].text != "(":
            at -= 1
        return at - 1

    def _antecedent(self, at: int) -> Phrase | None:
        at -= 1
        if at >= 0 and self.items[at].text in _PAUSES:
            at -= 1
        if at >= 0 and self.items[at].text == ")":
            at = self._over_brackets(at)
        return self.before(at)

    def _over_aside(self, comma: int) -> Phrase | None:
        """Step left over “, a Republican,” and “, who …,” to the name that they explain."""
        end, inner = comma, comma
        for _ in range(_MOST_SEGMENTS):
            start = self._segment(end)
            if start <= self._dateline():
                start = 0
            if start > end - 1:
                end = start - 1
                if end <= 0:
                    return None
                continue
            whole = self._last_of(start, end)
            is_whole = whole is not None and whole.first == start
            name = whole.name if whole is not None else None
            is_person = is_whole and name is not None and name.kind == PERSON
            explains = is_person and start > 0 and self._explains_aside(start - 1)
            if start > 0 and is_person and not explains:
                return whole  # “his lawyer, Ben Marsh, said”
            if start > 0 and (explains or self._is_aside(start, end) or not (is_whole or self._joins(start, whole))):
                inner, end = end, start - 1
                continue
            opens = start + (start == 0 and self.items[0].low in COORDINATORS)  # “But one aide, who …, said”
            if start == 0 and self._is_opening(opens) and inner != end and self._opening_ends(end):
                return self._last_of(end + 1, inner)
            return self._last_of(start, end)
        return None

    def _explains_aside(self, comma: int) -> bool:
        """“The memo, written under the chairman, Jo Ross, says”: the name belongs to an aside that began before it."""
        start = self._segment(comma)
        if start <= 1:
            return False
        low = self.items[start].low
        return low.endswith(("ed", "ing", "en")) and not self.items[start].is_capital

    def _joins(self, start: int, phrase: Phrase | None) -> bool:
        """“, while challenger Jo Ross,”: a phrase right behind the word that begins its clause."""
        low = self.items[start].low
        return phrase is not None and phrase.first == start + 1 and (low in SUBORDINATORS or low in COORDINATORS)

    def _opening_ends(self, end: int) -> bool:
        """After “On Tuesday,” or “In Ohio,” the next segment holds the subject."""
        last = self.before(end - 1)
        return last is None or last.kind == THING or last.name is None or last.name.kind != PERSON

    def _segment(self, end: int) -> int:
        """Return where the stretch between pauses that ends before ``end`` begins."""
        at = end - 1
        while at >= 0 and not self._is_pause(at):
            at -= 1
        return at + 1

    def _is_pause(self, at: int) -> bool:
        """A hyphen without room around it joins: “A.F.L.-C.I.O.”."""
        item = self.items[at]
        if item.text not in _PAUSES:
            return False
        return item.text != "-" or not at or self.items[at - 1].end < item.start

    def _last_of(self, start: int, end: int) -> Phrase | None:
        at = end - 1
        while at >= start and not self.items[at].is_word:
            at -= 1
        if at < start:
            return None
        return self.before(at)

    def _is_aside(self, start: int, end: int) -> bool:
        token = self.items[start]
        low = token.low
        if low in COORDINATORS or (low in SUBORDINATORS and low not in _RELATIVE and low not in PREPOSITIONS):
            return self._is_verbal(start + 1)  # “when asked”, but not “while challenger Jo Ross”
        if low in _RELATIVE or low in PREPOSITIONS:
            return True
        if token.text[0].isdecimal() or low[:2] in ("d-", "r-", "i-") or low in ("jr.", "sr.", "iii") or is_adverb(low):
            return True
        if (
            low in ("democrat", "republican", "independent")
            and start + 1 < end
            and self.items[start + 1].low in ("of", "from")
        ):
            return True
        if low in PLACES and end - start <= 3:
            return True
        if (
            low in _OPENERS
            or (low in STRENGTH and SHAPE[low] & (ING | PAST))
            or (low.endswith("ing") and not token.is_capital)
        ):
            return True
        if low in DETERMINERS and low not in POSSESSIVES:
            return start > 1
        if low in POSSESSIVES:
            return self._names_stand_before(start)
        if start > 1 and start + 1 < end and self.items[start + 1].low == "'s":  # “Jo Ross, Quill’s adviser, said”
            before = self.names.at(self.paragraph, self.items[start - 2].start)
            return before is not None and before.kind == PERSON and before.full != token.text
        return not token.is_capital and (low in PERSON_NOUNS or low in TITLES or low.endswith("ed"))

    def _is_verbal(self, at: int) -> bool:
        if at >= len(self.items):
            return False
        low = self.items[at].low
        return (
            low.endswith(("ed", "ing")) or (low in STRENGTH and bool(SHAPE[low] & (ING | PAST))) or low in PREPOSITIONS
        )

    def _names_stand_before(self, start: int) -> bool:
        return start > 1 and self.items[start - 2].is_capital

    def _is_opening(self, start: int) -> bool:
        low = self.items[start].low
        if self.items[start].is_capital and self.names.at(self.paragraph, self.items[start].start) is not None:
            return False  # “Manning”
        if low in TITLES and start + 1 < len(self.items) and self.items[start + 1].is_capital:
            return False  # “Acting Mayor”
        return (
            low in PREPOSITIONS or low in SUBORDINATORS or low in _OPENERS or is_adverb(low) or low.endswith("ing")
            or low in COORDINATORS
        )  # fmt: skip

    def main(self) -> Phrase | None:
        """Return the first phrase of the sentence that can speak, openings like “In Ohio,” passed over."""
        if not self._is_main_known:
            self._main, self._is_main_known = self._find_main(), True
        return self._main

    def _find_main(self) -> Phrase | None:
        at = self._dateline()
        while at < len(self.items) and (self.items[at].low in COORDINATORS or not self.items[at].is_word):
            if self.items[at].text == QUOTED:
                break
            at += 1
        for _ in range(4):
            if at < len(self.items) and self._is_opening(at):
                comma = self._comma_after(at)
                if comma < 0:
                    break
                at = comma + 1
        if phrase := self._speaking(at):
            return self._explained(phrase) or phrase
        self.is_main_guessed = True
        return self._first_person(at)

    def _dateline(self) -> int:
        """Return where the words behind “CLEVELAND (MNA) — ” begin."""
        for at in range(min(len(self.items), 14)):
            item = self.items[at]
            if item.text in ("—", "–", "--", "-", "_"):
                return at + 1 if at else 0
            if item.text == ":" and at and all(before.text.isupper() for before in self.items[:at] if before.is_word):
                return at + 1  # “LOTTERY WINNER RETURNS: …”
            if not (item.is_capital or item.text in ",()./:" or item.text[0].isdecimal()):
                return 0
        return 0

    def _speaking(self, at: int) -> Phrase | None:
        phrase = self.after(at)
        return phrase if phrase is not None and phrase.kind != THING else None

    def _explained(self, phrase: Phrase) -> Phrase | None:
        """“Among them was Jo Price, a student”: the name that an apposition behind it explains."""
        if phrase.name is not None or phrase.first < 2 or self.items[phrase.first - 1].text != ",":
            return None
        if phrase.last < len(self.items) and self.items[phrase.last].is_word and self.items[phrase.last].low != "who":
            return None  # “With host Jo Ross, the sheriff said”: it explains nobody
        before = self.before(phrase.first - 2)
        return before if before is not None and before.name is not None and before.name.kind == PERSON else None

    def _comma_after(self, at: int) -> int:
        for index in range(at, min(len(self.items), at + 40)):
            if self.items[index].text == ",":
                return index
            follows = self.items[index + 1] if index + 1 < len(self.items) else None
            is_quoted = self.items[index].text == QUOTED and follows is not None
            if (
                is_quoted
                and follows is not None
                and (follows.is_capital or follows.low in ("he", "she", "the", "they"))
            ):
                return index  # “Calling it “a sham,” Marsh left”: the comma stands inside
        return -1

    def _first_person(self, start: int) -> Phrase | None:
        for at in range(start, min(len(self.items), start + 30)):
            name = self.names.at(self.paragraph, self.items[at].start)
            if name is not None and name.kind == PERSON:
                return self.after(at)
        return None
