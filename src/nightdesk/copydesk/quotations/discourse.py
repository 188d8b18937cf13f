"""Who is meant by “he”, “the senator” and a bare surname: what was said of whom in the last few sentences."""

from collections import deque
from dataclasses import dataclass, replace

from nightdesk.copydesk.grammar import DETERMINERS, NUMBERS, POSSESSIVES, PREPOSITIONS, THIRD, is_adverb
from nightdesk.copydesk.names import BODY, NAME, PERSON, Name, Names
from nightdesk.copydesk.names.words import PERSON_NOUNS
from nightdesk.copydesk.quotations.kin import ELDER, YOUNGER, child_or_parent, one_of_kin
from nightdesk.copydesk.quotations.phrases import BODY_KIND, HUMAN, PRONOUN, Phrase
from nightdesk.copydesk.quotations.sentences import Sentence
from nightdesk.copydesk.wordlist import listed

_REMEMBERED = 9  # sentences
SUBJECT, SPEAKER, OTHER = 4.0, 4.5, 0.0
_BY_DISTANCE = (10.0, 9.0, 6.5, 5.0, 4.0, 3.0, 2.0, 1.0, 0.5)
_NEAR, _CLEAR = 1.5, 4.0  # how far a second candidate must stand behind the first for us to be fairly, or quite, sure


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who speaks: as the story introduces them, or in the phrase's own words; how sure, at most 1."""

    speaker: str
    kind: str
    sure: float
    name: Name | None = None


class Discourse:
    """Remembers the last sentences; everything older is forgotten, so that looking back costs nothing."""

    def __init__(self, names: Names) -> None:
        ranked = sorted(names.people, key=lambda name: -len(name.mentions))[:2]
        is_clear = len(ranked) == 1 or (len(ranked) > 1 and len(ranked[0].mentions) >= 2 * len(ranked[1].mentions))
        self.protagonist = ranked[0] if ranked and is_clear else None  # whom the story is about
        self._recent: deque[dict[int, tuple[Name, float]]] = deque([{}], maxlen=_REMEMBERED)
        self._strangers: dict[str, Name] = {}
        self._group = ""  # the last plural or unnamed speaker, for “they”
        self._offices: dict[str, Name] = {}  # the last bearer of each word of a role
        self._body = ""
        self._bodies: deque[Name] = deque(maxlen=12)

    def forget(self) -> None:
        """Forget everybody: what follows is another story."""
        self._recent.clear()
        self._recent.append({})
        self._group = self._body = ""

    def next_sentence(self) -> None:
        self._recent.append({})

    def note(self, name: Name, weight: float) -> None:
        """Remember that this sentence names somebody."""
        if name.kind == BODY:
            self._body = name.full
            if not self._bodies or self._bodies[-1] is not name:
                self._bodies.append(name)
        for role in name.roles:
            for word in _words_of(role):
                self._offices[word] = name
        here = self._recent[-1]
        known = here.get(id(name))
        if known is None or known[1] < weight:
            here[id(name)] = (name, weight)

    def note_body(self, words: str) -> None:
        """Remember a body or a paper without a name, for “it”."""
        self._body = words

    def note_stranger(self, words: str, gender: str) -> None:
        """Remember somebody without a name who is the subject of this sentence: “one woman”, “a senior official”."""
        key = words.lower()
        if key not in self._strangers:
            self._strangers[key] = Name(PERSON, words, gender, roles=[words])
        self.note(self._strangers[key], SUBJECT)

    def note_phrase(self, bearer: Bearer) -> None:
        if bearer.name is None and bearer.speaker:
            self._group = bearer.speaker

    def pronoun(self, low: str, *, but: Name | None = None, told: str = "") -> Bearer:
        """Return whom a pronoun means, by nearness and by what each did in its sentence; never ``but``.

        ``told`` is the noun of a phrase that stands for one (“the candidate”): hardly an aide or a stranger.
        """
        if low in ("they", "them"):
            return Bearer(self._group, "phrase", 0.8) if self._group else Bearer("they", PRONOUN, 0.5)
        if low == "it":
            return Bearer(self._body, BODY_KIND, 0.75) if self._body else Bearer("it", PRONOUN, 0.4)
        if low in ("i", "we", "you"):
            return Bearer(low.upper() if low == "i" else low, PRONOUN, 0.5)
        wanted = THIRD.get(low, low if low in ("m", "f") else "")
        scores: dict[int, tuple[float, Name]] = {}
        for distance, sentence in enumerate(reversed(self._recent)):
            for key, (name, weight) in sentence.items():
                if name is but or not _may_be_person(name) or (wanted and name.gender and name.gender != wanted):
                    continue
                score = _BY_DISTANCE[distance] + weight + (0.25 if name.gender == wanted else -0.25)
                if name.kind == NAME:
                    score -= 3
                holds = any(_holds(role, told) for role in name.roles)
                is_other = name.roles or (told == "president" and name is not self.protagonist)
                if told in _UNIQUE and not holds and is_other:
                    continue  # “the judge” is no teacher
                if told and (_is_staff(name) or name.roles == [name.full]):
                    score -= 6
                if name is self.protagonist:
                    score += 1.0
                if key not in scores or scores[key][0] < score:
                    scores[key] = (score, name)
        if not scores:
            return Bearer(low, PRONOUN, 0.5)
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        best, name = ranked[0]
        lead = best - ranked[1][0] if len(ranked) > 1 else _CLEAR
        sure = 0.98 if lead >= _CLEAR else 0.92 if lead >= _NEAR else 0.85
        return Bearer(name.full, HUMAN, sure if best > 5 else 0.8, name)

    def body(self, head: str) -> Name | None:
        """Return the organisation last named whose name holds the word, for “the center”; for “the group” the last."""
        for name in reversed(self._bodies):
            if head in name.full.lower().split() or head in ("group", "organization", "agency"):
                return name
        return None

    def office(self, head: str) -> Name | None:
        """Return the person last named whose role holds that word, for “the senator”."""
        for sentence in reversed(self._recent):
            for name, _ in sentence.values():
                if name.kind == PERSON and any(_holds(role, head) for role in name.roles):
                    return name
        return self._offices.get(head) or self._offices.get(_SHORT.get(head, "-"))


