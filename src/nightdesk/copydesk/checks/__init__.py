"""The questions of the copy desk: one file a family, each with NAME, ROWS and check(copy, item, terms).

The order of ``CHECKS`` is the order in which the desk reads the answers. ``ROWS`` are the rows of the list of faults
in docs/build/copydesk.md that a check answers to. ``DEFAULT_OFF`` are the checks that are right too seldom to be asked
of every story; ``nightdesk check --all`` asks them.
"""

from nightdesk.copydesk.checks import (
    credit,
    dateline,
    dates,
    doubled,
    fused,
    half_edited,
    house,
    introduced,
    limits,
    market,
    markup,
    mojibake,
    names,
    pictures,
    pointers,
    preview,
    quotes,
    recovery,
    spacing,
    stacked,
    stale,
    status,
    truncated,
    unseen,
)

CHECKS = (
    status,
    market,
    limits,
    recovery,
    truncated,
    credit,
    stale,
    stacked,
    dateline,
    dates,
    markup,
    mojibake,
    unseen,
    spacing,
    fused,
    doubled,
    half_edited,
    names,
    introduced,
    quotes,
    pointers,
    pictures,
    house,
)
DEFAULT_OFF = (preview,)
