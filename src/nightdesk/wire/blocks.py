"""A body as blocks: one walk over a parsed tree, NITF, XHTML and HTML alike, that writes only safe markup.

What the walk does not know is walked through and its words are kept; what can act (scripts, forms, frames) is
dropped with all it holds. Nothing of the source's markup is copied: every tag that comes out was written here.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from nightdesk.wire import figures
from nightdesk.wire.item import Block, Picture, WireFault
from nightdesk.wire.markup import INLINE, NEEDS_ATTRIBUTES, boundary, open_tag, safe_href, text_html
from nightdesk.wire.words import UNSHOWN, lines, local, said, shown, single_spaced, sound, tidy
from nightdesk.wire.xml import MOST_TAGS

DEEPEST = 100  # elements; below that only the words are taken
_DROPPED = UNSHOWN | {
    "", "form", "button", "input", "link", "meta", "title", "param", "source", "track", "map", "canvas", "dialog",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "body", "html", "header", "footer", "aside", "center", "address", "dd",
    "dt", "dl", "details", "summary", "body.content", "block", "nitf", "body.end", "tagline", "abstract", "note",
    "body.head", "fieldset", "li", "nav", "hgroup", "inlinexml", "credit", "figcaption", "tr", "caption",
}  # fmt: skip
_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4, "hl1": 2, "hl2": 2}
_BREAK = re.compile(r"(?:_{3,}|(?:\*\s*){3,}|-{3,}|\u2014{3,}|#{3,}|(?:\u2022\s*){3,}|(?:~\s*){3,})")
_FRAME = re.compile(r"(<iframe\b[^>]{0,2000}>)(?:[^<]{0,2000}</iframe\s*>)?")  # one left open would swallow the rest
_LONGEST_BREAK = 40  # characters
LONGEST_TEXT = 3_000_000  # characters of one body
_SHALLOW = 1_000  # tags; so few make no depth at which libxml2 stops
_HARMLESS = 20_000  # characters; what a body no longer than this holds is soon read
_TAG = re.compile(r"""<[a-zA-Z](?:=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']?+)|[^>=]++)*+""")
_LONG_TAG, _MOST_ATTRIBUTES = 500, 20_000  # characters of a tag that counts; attributes of such tags in one body
_ENDS = " \t\n\r\f\v"
_HTML_RULES: dict[str, Any] = {
    "remove_comments": True,
    "remove_pis": True,
    "no_network": True,
    "encoding": "utf-8",
    "huge_tree": True,  # 2,048 elements in each other instead of 256; how long a body may be we say ourselves
}

_HTML = etree.HTMLParser(**_HTML_RULES)  # lxml lets one thread at a time use it


def from_html(html: str, *, base: str = "", pictures: list[Picture] | None = None) -> tuple[Block, ...]:
    """Return the blocks of a piece of HTML, however broken. ``pictures`` grows by those found in it."""
    if "<" not in html:
        return from_text(html)
    if "<iframe" in html:
        html = _FRAME.sub(r"\1</iframe>", html)
    tree = html_tree(html)
    return from_elements((tree,), base=base, pictures=pictures) if tree is not None else ()


def html_tree(html: str) -> Any:
    """Return the root of a piece of HTML as libxml2 reads it, or None when there is nothing in it.

    Raises WireFault when it has more tags, attributes, characters or levels than any body needs.
    """
    tags = html.count("<")
    if tags > MOST_TAGS:
        raise WireFault("size", f"This body has more than {MOST_TAGS:,} tags; no copy needs as many.")
    if len(html) > _HARMLESS:
        _check_size(html)
    data = html.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = etree.fromstring(data, _HTML)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if tags > _SHALLOW and any("depth" in str(one.message) for one in _HTML.error_log):
        raise WireFault("html", "This body is nested too deeply; it cannot be read to its end.")
    return tree


def _check_size(html: str) -> None:
    """Refuse what is too long, and tags with so many attributes that libxml2 compares each with each for minutes."""
    if len(html) > LONGEST_TEXT:
        raise WireFault("size", f"This body has more than {LONGEST_TEXT:,} characters; no copy needs as many.")
    long_tags = (tag[0] for tag in _TAG.finditer(html) if len(tag[0]) > _LONG_TAG)
    if sum(max(len(tag.split()), tag.count("=")) for tag in long_tags) > _MOST_ATTRIBUTES:
        raise WireFault("size", "The tags of this body have more attributes than any copy needs.")


def from_text(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of plain text, which blank lines part."""
    if len(text) > LONGEST_TEXT:
        raise WireFault("size", f"This body has more than {LONGEST_TEXT:,} characters; no copy needs as many.")
    return tuple(plain_block(words) for words in lines(text))


def plain_block(words: str) -> Block:
    """Return one paragraph, or the section break that the words stand for."""
    if _BREAK.fullmatch(words):
        return Block("break")
    return Block("paragraph", text_html(words), words)


def from_elements(
    elements: Iterable[Any], *, base: str = "", pictures: list[Picture] | None = None
) -> tuple[Block, ...]:
    """Return the blocks of what the elements hold."""
    walk = Walk(base, pictures if pictures is not None else [])
    for element in elements:
        walk.inside(element)
        walk.flush()
    return tuple(walk.blocks)


class Walk:
    """Blocks in the making: the words of the running block, and the inline tags that are open round them."""

    def __init__(self, base: str, pictures: list[Picture], depth: int = 0) -> None:
        self.base = base
        self.pictures = pictures
        self.blocks: list[Block] = []
        self.kind, self.level = "paragraph", 0
        self.depth = depth
        self._html: list[str] = []
        self._text: list[str] = []
        self._open: list[tuple[str, str]] = []  # (opening tag, name)
        self._written = 0  # how many of the open tags are already in _html
        self._breaks = 0
        self._marked = False
        self._shown: set[int] = set()

    def words(self, text: str) -> None:
        """Add words to the running block; two line breaks before them part it."""
        if not self._text and text.isspace():
            return
        text = single_spaced(sound(text))
        if self._breaks:
            if text == " ":
                return
            self._end_of_line()
        if text[:1] == " " and (not self._text or self._text[-1][-1:] in " \n"):
            text = text[1:]
        if not text:
            return
        if self._written < len(self._open):
            self._html.extend(tag for tag, _ in self._open[self._written :])
            self._written, self._marked = len(self._open), True
        self._html.append(text_html(text))
        self._text.append(text)

    def inside(self, element: Any) -> None:
        """Walk an element's own words and its children."""
        if self.depth >= DEEPEST:
            self.words(shown(element))
            return
        self.depth += 1
        if text := element.text:
            self.words(text)
        for child in element:
            self.element(child, local(child.tag))
            if (tail := child.tail) and (self._text or not tail.isspace()):
                self.words(tail)
        self.depth -= 1

    def element(self, element: Any, name: str) -> None:
        """Walk one element by its name."""
        if name in _BLOCKS:
            self._block(element)
        elif name in INLINE:
            self._inline(element, INLINE[name])
        elif handle := _SPECIAL.get(name):
            handle(self, element)
        elif name in _HEADINGS:
            self._block(element, "subhead", _HEADINGS[name])
        elif name not in _DROPPED:
            self.inside(element)

    def flush(self, kind: str = "", level: int = 0) -> None:
        """End the running block; an empty one leaves nothing behind. Open inline tags go on in the next."""
        self._breaks = 0
        if self._text:
            text = "".join(self._text).strip(_ENDS)
            if text.strip():
                self._add(text)
            self._html, self._text, self._marked = [], [], False
        self._written = 0
        self.kind, self.level = kind or "paragraph", level

    def _add(self, text: str) -> None:
        if not self._marked:
            self._add_plain(text, self.kind, self.level)
            return
        for _, name in reversed(self._open[: self._written]):
            self._html.append(f"</{name}>")
        html = boundary("".join(self._html).strip(_ENDS))
        self.blocks.append(Block(self.kind, html, text, self.level))

    def _add_plain(self, text: str, kind: str, level: int) -> None:
        if text.isspace():
            return
        if len(text) < _LONGEST_BREAK and kind == "paragraph" and _BREAK.fullmatch(text):
            self.blocks.append(Block("break"))
        else:
            self.blocks.append(Block(kind, text_html(text), text, level))

    def _block(self, element: Any, kind: str = "", level: int = 0) -> None:
        outer = self.kind, self.level
        if self._text or self._breaks:
            self.flush(*outer)
        if not len(element) and not self._open:
            if words := tidy(element.text):
                self._add_plain(words, kind or outer[0], level or outer[1])
            return
        if "wp-caption" in (element.get("class") or "") and not figures.is_plain(element):
            self.figure(element)
            return
        self.kind, self.level = kind or outer[0], level or outer[1]
        self.inside(element)
        self.flush(*outer)

    def _inline(self, element: Any, name: str) -> None:
        carries = element.attrib or name in NEEDS_ATTRIBUTES
        tag = open_tag(name, dict(element.attrib), self.base) if carries else f"<{name}>"
        if not tag:
            self.inside(element)
            return
        place = len(self._open)
        self._open.append((tag, name))
        self.inside(element)
        self._open.pop()
        if self._written > place:
            self._html.append(f"</{name}>")
            self._written = place

    def _end_of_line(self) -> None:
        if self._breaks > 1:
            self.flush(self.kind, self.level)
        elif self._text:
            self._html.append("<br>")
            self._text.append("\n")
            self._marked = True
        self._breaks = 0

    def line_break(self, _element: Any) -> None:
        self._breaks += 1

    def section_break(self, _element: Any) -> None:
        self.flush()
        self.blocks.append(Block("break"))

    def preformatted(self, element: Any) -> None:
        self.flush()
        text = sound(shown(element)).replace("\r\n", "\n").strip("\n")
        if text.strip():
            self.blocks.append(Block("preformatted", text_html(text), text))

    def list(self, element: Any) -> None:
        self.flush()
        html, text = self.list_parts(element)
        if text:
            self.blocks.append(Block("list", boundary(html), text, ordered=local(element.tag) == "ol"))

    def list_parts(self, element: Any) -> tuple[str, str]:
        """Return the ``<li>`` of a list and their words, one line each."""
        html, text = [], []
        for child in element:
            words, plain = self.part(child)
            if plain:
                html.append(f"<li>{words}</li>")
                text.append(plain)
            if child.tail and child.tail.strip():
                html.append(f"<li>{text_html(tidy(child.tail))}</li>")
                text.append(tidy(child.tail))
        return "".join(html), "\n".join(text)

    def part(self, element: Any) -> tuple[str, str]:
        """Return the inner markup and the words of a list item or a cell; its paragraphs become lines."""
        inner = Walk(self.base, self.pictures, self.depth + 1)
        if self.depth >= DEEPEST:
            inner.words(shown(element))
        else:
            inner.inside(element)
        inner.flush()
        html, text = [], []
        for block in inner.blocks:
            if block.kind == "list":
                tag = "ol" if block.ordered else "ul"
                html.append(f"<{tag}>{block.html}</{tag}>")
            elif block.kind in ("picture", "break", "table"):
                self.blocks.append(block)
                continue
            else:
                html.append(block.html.replace("\n", "<br>"))
            text.append(block.text)
        return "<br>".join(html).replace("<br><ul>", "<ul>").replace("<br><ol>", "<ol>"), "\n".join(text)

    def quote(self, element: Any) -> None:
        """A block quotation; with several paragraphs each keeps its own ``<p>``."""
        self.flush()
        inner = Walk(self.base, self.pictures, self.depth + 1)
        inner.inside(element)
        inner.flush()
        said_there = [block for block in inner.blocks if block.kind in ("paragraph", "subhead", "quote")]
        if said_there:
            whole = (
                said_there[0].html if len(said_there) == 1 else "".join(f"<p>{block.html}</p>" for block in said_there)
            )
            if url := figures.social_url(element):
                text = "\n".join(block.text for block in said_there)
                self.blocks.append(Block("embed", boundary(whole.replace("</p><p>", "<br>")), text, url=url))
            else:
                self.blocks.append(Block("quote", boundary(whole), "\n".join(block.text for block in said_there)))
        self.blocks.extend(block for block in inner.blocks if block.kind not in ("paragraph", "subhead", "quote"))

    def table(self, element: Any) -> None:
        self.flush()
        if block := figures.table(self, element):
            self.blocks.append(block)

    def frame(self, element: Any) -> None:
        """An iframe or embed: its address is kept, what it would show is not."""
        self.flush()
        address = element.get("src") or element.get("data-src") or element.get("url") or element.get("href") or ""
        if address.startswith("//"):
            address = "https:" + address
        if url := safe_href(address, self.base):
            words = tidy(element.get("title"))
            self.blocks.append(Block("embed", text_html(words), words, url=url))
        if local(element.tag) == "embed":
            self.inside(element)  # the HTML reader takes what follows an <embed> for its content

    def picture(self, element: Any) -> None:
        self._show(figures.image(element, self.base), apart=False)

    def figure(self, element: Any) -> None:
        if figures.is_plain(element):
            self._block(element)
            return
        self._show(figures.figure(element, self.base), apart=True)
        for child in figures.beside(element):
            self.element(child, local(child.tag))

    def media(self, element: Any) -> None:
        self._show(figures.media(element), apart=True)

    def _show(self, picture: Picture | None, apart: bool) -> None:
        if picture is None:
            return
        at = figures.place(self.pictures, picture)
        if apart or not self._text:
            outer = self.kind, self.level
            self.flush(*outer)
        if at >= 0 and at not in self._shown:
            self._shown.add(at)
            self.blocks.append(Block("picture", picture=at))

    def fraction(self, element: Any) -> None:
        """NITF writes ½ as a numerator and a denominator."""
        gap = " " if self._text and self._text[-1][-1:].isdigit() else ""
        self.words(gap + "/".join(words for child in element if (words := said(child))))


_SPECIAL: dict[str, Callable[[Walk, Any], None]] = {
    "br": Walk.line_break, "hr": Walk.section_break, "pre": Walk.preformatted, "ul": Walk.list, "ol": Walk.list,
    "menu": Walk.list, "blockquote": Walk.quote, "bq": Walk.quote, "table": Walk.table, "nitf-table": Walk.table,
    "iframe": Walk.frame, "embed": Walk.frame, "frame": Walk.frame, "oembed": Walk.frame, "video": Walk.frame,
    "audio": Walk.frame, "img": Walk.picture, "image": Walk.picture, "figure": Walk.figure, "media": Walk.media,
    "frac": Walk.fraction,
}  # fmt: skip
