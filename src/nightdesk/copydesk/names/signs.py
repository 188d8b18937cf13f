"""The signs by which a run of capital words is a person, a place or a body; and where its titles end."""

from collections.abc import Mapping, Sequence

from nightdesk.copydesk.grammar import POSSESSIVES
from nightdesk.copydesk.names.name import BODY, NAME, PERSON, PLACE
from nightdesk.copydesk.names.runs import Run
from nightdesk.copydesk.names.words import (
    BODIES,
    COUNTING,
    COURTESY,
    FEMALE,
    MALE,
    NATIONAL,
    PERSON_NOUNS,
    PLACES,
    TITLES,
    TWO_WORD_PLACES,
)
from nightdesk.copydesk.tokens import Token
from nightdesk.copydesk.wordlist import listed

_SPEECH = listed("""
    said says told added tweeted wrote argued asked replied testified insisted joked recalled insists argues
    warned warns claimed claims believes thinks tweets writes vowed pledged urged accused slammed denied
""")
_PLACE_BEFORE = frozenset({"in", "at", "near", "outside", "across", "from", "to", "into", "toward", "throughout"})
_OFFICES = listed("""
    sen. rep. gov. gen. president sheriff mayor senator governor chairman chairwoman secretary director
    commissioner councilman councilwoman councilmember superintendent attorney treasurer prosecutor speaker
    spokesman spokeswoman minister ambassador congressman congresswoman representative judge justice chief coach
    detective pastor supervisor administrator trustee lt. sgt. capt. col. leader judge justice chief coach
    detective trooper pastor chancellor comptroller auditor assemblyman assemblywoman alderman democrat republican
""")  # inside a run they end a title: “Lee County Sheriff Carmine Marchetti”
_WOMEN = (
    "woman",
    "actress",
    "mother",
    "wife",
    "daughter",
    "sister",
    "queen",
    "princess",
    "widow",
    "grandmother",
    "lady",
)
_MEN = ("man", "father", "husband", "son", "brother", "king", "prince", "widower", "grandfather", "businessman")
_NO_FIRST = listed("""
    new old great big high super black red blue green first second third north south east west fort mount lake
    saint port cape grand air medal social main upper lower good bad happy dear american national federal central
    general public royal holy world civil human gross internal affordable make build save
""")
_NO_LAST = listed("""
    united pond creek street avenue road park river lake hall county bridge valley beach island islands hills
    springs falls city town airport day week month year act bill war cup bowl award prize line plan deal amendment
    constitution tower center pact treaty accord agreement games series world states nation nations coast bay sea
    ocean mountain mountains canyon desert drive boulevard lane highway interstate route square plaza mall stadium
    arena field garden gardens library museum theater building room mansion convention rights code law rule order
    report reform initiative program project test show live effect syndrome disease virus summit primary caucuses
    caucus debate election wall swamp press times english spanish
""")
_NOT_ALONE = listed("""
    white first former national general press house senate head lead state justice defense interior health
    homeland foreign security campaign minority majority conservative liberal independent executive police
""")


def is_initial(token: Token) -> bool:
    return len(token.text) <= 4 and token.text.endswith(".") and token.text[0].isupper() and token.low not in COURTESY


