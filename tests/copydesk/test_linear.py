"""Copy made to be slow: the desk's time grows with the length of a text, not with its square."""

import html
from collections.abc import Callable
from time import process_time

import pytest

from nightdesk.copydesk.anatomy import dissect
from nightdesk.copydesk.checks import CHECKS, DEFAULT_OFF
from nightdesk.copydesk.clean import BODY_CLEANERS, LINE_CLEANERS, clean
from nightdesk.copydesk.cleaning import glyphs
from nightdesk.copydesk.quotation import quoted
from nightdesk.copydesk.read import read
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Block, Item, Note, Picture
from tests.copydesk.growth import growth

LONG = 20_000  # characters; a square law would need a minute for it
MOST_S = 2.0  # seconds of CPU in all fields at once; most of these need a few hundredths

SLOW = (
    "(", ")", "()", "((((Eds:", "(Eds: ", "[", "<", "<i>", "<i", "</", "<br/>", "&", "&amp;", "&amp;amp;", "&#", "“",
    "”", "‘", "’", '"', '".A', "a.A", "aa.Bb", "aa.Bb/", ".“A", "-", "—", "— ", "-- ", "(A) ", "(AP) ", "A", "A ",
    "A, ", "Aa Bb ", "AA BB, ", "By A ", "By A and B, ", "and ", ", ", "\u00a0", "\u00a0 ", "\u200b", "\u200d",
    "א\u200f", "â€™", "_", "* ", "…", "[…]", "The post ", "Photo: ", "/", "A/B/", " via ", "FILE ", "©", "Copyright ",
    "In a story ", "UPDATE 1-", "Correction: ", "1st Ld-Writethru ", "in the Aa Bb market ", "market embargo ", "\n",
    "\n\n", " ", "é", "0", "0.",
)  # fmt: skip

ALSO_SLOW = (  # what the checks look for
    "the the ", "will will ", "Walla Walla ", "in in ", "AaBb ", "theAa ", "A\u00a0AaBb ", "a the ", "will would ",
    "$1 dollars ", "they was ", "Monday, Oct. 27, ", "Oct. 27, 2020, a ", "[caption ", "{{", "click here ",
    "the map below ", "<a href=\"x\">here</a>", "said, he said ", "“a ", "\" ", "\"a ", "'s ", "’s ", "s' ", "Â",
    "Ã¢â‚¬", "â€", "\ufffd", "a?s b", "(AP) — A", "AP (AP) — ", "/TASS/. ", "A/B ", "Photo/Getty ", "• a ", "1. a ",
    "https://x.com/a", "If you need 988 ", "988 ", "Updated Oct. 27, 2020 ", "Published: ", "Share Tweet ",
    "Share | ", "More A: https://a ", "Follow AP coverage at ", "In a story, ", "contributed to this report. ",
    "A reported from B. ", "©2020 ", "The-A-Wire ", "Reporting by A; ", "(Reporting by A",
    "This story has been updated ", "affiliate partner ", "NO ARCHIVING ", "JAPAN OUT ", "A, ", "a,b", "aa.BB ",
    "),a", "(AAA)a", "function (", "window.a", "The post a appeared first on ", "RELATED: ", "Read more: ", "&lt;",
    "<!--", "<a ", "aa bb ", "Jr. ", "of A of B ", "FILE - ", "by By ", "—“", "UPDATE 1-", "*UPDATE", "(UPDATE",
    "A - UPDATE ", " | A", " (A/B)", ". A/B", "REUTERS/A ", "Courtesy ", " via AP)", "Eds: ", "ATTENTION - ///",
    "-30-", "Mon", "day ", "Jan 1 (", "a\u200b", "“\u200b", "“a.B", "-", "_ ",
)  # fmt: skip
LINES = (
    "By Ada Quill", "Ben Marsh contributed to this report.", "PORT ALDINE (Meridian) — Crews stayed ashore.", "* One",
    "“We asked for one more boat, and got none.”", "Q: Why?", "RELATED: Ferry sails", "(Eds: Adds details.)",
)  # fmt: skip
KILOBYTES = 100_000
HALF = 8_000  # characters
RATIO = 2.6  # time for twice the text, at most
NOISE_S = 0.01  # less than this is not worth a comparison
ROUNDS = 6  # a busy machine may spoil some; one that passes is enough


