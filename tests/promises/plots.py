"""Plots for an attack on a whole house: what an agency sends of one story, and what a stranger may find of it when.

Every version carries a word of its own (``Mark``: in its headline and its text, nowhere else), so that a search is
exact. A plot says which words may never be public, which not before a moment, and which one stands in the end.
"""

import json
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.promises import ugly

SOON_S, LATER_S = 6.0, 75.0
FAR = timedelta(days=30)
# In these a word that stands in the end may be told in changes of an older one; a feed without dates has one order.
ONE_ORDER = ugly.ONE_ORDER


@dataclass(slots=True)
class Plot:
    """``messages`` go to one wire; ``elsewhere`` to another wire. Words are found in any case of letters.

    ``never``: no word of these at any moment. ``until``: not before its moment. ``gone``: not in the end, but that an
    address keeps the words of its first run. ``shown``: on its page in the end. ``answer``: the page's own, when it had
    an address. ``wrong``: gone, and from the page of changes too.
    """

    name: str
    messages: list[bytes]
    shown: str = ""
    gone: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    until: dict[str, datetime] = field(default_factory=dict)
    elsewhere: list[bytes] = field(default_factory=list)
    shown_elsewhere: str = ""
    is_ordered: bool = False
    picture: str = ""
    answers: tuple[int, ...] = (404, 410)
    before: datetime | None = None  # every message must have been filed by then, else the plot is another

    def words(self) -> set[str]:
        return {*self.gone, *self.never, *self.wrong, *self.until, self.shown, self.shown_elsewhere} - {""}


class Namer:
    """Hands out names and words that nobody had before, in letters only, none part of another."""

    def __init__(self, seed: int) -> None:
        self.count, self.dice = 0, random.Random(seed)

    def word(self) -> str:
        self.count += 1
        return "Zeb" + "".join("bcdfghjkmn"[int(digit)] for digit in f"{self.count:05}") + "ora"

    def uri(self) -> str:
        self.count += 1
        return f"urn:fenwick:{self.count:05}"


_PLACES = (b"%s stays", b"%s council", b"%s prices", b"%s leans")


def _named(raw: bytes, changes: dict[str, str]) -> bytes:
    """Return a message of ``ugly`` under other names and with other words."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _named(raw.decode("utf-16").encode(), changes).decode().encode("utf-16")
    for old, new in changes.items():
        raw = raw.replace(old.encode(), new.encode())
    return raw


def ugly_plot(name: str, namer: Namer) -> Plot:
    """Return a case of ``ugly`` as a plot."""
    messages, shown = ugly.CASES[name]
    words = {word: namer.word() for word in ("Pier", "Quay", "Dock", "Stock", "KILL")}
    changes = {"urn:x:1": namer.uri(), "urn:k:1": namer.uri(), ">a</guid>": f">{namer.uri()}</guid>"}
    for word, new in words.items():
        changes |= {f"{word} stays": f"{new} stays", f"{word} council": f"{new} council"}
    changes["Stock prices"] = f"{words['Stock']} prices"
    told = [_named(raw, changes) for raw in messages]
    others = {words[word] for word in words} - {words.get(shown, "")}
    plot = Plot(name, told, words.get(shown, ""), gone=others, is_ordered=name in ONE_ORDER)
    if not shown and len(messages) == 1:
        plot.never, plot.answers = others, (404,)
    if name.startswith(("withheld", "G2 withheld", "NITF withheld", "an embargo that an update brings")):
        plot.answers = (404,)
    return plot


Written = Callable[..., bytes]


def _nj(uri: str, word: str, version: int = 1, **more: object) -> bytes:
    return ugly.nj(uri, str(version), word, **more)


def _z(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _offset(at: datetime) -> str:
    return (at + timedelta(hours=5, minutes=30)).strftime("%Y-%m-%dT%H:%M:%S+05:30")


def _norm(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%SZ")


def embargo_that_ends(namer: Namer, now: datetime) -> Plot:
    """An embargo of some seconds, in each of the formats that have one."""
    uri, word, at = namer.uri(), namer.word(), (now + timedelta(seconds=SOON_S)).replace(microsecond=0)
    raw = namer.dice.choice(
        (
            _nj(uri, word, embargoed=_z(at)),
            _nj(uri, word, embargoed=_offset(at)),
            _nj(uri, word, embargoed=_z(at), associations=[]),
            ugly.g2(uri, head=word, embargoed=_offset(at)),
            ugly.nitf(uri, word, extra=f'<date.release norm="{_norm(at)}"/>'),
        )
    )
    return Plot("embargo that ends", [raw], shown=word, until={word: at})


def killed_under_embargo(namer: Namer, now: datetime) -> Plot:
    """A kill while the embargo stands: when the moment comes there is nothing, and there never was."""
    uri, word, at = namer.uri(), namer.word(), (now + timedelta(seconds=LATER_S)).replace(microsecond=0)
    pairs = (
        [_nj(uri, word, embargoed=_z(at)), ugly.kill(uri)],
        [ugly.g2(uri, head=word, embargoed=_z(at)), ugly.g2(uri, "2", word, "canceled")],
        [
            ugly.nitf(uri, word, extra=f'<date.release norm="{_norm(at)}"/>'),
            ugly.nitf(uri, word, "canceled", has_body=False, hour=2),
        ],
    )
    messages = list(namer.dice.choice(pairs))
    return Plot("killed under embargo", messages, never={word}, answers=(404,), before=at)


def withheld_under_embargo(namer: Namer, now: datetime) -> Plot:
    uri, word, at = namer.uri(), namer.word(), (now + timedelta(seconds=LATER_S)).replace(microsecond=0)
    messages = [_nj(uri, word, embargoed=_z(at)), _nj(uri, namer.word(), 2, pubstatus="withheld")]
    return Plot("withheld under embargo", messages, never={word}, answers=(404,), before=at)


def embargo_moved_later(namer: Namer, now: datetime) -> Plot:
    """Never the first version's words: a newer one took its place long before."""
    uri, one, two = namer.uri(), namer.word(), namer.word()
    at = now + timedelta(seconds=LATER_S)
    messages = [
        _nj(uri, one, embargoed=_z(at)),
        _nj(uri, two, 2, embargoed=_z(now + FAR)),
    ]
    return Plot("embargo moved later", messages, never={one, two}, answers=(404,), before=at)


