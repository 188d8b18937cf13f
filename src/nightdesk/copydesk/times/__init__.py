"""Every time expression of a story as data: its words, a TIMEX3 value, and the stretch of time that it means."""

from nightdesk.copydesk.times.expression import TimeExpression
from nightdesk.copydesk.times.reader import read

__all__ = ["TimeExpression", "read"]
