"""Take a story apart into the parts a newsroom knows: byline, dateline, notes, subheads, contributors, copyright …

Each part has its file. They read and change one ``Paper``; the order below is the order in which they must look,
because what one takes away the next need not understand.
"""

from datetime import datetime

from nightdesk.copydesk.anatomy import (
    body,
    byline,
    captions,
    correction,
    dateline,
    deck,
    furniture,
    headline,
    notes,
    tail,
)
from nightdesk.copydesk.anatomy.paper import Paper, lay_out
from nightdesk.copydesk.copy import Copy, Cutline
from nightdesk.copydesk.query import Edit
from nightdesk.copydesk.terms import Terms
from nightdesk.wire.item import Item

PARTS = (
    headline.take_labels,
    deck.tidy_deck,
    tail.take_glued_copyrights,
    furniture.take_furniture,
    captions.take_stray_captions,
    notes.take_notes,
    correction.take_correction,
    headline.drop_repeated,
    byline.take_byline,
    headline.drop_page_name,
    dateline.take_dateline,
    tail.take_tail,
    body.shape_body,
)
AT_THE_EDGES = (  # these look at the first or the last lines alone, and what is taken out lets others move up
    notes.take_adds,
    notes.take_desk_marks,
    correction.take_correction,
    headline.drop_repeated,
    byline.take_byline_lines,
    headline.drop_page_name,
    dateline.take_dateline,
    tail.take_tail,
    furniture.take_excerpt_tail,
    body.shape_body,
)
_ROUNDS = 4


def dissect(item: Item, terms: Terms) -> Copy:
    """Return the item as named parts. No word of the story itself is changed, only moved or left out, and recorded."""
    paper = lay_out(item, terms)
    cutlines = captions.read_cutlines(paper)
    captions.drop_repeated_captions(paper, cutlines)
    for part in PARTS:
        part(paper)
    seen = len(item.blocks)
    for _ in range(_ROUNDS):
        if seen == (seen := sum(line.is_prose for line in paper.lines)):
            break
        for part in AT_THE_EDGES:
            part(paper)
    return _copy(paper, cutlines)


def _copy(paper: Paper, cutlines: tuple[Cutline, ...]) -> Copy:
    item = paper.item
    published_at, updated_at = _moments(paper)
    return Copy(
        headline=paper.headline,
        labels=tuple(paper.labels),
        slugline=item.slugline,
        deck=paper.deck,
        bylines=tuple(paper.names),
        byline_agency=paper.byline_agency,
        dateline=paper.dateline,
        dateline_agency=paper.dateline_agency,
        dateline_date=paper.dateline_date,
        blocks=tuple(line.block for line in paper.lines),
        cutlines=cutlines,
        public_notes=tuple(dict.fromkeys(paper.public_notes)),
        private_notes=tuple(dict.fromkeys(paper.private_notes)),
        correction=paper.correction,
        update_note=paper.update_note,
        contributors=paper.contributors,
        disclaimer=paper.disclaimer,
        copyright=paper.copyright or item.copyright,
        credit=item.credit,
        market=paper.market,
        language=item.language,
        subjects=item.subjects,
        links=item.links,
        published_at=published_at,
        updated_at=updated_at,
        edits=tuple(paper.edits),
        sources=tuple(paper.sources),
        places=tuple(line.number for line in paper.lines),
    )


def _moments(paper: Paper) -> tuple[datetime | None, datetime | None]:
    """Return (published, updated); a story cannot have been changed before it was published."""
    item = paper.item
    published = item.published_at or item.first_created_at or item.created_at or item.sent_at
    updated = item.created_at or item.sent_at
    if published and updated and updated < published:
        why = "Dated as changed before it was published"
        paper.edits.append(Edit("updated_at", None, 0, updated.isoformat(), published.isoformat(), why, of="item"))
        updated = published
    return published, updated