def embargo_moved_earlier(namer: Namer, now: datetime) -> Plot:
    uri, one, two = namer.uri(), namer.word(), namer.word()
    at = (now + timedelta(seconds=SOON_S)).replace(microsecond=0)
    messages = [_nj(uri, one, embargoed=_z(now + FAR)), _nj(uri, two, 2, embargoed=_z(at))]
    return Plot("embargo moved earlier", messages, shown=two, never={one}, until={two: at})


def embargo_taken_away(namer: Namer, now: datetime) -> Plot:
    uri, one, two = namer.uri(), namer.word(), namer.word()
    dialect = namer.dice.choice(("ninjs", "g2", "nitf"))
    messages = {
        "ninjs": [_nj(uri, one, embargoed=_z(now + FAR)), _nj(uri, two, 2)],
        "g2": [ugly.g2(uri, "1", one, embargoed=_z(now + FAR)), ugly.g2(uri, "2", two)],
        "nitf": [
            ugly.nitf(uri, one, extra=f'<date.release norm="{_norm(now + FAR)}"/>'),
            ugly.nitf(uri, two, hour=2),
        ],
    }[dialect]
    return Plot(f"embargo taken away, {dialect}", messages, shown=two, never={one})


def embargoed_update(namer: Namer, now: datetime) -> Plot:
    """A story that runs is embargoed by its next version: neither is public before the moment but in between."""
    uri, one, two = namer.uri(), namer.word(), namer.word()
    at = (now + timedelta(seconds=SOON_S)).replace(microsecond=0)
    messages = [_nj(uri, one), _nj(uri, two, 2, embargoed=_z(at))]
    return Plot("embargoed update", messages, shown=two, gone={one}, until={two: at})


def right_that_ends(namer: Namer, now: datetime) -> Plot:
    uri, word = namer.uri(), namer.word()
    at = (now + timedelta(seconds=SOON_S)).replace(microsecond=0)
    dialects = (
        _nj(uri, word, expires=_z(at)),
        ugly.nitf(uri, word, extra=f'<date.expire norm="{_norm(at)}"/>'),
    )
    return Plot("right that ends", [namer.dice.choice(dialects)], gone={word})


def corrected(namer: Namer, now: datetime) -> Plot:
    """What a correction withdrew is nowhere, the page of changes included."""
    uri, one, two, three = namer.uri(), namer.word(), namer.word(), namer.word()
    fix = {"ninjs": {"signals": [{"name": "correction", "code": "sig:correction"}]}}["ninjs"]
    pairs = (
        [_nj(uri, one), _nj(uri, two, 2, **fix), _nj(uri, three, 3)],
        [
            ugly.g2(uri, "1", one),
            ugly.g2(uri, "2", two, meta='<signal qcode="sig:correction"/>'),
            ugly.g2(uri, "3", three),
        ],
        [
            ugly.nitf(uri, one),
            ugly.nitf(uri, two, hour=2, extra='<correction info="The date was wrong."/>'),
            ugly.nitf(uri, three, hour=3),
        ],
    )
    return Plot("corrected", list(namer.dice.choice(pairs)), shown=three, wrong={one}, gone={two})


