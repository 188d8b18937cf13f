"""Every kind of sheet. A new one is a file here and a place in this line.

A kind has a NAME, a RANK (lower is baked earlier), ``births(subject, reading)``: the addresses that the
subject should have now, and ``render(about, path, reading)``: what stands at one of them now.
"""

from nightdesk.press.kinds import (
    api,
    archive,
    asset,
    card,
    changes,
    corrections,
    feed,
    front,
    house,
    picture,
    sitemap,
    story,
)

KINDS = (asset, picture, story, changes, house, front, archive, corrections, feed, api, card, sitemap)
BY_NAME = {kind.NAME: kind for kind in KINDS}