def split_title(run: Run, line: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return the titles in front of a name, and the name without them."""
    words = run.words
    if len(words) == 1:
        return ([], words) if words[0].low not in COURTESY else (words, [])
    at = 0
    while at < len(words) - 1 and (words[at].low in TITLES or words[at].low in COURTESY or words[at].low in NATIONAL):
        if words[at].low in MALE | FEMALE and words[at + 1].low not in MALE | FEMALE:
            break  # “Dean Ford”, “Major Hale”: a first name when a surname follows
        at += 1
    if at and at < len(words) and words[at].low in ("of", "for"):
        at = _behind_office(words, at)
    elif (behind := _first_name(words)) > at:
        at = behind
    title, bare = words[:at], words[at:]
    return _whole_again(title, bare)


def _behind_office(words: list[Token], at: int) -> int:
    """“Secretary of State Ada Quill”: the name begins with a first name, else it is the last two words."""
    for place in range(at + 2, len(words) - 1):
        if words[place].low in MALE or words[place].low in FEMALE:
            return place
    left = len(words) - at
    return len(words) - 2 if left >= 4 else 0


def _first_name(words: list[Token]) -> int:
    """“White House Press Secretary Ada Quill”: find the first name behind an office inside the run."""
    for place in range(1, len(words) - 1):
        if words[place - 1].low in TITLES and (words[place].low in MALE or words[place].low in FEMALE):
            return place
    if (
        len(words) > 2
        and words[0].low not in MALE | FEMALE
        and words[0].low in PERSON_NOUNS
        and words[1].low in MALE | FEMALE
    ):
        return 1
    for place in range(len(words) - 2, 0, -1):
        if words[place].low in COURTESY or words[place].low in _OFFICES:
            return place + 1 if place + 2 < len(words) or words[0].low not in MALE | FEMALE else 0
    return 0


def _whole_again(title: list[Token], bare: list[Token]) -> tuple[list[Token], list[Token]]:
    """“White House”, “First Bank”, “Democratic Party”: what looked like a title is part of the name."""
    if not title:
        return title, bare
    lows = [token.low for token in (*title, *bare)]
    if bare and (bare[0].low in BODIES or bare[-1].low in BODIES) and not _has_office(title):
        return [], [*title, *bare]
    if len(title) == 1 and len(bare) == 1 and (title[0].low in _NOT_ALONE or title[0].low in NATIONAL):
        return [], [*title, *bare]
    if tuple(lows[:2]) in TWO_WORD_PLACES and len(lows) == 2:
        return [], [*title, *bare]
    return title, bare


def _has_office(title: list[Token]) -> bool:
    return any(
        t.low in COURTESY or (t.low in TITLES and t.low not in NATIONAL and t.low not in _NOT_ALONE) for t in title
    )


def kind_of(run: Run, title: list[Token], bare: list[Token], line: Sequence[Token], alone: Mapping[str, int]) -> str:
    """Return what a name is, as far as the story shows it."""
    lows = [token.low for token in bare]
    is_titled = _has_office(title) or (len(bare) > 1 and any(t.low in TITLES - NATIONAL for t in title))
    if is_titled and not _is_body(lows) and len(bare) <= 4:
        return PERSON
    if len(bare) > 2 and lows[-1] in ("jr.", "sr.", "iii", "ii"):
        return PERSON
    if len(bare) == 1:
        return _kind_of_one(run, bare[0], line)
    pair = (lows[0], lows[1])
    if pair in TWO_WORD_PLACES:
        return BODY if pair == ("white", "house") or _is_body(lows[2:]) else PLACE
    if (lows[0] in MALE or lows[0] in FEMALE) and len(bare) <= 4 and not (lows[-1] in BODIES and lows[-1] not in MALE):
        return PERSON
    if _is_body(lows):
        return BODY
    if is_initial(bare[0]) and len(bare) <= 4 and bare[0].low not in PLACES:
        return PERSON
    if lows[0] in PLACES or lows[-1] in PLACES:
        return PLACE
    if lows[0] in NATIONAL or len(bare) > 4:
        return NAME
    if _acts_as_person(run, line) or alone.get(lows[-1], 0) >= 1:
        return PERSON
    before = line[run.first - 1].low if run.first else ""
    if before in _PLACE_BEFORE:
        return PLACE
    is_like_a_name = len(bare) < 4 and lows[0] not in _NO_FIRST and lows[-1] not in _NO_LAST and not _has_figures(bare)
    return PERSON if is_like_a_name and before not in ("the", "a", "an", "this", "that") else NAME


def _has_figures(bare: list[Token]) -> bool:
    return any(
        any(sign.isdigit() for sign in token.text) or (token.text.isupper() and len(token.text) > 3) for token in bare
    )


def _is_body(lows: list[str]) -> bool:
    return any(low in BODIES for low in lows)


def _acts_as_person(run: Run, line: Sequence[Token]) -> bool:
    after = [token.low for token in line[run.last : run.last + 9]]
    before = line[run.first - 1].low if run.first else ""
    if before in PERSON_NOUNS or before in TITLES:
        return True
    if after and after[0] in _SPEECH:
        return True
    if len(after) < 2 or after[0] not in (",", "(") or after[1] == "where":
        return False
    follows = after[1]
    return (
        follows == "who"
        or (follows.isdecimal() and len(follows) <= 2)
        or follows[:2] in ("d-", "r-", "i-")
        or any(low in PERSON_NOUNS for low in _until_pause(after[1:]))
    )


def _until_pause(lows: list[str]) -> list[str]:
    return lows[: next((at for at, low in enumerate(lows) if not low[0].isalnum()), len(lows))]


def _kind_of_one(run: Run, token: Token, line: Sequence[Token]) -> str:
    low = token.low
    if low in PLACES:
        return PLACE
    after = line[run.last].low if run.last < len(line) else ""
    if low in BODIES or (token.text.isupper() and len(token.text) > 1):
        return BODY
    if low in NATIONAL:
        return NAME
    before = line[run.first - 1].low if run.first else ""
    if after in _SPEECH or before in _SPEECH or (before in PERSON_NOUNS and before not in COUNTING):
        return PERSON
    if low in MALE or low in FEMALE or (before == "," and after in (",", ".") and _is_kin(line, run.first - 2)):
        return PERSON
    return PLACE if before in _PLACE_BEFORE and not run.opens else NAME


def _is_kin(line: Sequence[Token], at: int) -> bool:
    """“Her daughter, Caitlin,”: the word before the comma is whose name stands behind it."""
    return at > 0 and line[at].low in PERSON_NOUNS and line[at - 1].low in POSSESSIVES


_EITHER = listed("""
    lindsey lindsay leslie jordan robin casey taylor jamie jessie kelly tracy tracey dana pat kim terry shannon morgan
    blake avery alexis sam alex chris lee jean jan kerry kelsey riley parker quinn reese sandy stacy
    sydney tony val whitney addison cameron carey dale drew emerson frankie hayden
    jody jackie marion merle shelby shea tatum tyler
""")  # given to girls and boys


def gender_of(title: list[Token], bare: list[Token], roles: Sequence[str] = ()) -> str:
    """Return “m” or “f” when a title, a first name or a role tells it."""
    for token in title:
        if said := COURTESY.get(token.low) or _by_role(token.low):
            return said
    if len(bare) > 1:
        low = bare[0].low
        if (low in MALE) != (low in FEMALE) and low not in _EITHER:
            return "m" if low in MALE else "f"
    for role in roles:
        for word in role.lower().split():
            if said := _by_role(word.strip(",.")):
                return said
    return ""


_TELLS = listed("said says insisted argued recalled thinks believes hopes claimed acknowledged vowed added")


def gender_told(line: Sequence[Token], at: int) -> str:
    """“Marsh said she would run”: whoever tells it is mostly who is told of."""
    if at >= len(line) or line[at].low not in _TELLS:
        return ""
    at += 1 + (at + 1 < len(line) and line[at + 1].low == "that")
    return {"he": "m", "she": "f"}.get(line[at].low, "") if at < len(line) else ""


def gender_reflexive(line: Sequence[Token], at: int) -> str:
    """“Marsh herself”."""
    return {"himself": "m", "herself": "f"}.get(line[at].low, "") if at < len(line) else ""


def _by_role(low: str) -> str:
    if low.endswith("woman") or low in _WOMEN:
        return "f"
    return "m" if (low.endswith("man") and low not in ("human", "german", "roman", "woman")) or low in _MEN else ""


def acronym_of(bare: list[Token], line: Sequence[Token], end: int) -> str:
    """Return “ACLU” when “(ACLU)” stands behind the name."""
    if end + 2 < len(line) and line[end].text == "(" and line[end + 2].text == ")":
        short = line[end + 1].text
        if short.isupper() and 2 <= len(short) <= 8 and short[0] == bare[0].text[0]:
            return short
    return ""
