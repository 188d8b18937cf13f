"""A body becomes blocks, and no markup comes out that was not written here."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.wire.blocks import from_html, from_text
from nightdesk.wire.item import Block, Picture, WireFault
from nightdesk.wire.markup import boundary, rows_boundary

ALLOWED = re.compile(
    r"</?(?:a|em|strong|q|sub|sup|br|abbr|code|cite|span|bdo|bdi|time|ruby|rt|rp|rb|small|s|p|ul|ol|li|table|caption|thead|"
    r'tbody|tfoot|tr|th|td)(?: (?:href|lang|dir|title|datetime|colspan|rowspan|scope)="[^"<>]*")*>'
)


def html_of(source: str) -> list[str]:
    return [block.html for block in from_html(source)]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>One.<br><br>Two.</p>", ["One.", "Two."]),
        ("<p>One.<br/>still one.</p>", ["One.<br>still one."]),
        ("One.<p></p><p> </p><p>&nbsp;</p>Two.", ["One.", "Two."]),
        ("<p>a\n   b\t c</p>", ["a b c"]),
        ("<p>AT&amp;amp;T &amp;#39;here&amp;#39;</p>", ["AT&amp;T 'here'"]),
        ("<p>It&#146;s</p>", ["It’s"]),
        ("<p>bell\x07</p>", ["bell"]),
        ("<p>a&nbsp;b</p>", ["a\u00a0b"]),
        ("<p>x &lt; y &lt;script&gt;</p>", ["x &lt; y &lt;script&gt;"]),
        ("<em>a<p>b</p>c</em>", ["<em>a</em>", "<em>b</em>", "<em>c</em>"]),
        ("<p><i>a</i> <font color=red>b</font> <u>c</u></p>", ["<em>a</em> b c"]),
        ('<p><a href="https://a.example/?x=1&amp;y=2">l</a></p>', ['<a href="https://a.example/?x=1&amp;y=2">l</a>']),
        ('<p><a href="java\nscript:x()">l</a></p>', ["l"]),
        ('<p><a href="/inside">l</a></p>', ["l"]),
        ('<p><a href="javascript://a.example/%0ax()">l</a></p>', ["l"]),
        ('<p><span lang="cy" style="color:red" onclick="x()">bore</span></p>', ['<span lang="cy">bore</span>']),
        ("<style>p{}</style><script>x()</script><form><input>vote</form><p>a</p>", ["a"]),
        ("<p>a</p><embed src=x.swf><p>b</p>", ["a", "b"]),
        ('<ol><li>a<li><p>b</p><ul><li>c</ul></ol>', ["<li>a</li><li>b<ul><li>c</li></ul></li>"]),
        ("<pre>a &lt;\n  b<script>x()</script></pre>", ["a &lt;\n  b"]),
        ('<p><a href="https://bank.example@thief.example/">l</a></p>', ["l"]),
        ('<p><a href="https://bank.example\\@thief.example/">l</a></p>', ["l"]),
        ('<p><a href="//thief.example/">l</a></p>', ["l"]),
        ("<table><caption>c<style>p{}</style></caption><tr><td onclick=x>d<svg onload=x>e</svg></td></tr></table>",
         ["<caption>c</caption><tbody><tr><td>d</td></tr></tbody>"]),
        ("<!--><img src=x onerror=x()>--><p>a</p>", ["", "--&gt;", "a"]),
        ("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x()&gt;'>", []),
        ("<svg></p><style><a id='</style><img src=1 onerror=x()>'></svg>", []),
        ("<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>", []),
        ("<p><time>Tuesday</time> <time datetime='20240102T0304'>3:04</time> <bdo>x</bdo> <ruby><rb>a</rb></ruby></p>",
         ['Tuesday <time datetime="2024-01-02T03:04">3:04</time> x <ruby>a</ruby>']),
        ("<template><p>a</p></template><plaintext><b>c", ["&lt;b&gt;c"]),
        ("<b>" * 1_500 + "a", ["<strong>" * 99 + "a" + "</strong>" * 99]),
    ],
)  # fmt: skip
def test_html_is_rebuilt(source: str, wanted: list[str]):
    assert html_of(source) == wanted


@pytest.mark.parametrize("source", ["<hr>", "<p>___</p>", "<p>* * *</p>", "<p>----</p>"])
def test_a_line_of_signs_is_a_section_break(source: str):
    assert from_html(source) == (Block("break"),)


def test_headings_become_subheads_of_their_level():
    levels = [(block.kind, block.level) for block in from_html("<h1>a</h1><h2>b</h2><h3>c</h3><h5>d</h5>")]
    assert levels == [("subhead", 2), ("subhead", 2), ("subhead", 3), ("subhead", 4)]


def test_a_figure_is_a_picture_with_its_caption_and_its_credit_apart():
    pictures: list[Picture] = []
    source = (
        '<p>a</p><figure><img src="https://a.example/x.jpg" alt="A mill" width="800" height="600">'
        '<figcaption>The mill. <span class="credit">Cy Dow</span></figcaption></figure>'
    )
    blocks = from_html(source, pictures=pictures)
    assert blocks[1] == Block("picture", picture=0)
    [mill] = pictures
    assert (mill.caption, mill.credit, mill.alt, mill.renditions[0].width) == ("The mill.", "Cy Dow", "A mill", 800)


def test_the_caption_of_a_blog_is_no_paragraph():
    pictures: list[Picture] = []
    source = (
        '<p>a</p><div class="wp-caption alignleft"><a href="https://a.example/x.jpg">'
        '<img src="data:image/gif;base64,R0" data-src="https://a.example/x.jpg"></a>'
        '<p class="wp-caption-text">The mill. <cite>Cy Dow</cite></p></div><p>b</p>'
    )
    blocks = from_html(source, pictures=pictures)
    assert [block.text for block in blocks] == ["a", "", "b"]
    assert (pictures[0].caption, pictures[0].credit) == ("The mill.", "Cy Dow")


def test_a_counting_pixel_is_no_picture():
    pictures: list[Picture] = []
    assert from_html('<img src="https://a.example/c.gif" width="1" height="1">', pictures=pictures) == ()
    assert pictures == []


def test_a_body_that_cannot_be_read_to_its_end_is_refused():
    with pytest.raises(WireFault) as caught:
        from_html("<p>a</p>" + "<div>" * 3_000 + "the end")
    assert caught.value.part == "html"


def test_a_body_of_too_many_attributes_is_refused_before_it_is_read():
    with pytest.raises(WireFault) as caught:
        from_html("<p " + " ".join(f"a{at}='>'" for at in range(30_000)) + ">x")
    assert caught.value.part == "size"


def test_a_social_post_is_embedded_by_its_address():
    source = '<blockquote class="twitter-tweet"><p>Hi</p><a href="https://post.example/1">then</a></blockquote>'
    [post] = from_html(source)
    assert (post.kind, post.url, post.text) == ("embed", "https://post.example/1", "Hi\nthen")


def test_a_frame_left_open_does_not_swallow_the_story():
    embed, rest = from_html('<iframe src="//video.example/1"><p>The story goes on.</p>')
    assert (embed.kind, embed.url, rest.text) == ("embed", "https://video.example/1", "The story goes on.")


def test_plain_text_is_parted_by_blank_lines():
    assert [block.text for block in from_text("One,\ntwo.\n \nThree < four.")] == ["One, two.", "Three < four."]
    assert from_text("Three < four.")[0].html == "Three &lt; four."


TAGS = [
    "p", "b", "a href='javascript:x'", "a href=https://a.example", "script", "svg", "math", "table", "td", "li", "ul",
    "img src=x onerror=y", "style", "br", "template", "noscript", "blockquote", "select", "iframe src=data:x",
    "span lang='\"><script>'", "title", "textarea", "!--", "![CDATA[", "abbr title='<b>'", "mglyph", "mtext", "form",
    "foreignObject", "annotation-xml encoding=text/html", "xmp", "plaintext", "base href=//x.example", "pre",
    "caption", "figure", "figcaption", "details ontoggle=x", "a href='//x.example'", "a href='https://a@x.example'",
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
    st.sampled_from(["&lt;", "&amp;lt;script&amp;gt;", "-->", "]]>", "'", '"', "<", ">", "&", "&#x3c;", "x", " "]),
    st.text(max_size=5),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_only_our_own_tags_come_out(source: str):
    for block in from_html(source):
        left = ALLOWED.sub("", block.html)
        clean = rows_boundary if block.kind == "table" else boundary
        assert block.kind == "preformatted" or clean(block.html) == block.html  # a browser's parser finds no more in it
        assert "<" not in left and ">" not in left.replace("&gt;", "")
        assert "javascript:" not in "".join(re.findall(r'="[^"]*"', block.html))
        assert not block.url or block.url.startswith(("https:", "http:"))
