"""View data: everything a reader's page shows, frozen, ready to print. No models, no queries, no clock.

The press fills these through a reading; ``reader.render`` turns them into bytes. Every moment is aware
and already in the station's zone. ``html`` fields are safe markup; every other text is plain.
Addresses are paths on the station's own site ("/news/") unless the name says ``url`` (absolute).
"""

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from nightdesk.matching.changes import Step


@dataclass(frozen=True, slots=True)
class NavLink:
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class StationView:
    """A station as its pages show it."""

    slug: str
    name: str  # "Harbor 6"
    call_sign: str = ""
    tagline: str = ""
    url: str = ""  # "https://harbor6.example", no trailing slash
    language: str = "en-US"
    zone: str = "America/New_York"
    look: str = "harbor"  # names the set of custom properties
    sections: tuple[NavLink, ...] = ()
    legal_html: str = ""
    copyright: str = ""  # "© 2026 Harbor 6"
    community_html: str = ""  # statement above the conversation
    contact_email: str = ""
    tips_email: str = ""
    footer_links: tuple[NavLink, ...] = ()
    crawlers: str = "no-training"  # "allow" | "no-training" | "none": what AI crawlers are asked
    security_contact: str = ""  # a mailto: or https: URI
    terms_path: str = ""  # of the station's own terms
    hub: str = ""  # a WebSub hub


@dataclass(frozen=True, slots=True)
class PictureFile:
    path: str  # "/pictures/1f3a…/800.webp"
    width: int
    height: int
    mime: str  # "image/avif" | "image/webp" | "image/jpeg"
    ratio: str = ""  # of a crop: "16x9" | "4x3" | "1x1"


CARD_SQUARE = 630  # pixels of the square in the image of a shared story


@dataclass(frozen=True, slots=True)
class PictureView:
    """``files`` in order AVIF, WebP, JPEG, each from narrow to wide; the last JPEG is the fallback."""

    files: tuple[PictureFile, ...]
    alt: str = ""
    caption: str = ""
    credit_parts: tuple[str, ...] = ()
    is_file_photo: bool = False
    crops: tuple[PictureFile, ...] = ()  # round the focal point, in the same order; none where it may not be cut
    copyright: str = ""

    def cut(self, ratio: str) -> tuple[PictureFile, ...]:
        """Return the crops of a ratio in the widths that every format has; none when there are none."""
        mine = [file for file in self.crops if file.ratio == ratio]
        widths = {file.width for file in mine if file.mime == "image/avif"}
        return tuple(file for file in mine if file.width in widths)

    @property
    def shared(self) -> tuple[PictureFile, ...]:
        """The JPEGs that others show: the widest of each ratio there is, else the widest print."""
        found = [file for file in self.crops or self.files if file.mime == "image/jpeg"]
        widest = {file.ratio: file for file in sorted(found, key=lambda file: file.width)}
        return tuple(sorted(widest.values(), key=lambda file: -file.width / file.height))

    @property
    def card_square(self) -> PictureFile | None:
        """The square for the image of a shared story."""
        squares = (file for file in self.crops if file.ratio == "1x1" and file.width == CARD_SQUARE)
        return next((file for file in squares if file.mime == "image/jpeg"), None)

    @property
    def credit(self) -> str:
        return "/".join(self.credit_parts)


@dataclass(frozen=True, slots=True)
class BlockView:
    """A body block as ``wire.item.Block``, with its picture filled in."""

    kind: str
    html: str = ""
    level: int = 2
    ordered: bool = False
    picture: PictureView | None = None
    url: str = ""
    anchored: str = ""  # the same with names for sentences, for the story's own page


@dataclass(frozen=True, slots=True)
class PersonView:
    name: str
    path: str = ""  # the author's front, when there is one
    role: str = ""
    bio: str = ""
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """An update or correction note. ``kind``: "update" | "correction" | "editors-note"."""

    kind: str
    text: str
    at: datetime | None = None
    path: str = ""  # of the page that tells what changed


@dataclass(frozen=True, slots=True)
class CardView:
    """A story as fronts, feeds and lists show it (aspect ``/card``)."""

    story_id: int
    path: str
    url: str
    headline: str
    deck: str = ""
    section: NavLink | None = None
    published_at: datetime | None = None  # first run here
    updated_at: datetime | None = None  # last change readers should know of
    picture: PictureView | None = None
    byline: str = ""  # "By Ada Quill and Ben Marsh, Meridian Wire"
    credit: str = ""  # the agency
    dateline: str = ""
    language: str = "en"
    is_indexable: bool = True  # False: not in sitemaps
    is_full_text_in_feeds: bool = False
    guid: str = ""  # tag: URI, never changes
    summary: str = ""  # the first words of the body, where no deck was written: for fronts and feeds