def corrected_after_a_kill(namer: Namer, now: datetime) -> Plot:
    uri, one, two, three = namer.uri(), namer.word(), namer.word(), namer.word()
    types = {"editorialtypes": ["Corrective"]}
    messages = [_nj(uri, one), ugly.kill(uri), _nj(uri, two, 3, **types), _nj(uri, three, 0)]
    return Plot("corrected after a kill", messages, wrong={one, two, three})


def _enveloped(uri: str, itemid: str, version: int, **more: object) -> bytes:
    item = json.loads(_nj(uri, str(more.pop("word", "")), version, altids={"itemid": itemid}, **more))
    return json.dumps({"data": {"item": item}}).encode()


def killed_by_the_agencys_own_id(namer: Namer, now: datetime) -> Plot:
    """Another name every time, one id: a kill under a third name finds them all."""
    itemid, one, two = namer.uri().replace(":", ""), namer.word(), namer.word()
    order = json.loads(ugly.kill(namer.uri(), "3")) | {"altids": {"itemid": itemid}, "editorialtypes": ["Kill"]}
    messages = [
        _enveloped(namer.uri(), itemid, 1, word=one),
        _enveloped(namer.uri(), itemid, 2, word=two),
        json.dumps({"data": {"item": order}}).encode(),
    ]
    return Plot("killed by the agency's own id", messages, wrong={one, two})


def killed_by_what_it_replaced(namer: Namer, now: datetime) -> Plot:
    """The kill names the first document, and readers have the second, which evolved from it."""
    old, new, one, two = namer.uri(), namer.uri(), namer.word(), namer.word()
    messages = [
        _nj(old, one),
        _nj(new, two, 2, associations=[{"name": "evolvedfrom", "uri": old, "rel": "evolvedfrom"}]),
        ugly.kill(old, "3"),
    ]
    return Plot("killed by what it replaced", messages, wrong={one, two})


def same_name_on_two_wires(namer: Namer, now: datetime) -> Plot:
    """One wire's kill leaves the other's story alone."""
    uri, one, two = namer.uri(), namer.word(), namer.word()
    return Plot(
        "same name on two wires", [_nj(uri, one), ugly.kill(uri)], wrong={one}, elsewhere=[_nj(uri, two)],
        shown_elsewhere=two,
    )  # fmt: skip


def killed_twice_over_wires(namer: Namer, now: datetime) -> Plot:
    """A kill that names another wire's document by reference does nothing there."""
    uri, one = namer.uri(), namer.word()
    order = ugly.kill(namer.uri(), associations=[{"name": "cancels", "uri": uri, "rel": "cancels"}])
    return Plot("kill from another wire", [_nj(uri, one)], shown=one, elsewhere=[order])


def embargo_in_a_picture(namer: Namer, now: datetime) -> Plot:
    """The picture comes with its story; its file is not public before the story is."""
    uri, word = namer.uri(), namer.word()
    at = (now + timedelta(seconds=SOON_S)).replace(microsecond=0)
    name = f"{word.lower()}.jpg"
    main = {"uri": namer.uri(), "type": "picture", "renditions": {"main": {"href": name}}, "headline": f"{word} shot"}
    raw = _nj(uri, word, embargoed=_z(at), associations={"main": main})
    return Plot("embargo with a picture", [raw], shown=word, until={word: at}, picture=name)


