"""The questions of the copy desk: one file a family, each with NAME and check(copy, item, terms).

The order of ``CHECKS`` is the order in which the desk reads the answers.
"""

from nightdesk.copydesk.checks import credit, dateline, market, markup, mojibake, recovery, stacked, status, truncated

CHECKS = (status, market, recovery, truncated, credit, dateline, markup, mojibake, stacked)
