"""How a station writes what can be written in more than one way. Proposed to editors, never done by itself."""

from nightdesk.copydesk.housestyle.house import HOUSES, NO_HOUSE, House, house_named
from nightdesk.copydesk.housestyle.proposals import proposals

__all__ = ["HOUSES", "NO_HOUSE", "House", "house_named", "proposals"]