_UNIQUE = listed("president mayor governor judge attorney prosecutor chairman chairwoman pastor priest bishop doctor")
_STAFF = listed("""
    spokesman spokeswoman spokesperson aide adviser advisor director manager strategist assistant secretary lawyer
""")


def _is_staff(name: Name) -> bool:
    return any(word in _STAFF for role in name.roles for word in role.lower().split())


def _may_be_person(name: Name) -> bool:
    return name.kind == PERSON or (name.kind == NAME and " " in name.full and not name.full.isupper())


_DESCRIBING = listed("""
    democrat republican independent lawmaker senator congressman congresswoman governor president candidate
    nominee mayor judge chairman chairwoman billionaire businessman businesswoman developer mogul rancher veteran
    author professor donor magnate activist official officer tycoon scholar strategist operative pollster economist
    historian columnist physician doctor surgeon pastor priest bishop archbishop friar reverend host commentator
    leader legislator councilman councilwoman freshman incumbent challenger hopeful contender attorney prosecutor
""")  # “the Ohio Republican”: a person named before, told anew
_BY_GENDER = {
    "girl": "f",
    "woman": "f",
    "boy": "m",
    "man": "m",
    "teenager": "",
    "teen": "",
    "mother": "f",
    "father": "m",
}
_KIN = frozenset({"son", "daughter", "father", "mother"})
_SHORT = {
    "senator": "sen.",
    "governor": "gov.",
    "congressman": "rep.",
    "congresswoman": "rep.",
    "representative": "rep.",
    "general": "gen.",
    "sergeant": "sgt.",
    "captain": "capt.",
    "lieutenant": "lt.",
}


def _words_of(role: str) -> list[str]:
    """Return the words by which a role may be told again; a vice president is not “the president”."""
    words = role.lower().replace(",", " ").split()
    return [word for word in words if word != "president"] if "vice" in words else words


def _holds(role: str, head: str) -> bool:
    words = _words_of(role)
    return head in words or _SHORT.get(head, "-") in words


