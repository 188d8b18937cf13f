"""The desk: what cannot wait, what waits for an editor, what went out; for one person, in a handful of questions."""

from dataclasses import dataclass
from datetime import datetime

from nightdesk.desk.newsroom import board_now, board_stories
from nightdesk.desk.newsroom.board_now import Trouble
from nightdesk.desk.newsroom.board_options import Chosen, Reach
from nightdesk.desk.newsroom.board_stories import Line

_HEADINGS = {"spiked": "Spiked", "killed": "Killed"}


@dataclass(frozen=True, slots=True)
class Board:
    """Three columns. A count is “1000+” where nobody counted further."""

    now: tuple[Trouble, ...]
    waiting: tuple[Line, ...]
    out: tuple[Line, ...]
    now_count: str
    waiting_count: str
    out_heading: str
    in_title: str


def build(reach: Reach, chosen: Chosen, now: datetime) -> Board:
    """Return the desk as it stands."""
    ids = board_stories.find(reach, chosen)
    shown = [some[: board_stories.SHOWN] for some in (ids.unreadable, ids.waiting, ids.out)]
    stories = board_stories.load({pk for some in shown for pk in some})
    unreadable, waiting, out = ([stories[pk] for pk in some if pk in stories] for some in shown)
    troubles = board_now.troubles(reach, unreadable, now)
    count = len(ids.waiting) + len(troubles)
    return Board(
        now=tuple(troubles[: board_now.SHOWN]),
        waiting=tuple(board_stories.line(story, reach, now) for story in waiting),
        out=tuple(board_stories.line(story, reach, now) for story in out),
        now_count=str(len(troubles)),
        waiting_count=_counted(len(ids.waiting)),
        out_heading=_HEADINGS.get(chosen.state, "Running"),
        in_title=_counted(count),
    )


def _counted(number: int) -> str:
    return f"{board_stories.MOST_COUNTED}+" if number >= board_stories.MOST_COUNTED else str(number)
