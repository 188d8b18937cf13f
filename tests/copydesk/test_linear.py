"""Copy made to be slow: the desk's time grows with the length of a text, not with its square."""

from time import process_time

import pytest

from nightdesk.copydesk.read import read
from nightdesk.wire.item import Block, Item, Note, Picture

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