def bearer_of(
    phrase: Phrase, sentence: Sentence, text: str, names: Names, discourse: Discourse, but: Name | None = None
) -> Bearer:
    """Return who is meant by a phrase that can speak; a pronoun never means ``but``."""
    items = sentence.items
    first, last = items[phrase.first], items[phrase.last - 1]
    words = " ".join(text[first.start : last.end].split())
    if phrase.kind == PRONOUN:
        return discourse.pronoun(first.low, but=but or _topic_before(phrase, sentence, names))
    is_pair = any(item.low == "and" for item in items[phrase.first : phrase.last])
    if is_pair and (phrase.name is None or phrase.name.kind == PERSON):
        return Bearer(words, "phrase", 0.95)
    second = items[phrase.first + 1].low if phrase.last - phrase.first > 2 else ""
    is_former = second in ("former", "longtime", "retired", "veteran") and phrase.kind == HUMAN and phrase.name is None
    described = first.low == "the" and (items[phrase.head].low in _DESCRIBING or is_former)
    if described:
        phrase = replace(phrase, kind=HUMAN, name=None)
    if phrase.name is not None and first.low == "the" and second in (*ELDER, *YOUNGER):
        told = one_of_kin(names, phrase.name, is_elder=second in ELDER)
        return Bearer(told.full, told.kind, 0.8 if told is phrase.name else 0.9, told)
    if phrase.name is not None and phrase.kind in (HUMAN, BODY_KIND):
        return Bearer(phrase.name.full, phrase.name.kind, 1.0, phrase.name)
    if phrase.kind == HUMAN and (beside := named_beside(phrase, sentence, names)) is not None:
        return Bearer(beside.full, HUMAN, 0.99, beside)
    head = items[phrase.head].low
    is_kin = first.low == "the" and phrase.last - phrase.first == 2 and head in _KIN
    if is_kin and (relative := child_or_parent(names, is_child=head in ("son", "daughter"))) is not None:
        return Bearer(relative.full, HUMAN, 0.9, relative)
    is_owned = first.low in POSSESSIVES and phrase.kind == HUMAN and phrase.last - phrase.first == 2
    if is_owned and (name := discourse.office(head)) is not None:
        return Bearer(name.full, HUMAN, 0.92, name)  # “his daughter”, introduced before
    if first.low in ("the", "this") and phrase.head == phrase.last - 1:
        name = discourse.office("vice" if second == "vice" else head) if head in PERSON_NOUNS else None
        is_held = name is not None and (second != "former" or any("former" in role.lower() for role in name.roles))
        if phrase.kind == HUMAN and name is not None and is_held:
            return Bearer(name.full, HUMAN, 0.93, name)
        if phrase.kind == HUMAN and (described or head in _BY_GENDER or head.endswith("-year-old")):
            found = discourse.pronoun(_BY_GENDER.get(head, ""), told="" if is_former or head in _BY_GENDER else head)
            if found.name is not None:
                return Bearer(found.speaker, HUMAN, found.sure * 0.93, found.name)
        if phrase.kind == BODY_KIND and (body := discourse.body(head)) is not None:
            return Bearer(body.full, BODY_KIND, 0.95, body)
    is_known = phrase.kind == BODY_KIND or head in PERSON_NOUNS or head in NUMBERS or head.endswith("-year-old")
    return Bearer(words, "phrase", 0.97 if is_known else 0.88)  # “strategy said”: a word that we know no speaker by


def _topic_before(phrase: Phrase, sentence: Sentence, names: Names) -> Name | None:
    """“Marsh, he added, “was in a back room””: he is somebody else."""
    items, at = sentence.items, phrase.first
    if at < 2 or items[at - 1].text != "," or at > 8 or not items[at - 2].is_capital:
        return None
    if items[0].low == "as" and items[1].low == "for":
        return None  # “As for Marsh, he is not worried”
    if items[0].low in ("of", "about", "on", "unlike", "like", "for", "as"):
        return names.at(sentence.paragraph, items[at - 2].start)  # “Of Marsh, he is less generous”
    is_set_apart = phrase.last + 1 < len(items) and items[phrase.last + 1].text == ","
    return names.at(sentence.paragraph, items[at - 2].start) if is_set_apart else None


def _is_person_at(names: Names, sentence: Sentence, at: int) -> bool:
    name = names.at(sentence.paragraph, sentence.items[at].start)
    return name is not None and name.kind == PERSON


def named_beside(phrase: Phrase, sentence: Sentence, names: Names) -> Name | None:
    """“his spokesman, Ben Marsh,”: the name that is set beside an office."""
    items, at = sentence.items, phrase.last
    if at + 1 >= len(items) or items[at].text != ",":
        return None
    end = at + 1
    while (
        end < min(len(items), at + 6)
        and (items[end].is_word or items[end].low == "'s")
        and not _is_person_at(names, sentence, end)
    ):
        if items[end].low in PREPOSITIONS or items[end].low in DETERMINERS or is_adverb(items[end].low):
            return None
        end += 1  # “one voter, Dayton pharmacist Jo Ross,”
    name = names.at(sentence.paragraph, items[end].start) if end < len(items) else None
    if name is None or name.kind != PERSON:
        return None
    while end < len(items) and items[end].is_capital and names.at(sentence.paragraph, items[end].start) is name:
        end += 1
    return name if end >= len(items) or not items[end].is_word or items[end].low in ("of", "from", "who") else None