def _body(text: str) -> Item:
    return Item(
        format="rss 2.0", guid="1", headline="H", blocks=(Block("paragraph", html=html.escape(text, quote=False)),)
    )


def _item(text: str) -> Item:
    block = Block("paragraph", html=text.replace("&", "&amp;").replace("<", "&lt;"))
    return Item(
        format="rss 2.0",
        guid="1",
        headline=text,
        deck=text,
        bylines=(text,),
        dateline=text,
        blocks=(block, Block("paragraph", html=f"<em>{block.html}</em>")),
        pictures=(Picture(caption=text, credit=text, alt=text),),
        notes=(Note(text),),
        usage=text,
    )


@pytest.mark.parametrize("line", LINES)
def test_a_story_of_one_line_a_thousand_times_takes_time_as_it_grows(line):
    def work(length: int) -> None:
        blocks = tuple(Block("paragraph", html=html.escape(line, quote=False)) for _ in range(length // len(line)))
        read(Item(format="rss 2.0", guid="1", headline="Council votes", blocks=blocks))

    assert growth(work) < RATIO


@pytest.mark.parametrize("piece", SLOW, ids=repr)
def test_a_long_run_of_one_thing_is_read_in_time(piece):
    item = _item(piece * (LONG // len(piece)))
    start = process_time()
    read(item)
    assert process_time() - start < MOST_S


def test_a_body_of_ten_thousand_short_lines_is_read_in_time():
    item = Item(
        format="rss 2.0", guid="1", headline="H", blocks=(Block("paragraph", html="By Ada Quill", text=""),) * 10_000
    )
    start = process_time()
    read(item)
    assert process_time() - start < MOST_S * 2


def _seconds(work: Callable[[], object]) -> float:
    quoted.cache_clear()
    start = process_time()
    work()
    return process_time() - start


def _grows(work_of: Callable[[str], Callable[[], object]], piece: str) -> float:
    """Return how many times as long twice the text takes, at best of several rounds; 0 when it is next to nothing."""
    once, twice = (work_of(piece * (size // len(piece))) for size in (HALF, 2 * HALF))
    least = float("inf")
    for _ in range(ROUNDS):
        long = _seconds(twice)
        if long < NOISE_S:
            return 0.0
        least = min(least, long / max(_seconds(once), 1e-9))
        if least < RATIO:
            break
    return least


def _too_slow(work_of: Callable[[str], Callable[[], object]]) -> list[tuple[str, float]]:
    found = [(piece, _grows(work_of, piece)) for piece in (*SLOW, *ALSO_SLOW)]
    return [(piece, growth) for piece, growth in found if growth >= RATIO]


@pytest.mark.parametrize("check", (*CHECKS, *DEFAULT_OFF), ids=lambda check: check.NAME)
def test_twice_the_text_takes_a_check_twice_the_time(check):
    def work_of(text: str) -> Callable[[], object]:
        item = _body(text)
        copy = dissect(item, Terms())
        return lambda: list(check.check(copy, item, Terms()))

    assert _too_slow(work_of) == []


STYLE = glyphs.Style(glyphs.CURLY, glyphs.CURLY)
CLEANERS = {
    **{
        cleaner.__name__: lambda text, one=cleaner: list(one(text, "en"))
        for cleaner in (*LINE_CLEANERS, *BODY_CLEANERS)
    },
    **{one.__name__: lambda text, one=one: list(one(text, STYLE)) for one in (glyphs.marks, glyphs.apostrophes)},
}


@pytest.mark.parametrize("name", CLEANERS)
def test_twice_the_text_takes_a_cleaner_twice_the_time(name):
    assert _too_slow(lambda text: lambda: CLEANERS[name](text)) == []


def test_twice_the_text_takes_anatomy_and_cleaning_twice_the_time():
    def work_of(text: str) -> Callable[[], object]:
        item = _body(text)
        return lambda: clean(dissect(item, Terms()))

    assert _too_slow(work_of) == []


@pytest.mark.parametrize("piece", (*SLOW, *ALSO_SLOW), ids=repr)
def test_a_hundred_kilobytes_are_read_in_a_second(piece):
    item = _body(piece * (KILOBYTES // len(piece)))
    assert _seconds(lambda: read(item)) < 1.0 or _seconds(lambda: read(item)) < 1.0