def never_at_all(namer: Namer, now: datetime) -> Plot:
    """What says, in any of its places, that it is not for readers."""
    uri, word, body = namer.uri(), namer.word(), "<p>%s</p><p>{word} was there, the {word} council said on Monday.</p>"
    embargoes = (
        "EMBARGOED until 6 p.m. ET", "Embargoed for release until 6 p.m. Friday", "NOT FOR PUBLICATION",
        "HOLD FOR RELEASE", "KILL KILL KILL", "DO NOT USE", "Embargo: 18:00 CET", "*** EMBARGOED UNTIL 6 P.M. ***",
        "UNDER EMBARGO UNTIL 0001 GMT", "STRICTLY EMBARGOED TO 00.01 FRIDAY", "Not for use before 6 p.m. EDT",
        "Sperrfrist: Freitag, 18 Uhr", "FOR RELEASE AT 6 P.M. ET FRIDAY", "A kill is mandatory.",
    )  # fmt: skip
    said = namer.dice.choice(embargoes)
    tomorrow = (now + timedelta(days=1)).date()
    raw = namer.dice.choice(
        (
            _nj(uri, word, headline=f"{said}: {word} stays open"),
            _nj(uri, word, ednote=said),
            _nj(uri, word, body_xhtml=(body % said).format(word=word)),
            _nj(uri, word, pubstatus="stat:withheld"),
            _nj(uri, word, pubstatus=" Withheld "),
            _nj(uri, word, pubstatus="icpc:embargoed"),
            _nj(uri, word, pubStatus="canceled"),
            _nj(uri, word, editorialtypes=["Elimination"]),
            _nj(uri, word, signals=["sig:kill"]),
            _nj(uri, word, embargoed=f"{tomorrow}"),
            _nj(uri, word, embargoed=f"{tomorrow}T18:00"),
            _nj(uri, word, embargoed=f"{tomorrow} 18:00:00 ET"),
            _nj(uri, word, embargoed="0001 Friday"),
            _nj(uri, word, embargoed="   "),
            _nj(uri, word, embargoed=True),
            _nj(uri, word, usageterms=said),
            ugly.g2(uri, head=word, meta=f"<edNote>{said}</edNote>"),
            ugly.g2(uri, head=word, status="icpcstat:withheld").replace(b"</newsItem>", _G2_WORDS(word)),
            ugly.g2(uri, head=word).replace(b'<pubStatus qcode="stat:usable"/>', b'<pubStatus literal="canceled"/>'),
            ugly.g2(uri, head=word).replace(
                b'<pubStatus qcode="stat:usable"/>',
                b'<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>',
            ),
            ugly.g2(uri, head=word, embargoed=f"{tomorrow}"),
            ugly.g2(uri, head=word, embargoed=f"{tomorrow}T18:00:00"),
            ugly.g2(uri, head=word, embargoed="  "),
            ugly.g2(uri, head=word, meta='<signal qcode="sig:takedown"/>'),
            ugly.nitf(uri, word, extra=f'<ed-msg info="{said}"/>'),
            ugly.nitf(uri, word, extra=f'<date.release norm="{tomorrow:%Y%m%d}"/>'),
            ugly.nitf(uri, word, extra=f'<date.release norm="{tomorrow:%Y%m%d}T180000"/>'),
            ugly.nitf(uri, word, extra=f'<date.expire norm="{now - FAR:%Y%m%dT%H%M%SZ}"/>'),
            ugly.nitf(uri, word, status="withheld"),
            ugly.nitf(uri, word, status="Embargoed"),
            ugly.nitf(uri, word, status="advisory"),
            ugly.rss((uri, f"{said}: {word}", ugly.ONE)),
            ugly.rss((uri, word, ugly.ONE)).replace(b"<description>", f"<description>{said}. ".encode()),
            ugly.atom(ugly.entry(word)).replace(b"urn:x:1", uri.encode()).replace(
                b"<title>" + word.encode(), f"<title>{said}: {word}".encode()
            ),
        )
    )  # fmt: skip
    return Plot(f"never at all: {said}: {raw[:4000].decode()}", [raw], never={word}, answers=(404,))


def _G2_WORDS(word: str) -> bytes:  # noqa: N802
    return (
        '<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<p>The {word} council voted on Monday.</p></body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def withdrawn_in_words(namer: Namer, now: datetime) -> Plot:
    """A later version of the same feed item tells of a withdrawal in words: those words are for nobody."""
    uri, one, two = namer.uri(), namer.word(), namer.word()
    told = namer.dice.choice(("KILL: ", "STORY WITHDRAWN: ", "KILL KILL KILL "))
    second = ugly.rss((uri, two, ugly.TWO)).replace(b"<title>", b"<title>", 1)
    second = second.replace(f"<title>{two}".encode(), f"<title>{told}{two}".encode())
    return Plot("withdrawn in words", [ugly.rss((uri, one, ugly.ONE)), second], never={two}, gone={one})


OWN: tuple[Callable[[Namer, datetime], Plot], ...] = (
    embargo_that_ends, killed_under_embargo, withheld_under_embargo, embargo_moved_later, embargo_moved_earlier,
    embargo_taken_away, embargoed_update, right_that_ends, corrected, corrected_after_a_kill,
    killed_by_the_agencys_own_id, killed_by_what_it_replaced, same_name_on_two_wires, killed_twice_over_wires,
    embargo_in_a_picture, never_at_all, never_at_all, never_at_all, never_at_all, withdrawn_in_words,
)  # fmt: skip


def plots(namer: Namer, now: datetime, count: int) -> Iterable[Plot]:
    """Yield some plots: half of our own, half of ``ugly``."""
    for number in range(count):
        if number % 2:
            yield ugly_plot(namer.dice.choice(list(ugly.CASES)), namer)
        else:
            yield namer.dice.choice(OWN)(namer, now)
