"""What the desk stores (DESIGN.md §5). One file for what belongs together."""

from nightdesk.desk.models.acts import Act
from nightdesk.desk.models.changes import Alert, Change
from nightdesk.desk.models.daybook import DaybookLine
from nightdesk.desk.models.duties import Duty
from nightdesk.desk.models.fronts import Bar, FrontTail, Pick, Placing
from nightdesk.desk.models.lessons import Lesson
from nightdesk.desk.models.passes import Pass
from nightdesk.desk.models.pictures import Picture, PictureRendition
from nightdesk.desk.models.sharing import Handover, Nudge, Offer
from nightdesk.desk.models.stations import Author, HousePage, Section, Station, Thread, Topic
from nightdesk.desk.models.stories import Edition, MergeQuestion, Story
from nightdesk.desk.models.trail import Entry
from nightdesk.desk.models.wires import Delivery, Mark, Take, Wire

__all__ = [
    "Act",
    "Alert",
    "Author",
    "Bar",
    "Change",
    "DaybookLine",
    "Delivery",
    "Duty",
    "Edition",
    "Entry",
    "FrontTail",
    "Handover",
    "HousePage",
    "Lesson",
    "Mark",
    "MergeQuestion",
    "Nudge",
    "Offer",
    "Pass",
    "Pick",
    "Picture",
    "PictureRendition",
    "Placing",
    "Section",
    "Station",
    "Story",
    "Take",
    "Thread",
    "Topic",
    "Wire",
]
