"""Words that point at something on another page: “click here” without its link, “the map below” with no map."""

import re
from collections.abc import Iterator

from nightdesk.copydesk.copy import Copy
from nightdesk.copydesk.lines import prose
from nightdesk.copydesk.query import Query
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

NAME = "pointers"
ROWS = (14, 25)

_CLICK = re.compile(
    r"\b(?:[Cc]lick|[Tt]ap|CLICK|TAP)(?:ing)? (?:here|HERE|on this link|the link|this link|on the link)\b"
)
_LINK_WORDS = re.compile(
    r"<a [^<>]*>\s*(?:[Hh]ere|HERE|[Cc]lick here|CLICK HERE|[Tt]his link|[Ll]ink|[Rr]ead more|[Mm]ore)\s*</a>"
)
_SHOWN = (
    r"(?:map|maps|video|videos|clip|footage|photo|photos|photograph|picture|pictures|image|images|gallery|slideshow|"
    r"chart|charts|"
    r"graphic|graph|infographic|diagram|table|tweet|tweets|post|player|livestream|live stream|thread|embed|document|"
    r"timeline)"
)
_POINTS = re.compile(
    rf"\b(?:[Tt]he |[Tt]his |[Tt]hese |a |[Oo]ur |interactive |full |live |complete ){{1,3}}{_SHOWN} (?:shown |"
    rf"posted |embedded |"
    rf"attached |right )?(?:below|above)\b|"
    rf"\b{_SHOWN} (?:below|above)\b(?=[.:,)]|$)|"
    rf"\b(?:[Ss]ee|[Vv]iew|[Ww]atch|[Cc]heck out|[Ll]ook at|[Rr]ead|[Ll]isten to|[Pp]lay) (?:the |our |this |more |"
    rf"full |complete |raw )*{_SHOWN} "
    r"(?:here|below|above|(?:in|at|from) (?:the|this) (?:player|link|top))\b|"
    rf"\b[Hh]ere(?:['’]s| is| are) (?:the |a |our |some )(?:full |raw |first )?{_SHOWN}:|"
    rf"\b(?:in|from) the (?:video|media) player\b|\b(?:[Ww]atch|[Ss]ee|[Vv]iew) (?:below|above)\b(?=[.:!]|$)|"
    r"\b(?:[Ss]wipe|[Ss]croll) (?:left|right|down|through)\b(?= (?:to|for) (?:see|view|more|the))"
)
_WORTH_A_LOOK = (
    "below",
    "above",
    "here",
    "player",
    "link",
    " top",
    "swipe",
    "scroll",
)  # or nothing is asked
_FILLED = ("picture", "embed", "table", "list", "preformatted")


def check(copy: Copy, item: Item, terms: Terms) -> Iterator[Query]:
    """Flag a pointer when nothing in the story can be what it points at, and a link that says only “here”."""
    has_something = bool(copy.cutlines) or any(block.kind in _FILLED for block in copy.blocks)
    for field, number, text in prose(copy):
        markup, low = copy.blocks[number or 0].html, text.lower()
        if "<a " not in markup and not any(word in low for word in _WORTH_A_LOOK):
            continue
        if "<a " in markup:
            if found := _LINK_WORDS.search(markup):
                words = re.sub(r"<[^<>]*>", "", found[0]).strip()
                at = max(0, text.find(words))
                says = f"The link says only “{words}”: what does it lead to?"
                yield Query(NAME, says, "flag", field, number, at, at + len(words))
        elif found := _CLICK.search(text):
            yield Query(NAME, f"“{found[0]}”, and there is no link.", "flag", field, number, *found.span())
        if not has_something and (found := _POINTS.search(text)):
            says = f"“{found[0].strip()}” points at something that is not here."
            yield Query(NAME, says, "flag", field, number, *found.span())
