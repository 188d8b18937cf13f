"""A sentence can be linked to, whatever markup stands in it, and not a word changes."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from nightdesk.reader.anchors import Mark, anchored, plain


def test_a_stretch_is_wrapped_in_an_element_of_its_name():
    text = "She said, “It is done,” and left."
    start = text.index("“")
    made = anchored(text, [Mark(start, text.index("”") + 1, "said-1")])
    assert made == 'She said, <span class="said" id="said-1">“It is done,”</span> and left.'


def test_entities_and_links_are_counted_as_readers_see_them():
    text = 'Q&amp;A: <a href="https://a.example/">“Yes &lt;now&gt;”</a> he said.'
    start = plain(text).index("“")
    made = anchored(text, [Mark(start, plain(text).index("”") + 1, "said-1")])
    assert '<span class="said" id="said-1">“Yes &lt;now&gt;”</span></a>' in made


def test_a_stretch_that_would_cut_an_element_gets_an_empty_anchor():
    text = "“One <b>two” three</b> four"
    made = anchored(text, [Mark(0, plain(text).index("”") + 1, "said-1")])
    assert made.startswith('<span id="said-1"></span>“One <b>two”')


PIECES = st.lists(
    st.sampled_from(["a", "b ", "&amp;", "<b>x</b>", "<br>", "“y”", '<a href="#">z &gt;</a>']), max_size=9
)


@given(PIECES, st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_no_word_changes_and_no_element_is_broken(pieces, one, two, three):
    text = "".join(pieces)
    long = len(plain(text))
    start, end, more = sorted(min(at, long) for at in (one, two, three))
    made = anchored(text, [Mark(start, end, "said-1"), Mark(end, more, "said-2")])
    assert plain(made) == plain(text)
    assert html.fromstring(f"<p>{made}</p>").text_content() == html.fromstring(f"<p>{text}</p>").text_content()
    assert html.tostring(html.fromstring(f"<p>{made}</p>")).decode().count("<span") == made.count("<span")