@dataclass(frozen=True, slots=True)
class DataView:
    """A story as machines get it: its card, its text where the terms allow it, and what its page says besides."""

    card: CardView
    full_html: str = ""
    topics: tuple[tuple[str, str], ...] = ()  # name, and URI: IPTC's where the topic has a code, else its own front
    corrections: tuple[str, ...] = ()
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What somebody said, and the name of the place in the story where they say it."""

    speaker: str
    role: str
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class AheadView:
    """What a story says will be: its sentence, where it stands, and the day, when it names one."""

    sentence: str
    anchor: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class StoryView:
    """A whole story page (aspect ``/page``)."""

    card: CardView
    bylines: tuple[PersonView, ...] = ()
    byline_agency: str = ""
    dateline: str = ""
    dateline_agency: str = ""
    dateline_date: str = ""
    lead: PictureView | None = None
    blocks: tuple[BlockView, ...] = ()
    notes: tuple[NoteView, ...] = ()
    contributors: str = ""
    disclaimer: str = ""
    copyright: str = ""
    topics: tuple[NavLink, ...] = ()
    author: PersonView | None = None  # the author card
    canonical_url: str = ""
    robots: str = ""  # "" or "noindex" …
    comments_allowed: bool = False
    agency_name: str = ""
    agency_url: str = ""  # where the agency itself runs this copy
    word_count: int = 0
    thread: NavLink | None = None  # the running story it belongs to
    previously: tuple[CardView, ...] = ()  # earlier stories of the thread, the newest first
    voices: tuple[VoiceView, ...] = ()  # who said what
    accounts: tuple[VoiceView, ...] = ()  # none, or two of one event, to stand side by side
    ahead: tuple[AheadView, ...] = ()  # what is next
    next_up: CardView | None = None  # the story of the thread that came after it
    related: tuple[CardView, ...] = ()  # others with the same topics or names, the nearest first


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction as the corrections page and its feeds tell it."""

    card: CardView
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed in a story since it ran: every step between two versions, the oldest first."""

    path: str
    card: CardView
    steps: tuple[Step, ...] = ()
    corrections: tuple[NoteView, ...] = ()
    is_cut: bool = False  # earlier versions are not shown, because they were corrected or taken down


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What a story said would happen, and what came of it."""

    sentence: str
    story: CardView
    outcome: str  # "It happened"
    note: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BarView:
    """The breaking bar or the weather line: a few words, and the path of the story they lead to."""

    words: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class FrontView:
    """Home, section, topic, thread, author or day front, or an older page of one.

    ``number`` is None on the front itself; an older page N counted from the oldest end has its N.
    ``older`` and ``newer`` are paths, empty at the ends.
    """

    kind: str  # "home" | "section" | "topic" | "thread" | "author" | "day"
    title: str
    path: str
    cards: tuple[CardView, ...] = ()
    description: str = ""
    number: int | None = None
    older: str = ""
    newer: str = ""
    author: PersonView | None = None
    feeds: tuple[NavLink, ...] = ()
    outcomes: tuple[OutcomeView, ...] = ()  # of a thread
    picked: int = 0  # so many of the cards stand first because an editor put them there
    bar: BarView | None = None
    weather: BarView | None = None  # of home
    beside: tuple[NavLink, ...] = ()  # of a day: its month, and the days before and after it


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month's calendar: the days on which stories first ran lead to their fronts."""

    first: date
    days: frozenset[date] = frozenset()
    older: NavLink | None = None
    newer: NavLink | None = None


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """Every month in which stories ran, by year, the newest first."""

    years: tuple[tuple[int, tuple[NavLink, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class HousePageView:
    """What a station says of itself. ``html`` is safe markup."""

    title: str
    path: str
    html: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """A story that answers a question. ``headline`` and ``says`` are markup: escaped words, some in <mark>."""

    card: CardView
    headline: Markup
    says: Markup = Markup("")


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What a reader typed and chose, as text; what cannot be read counts as not chosen."""

    words: str = ""
    section: str = ""
    author: str = ""
    since: str = ""
    until: str = ""
    order: str = ""  # "new": the newest first; else those with the words in the headline first
    page: int = 1


@dataclass(frozen=True, slots=True)
class SearchView:
    """What a reader asked, what they can choose from (paths are slugs), and what was found on this page."""

    asked: QuestionView = QuestionView()
    sections: tuple[NavLink, ...] = ()
    authors: tuple[NavLink, ...] = ()
    is_asked: bool = False  # there is a word to look for
    found: tuple[FoundView, ...] = ()
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True)
class FeedView:
    """One feed, before its dialect is chosen. ``entries`` carry full text only when terms allow it."""

    title: str
    path: str  # of the feed itself
    home_path: str  # of the page it follows
    description: str = ""
    entries: tuple[tuple[CardView, str], ...] = ()  # (card, full text as html or "")
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoneView:
    """The neutral notice of a story withdrawn (410). It never repeats the story."""

    path: str
    text: str = ""
