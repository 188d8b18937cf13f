"""Two stations and their stories, all invented, with every part a story page can have."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.kit import slugs
from nightdesk.matching.changes import Ran, steps
from nightdesk.reader import addresses
from nightdesk.reader.cards import (
    BlockView,
    CardView,
    ChangesView,
    CorrectionView,
    FrontView,
    NavLink,
    NoteView,
    PersonView,
    PictureFile,
    PictureView,
    StationView,
    StoryView,
)

HARBOR = StationView(
    slug="harbor",
    name="Harbor 6",
    call_sign="WHBR",
    tagline="News and weather for Port Ellery and the outer islands",
    url="https://harbor.example",
    zone="America/New_York",
    look="harbor",
    sections=tuple(
        NavLink(title, f"/{title.lower()}/") for title in ("News", "Weather", "Politics", "World", "Business", "Sports")
    ),
    legal_html="<p>WHBR, channel 6, Port Ellery. The public inspection file is kept at 12 Chandler Quay and can be "
    'asked for at <a href="mailto:publicfile@harbor.example">publicfile@harbor.example</a>.</p>',
    copyright="© 2026 Harbor 6, Port Ellery. All rights reserved.",
    community_html="<p>Harbor 6 wants a conversation that neighbors would be glad to have at their own table. Speak to "
    "what was said, not to who said it; bring what you know and say how you know it.</p>",
    contact_email="desk@harbor.example",
    tips_email="ideas@harbor.example",
    footer_links=(NavLink("About us", "/about/"),),
)
MESA = replace(
    HARBOR,
    slug="mesa",
    name="Mesa Public Radio",
    call_sign="KMSA 88.9",
    tagline="Listener-supported news from Alta Mesa and the high country",
    url="https://mesa.example",
    zone="America/Denver",
    look="mesa",
    sections=tuple(NavLink(title, f"/{title.lower()}/") for title in ("News", "Water", "Politics", "Science", "World")),
    copyright="© 2026 Mesa Public Radio.",
    tips_email="stories@mesa.example",
)
PLAIN = replace(HARBOR, slug="plain", name="The Lowell Ledger", call_sign="", look="plain", url="https://plain.example")
STATIONS = (HARBOR, MESA, PLAIN)

EASTERN = ZoneInfo("America/New_York")
MORNING = datetime(2026, 11, 23, 9, 4, tzinfo=EASTERN)


def picture(name: str, alt: str, caption: str = "", credit: tuple[str, ...] = (), *, tall: bool = False) -> PictureView:
    """Return a picture in three formats and three widths, three to two (or two to three when tall)."""
    share = (3, 2) if tall else (2, 3)
    files = tuple(
        PictureFile(f"/pictures/{name}/{width}.{kind}", width, width * share[0] // share[1], f"image/{mime}")
        for kind, mime in (("avif", "avif"), ("webp", "webp"), ("jpg", "jpeg"))
        for width in (400, 800, 1600)
    )
    return PictureView(files, alt=alt, caption=caption, credit_parts=credit)


FOUR_PARTS = ("Iria Solene", "Meridian Wire", "Halden Images", "via Coastline")
CALL_PICTURE = picture(
    "summit-hall",
    "Flags of both countries stand behind an empty table with two microphones.",
    "The table set for negotiators in Lisbon, where the two governments mean to meet in December. The last round "
    "there ended without a statement.",
    FOUR_PARTS,
)
ADA = PersonView(
    "Odile Farrant",
    path="/people/odile-farrant/",
    role="Diplomatic correspondent",
    bio="Odile Farrant has covered the strait and the countries around it since 2011. She reports from Washington.",
    picture=picture("council", "Odile Farrant"),
)


def paragraphs(*texts: str) -> tuple[BlockView, ...]:
    return tuple(BlockView("paragraph", text) for text in texts)


CALL = StoryView(
    card=CardView(
        story_id=41,
        path="/2026/11/23/marsh-and-verin-speak-by-phone/",
        url="https://harbor.example/2026/11/23/marsh-and-verin-speak-by-phone/",
        headline="Marsh and Verin speak by phone for first time since strait standoff",
        deck="The two leaders talked for an hour and 45 minutes, their offices said, and agreed to send negotiators "
        "to Lisbon next month.",
        section=NavLink("World", "/world/"),
        published_at=MORNING,
        updated_at=MORNING + timedelta(hours=3, minutes=37),
        picture=CALL_PICTURE,
        byline="By Odile Farrant and Marcus Teague, Coastline",
        credit="Coastline",
        dateline="Washington",
        guid="tag:harbor.example,2026-11-23:story/41",
        is_full_text_in_feeds=True,
    ),
    bylines=(ADA, PersonView("Marcus Teague")),
    byline_agency="Coastline",
    dateline="Washington",
    dateline_agency="Coastline",
    lead=CALL_PICTURE,
    blocks=(
        *paragraphs(
            "President Helena Marsh and Karesian Premier Tomas Verin spoke by phone on Monday for the first time since "
            "Karesian patrol boats turned back three merchant ships in September, and the two sides agreed to send "
            "negotiators to Lisbon.",
            "The call lasted an hour and 45 minutes, according to both offices. Each described it as frank, and each "
            'left out something that <a href="https://coastline.example/readout">the other put first</a>.',
            "“I told the premier that the strait belongs to no one and is needed by everyone,” Marsh said in a "
            "statement after the call.",
        ),
        BlockView("subhead", "Two accounts of one call", level=2),
        *paragraphs(
            "In the Karesian account, Verin “drew attention to the legitimate rights of the coastal state” and "
            "asked that warships give a day’s notice. The American statement does not mention notice.",
        ),
        BlockView(
            "quote", "There was no shouting. There was also no movement, and both of them knew that before they began."
        ),
        *paragraphs("A senior official who was in the room spoke on condition of anonymity about a private call."),
        BlockView(
            "picture",
            picture=picture("ferry", "A ferry crosses a bay.", "A ferry leaves Port Ellery.", ("Jo Brand", "Harbor 6")),
        ),
        BlockView("subhead", "What ships carry through the strait", level=3),
        BlockView("list", "<li>A fifth of the region’s grain</li><li>Most of its heating oil</li><li>Ferries</li>"),
        BlockView(
            "table",
            '<caption>Ships turned back since September</caption><thead><tr><th scope="col">Date</th>'
            '<th scope="col">Ship</th><th scope="col">Flag</th><th scope="col">Cargo, tonnes</th></tr></thead>'
            "<tbody><tr><td>Sept. 4</td><td>Alma Reyes</td><td>Portugal</td><td>31,200</td></tr>"
            "<tr><td>Sept. 11</td><td>Northern Tern</td><td>Norway</td><td>8,450</td></tr>"
            "<tr><td>Sept. 30</td><td>Wide Sargasso</td><td>Panama</td><td>54,000</td></tr></tbody>",
        ),
        BlockView("embed", "“We remain ready to talk, at any hour.” — the premier’s office", url="https://posts.example/5512"),
        BlockView("break"),
        *paragraphs(
            "Analysts in both capitals said the meeting in Lisbon would matter more than the call. It would be the "
            "first since a round in 2024 that ended without a statement.",
            "The next merchant convoy is due to enter the strait on Dec. 2.",
        ),
    ),
    notes=(
        NoteView("correction", "An earlier version of this story gave the wrong number of ships turned back in "
                 "September. It was three, not five.", MORNING + timedelta(hours=1)),
        NoteView("editors-note", "This story quotes officials who asked not to be named."),
        NoteView("update", "This story has been updated with the Karesian account of the call.",
                 MORNING + timedelta(hours=3, minutes=37), "/2026/11/23/marsh-and-verin-speak-by-phone/changes/"),
    ),
    contributors="Coastline’s Pell Armitage, Suna Derrow and Ines Kavi contributed to this report.",
    disclaimer="This story is provided by Coastline for its affiliates.",
    copyright="™ & © 2026 Coastline Media Group, Inc. All rights reserved.",
    topics=(NavLink("Diplomacy", "/topics/diplomacy/"), NavLink("Karesian Strait", "/topics/karesian-strait/")),
    author=ADA,
    canonical_url="https://coastline.example/2026/11/strait-call",
    agency_name="Coastline",
    agency_url="https://coastline.example/",
    word_count=812,
)  # fmt: skip

BARE = StoryView(
    card=CardView(
        7, "/2026/11/22/quay-reopens/", "https://harbor.example/2026/11/22/quay-reopens/", "Chandler Quay reopens",
        published_at=MORNING - timedelta(days=1), guid="tag:harbor.example,2026-11-22:story/7",
    ),
    blocks=paragraphs("Chandler Quay reopened to traffic on Sunday, the harbor office said."),
)  # fmt: skip

ARABIC = StoryView(
    card=replace(
        BARE.card, story_id=8, headline="الميناء يعود إلى العمل بعد العاصفة",
        deck="قالت السلطات إن العبّارات ستستأنف رحلاتها يوم الثلاثاء.",
        language="ar", path="/2026/11/22/almina/", url="https://harbor.example/2026/11/22/almina/",
        picture=CALL_PICTURE,
    ),
    bylines=(PersonView("ليلى حداد"),),
    dateline="بورت إليري",
    lead=replace(CALL_PICTURE, caption="طاولة المفاوضات"),
    blocks=(
        *paragraphs("عاد الميناء إلى العمل صباح الأحد بعد عاصفة دامت يومين، وقالت السلطات إن الأضرار محدودة."),
        BlockView("quote", "لم نر موجاً كهذا منذ عشرين سنة."),
    ),
    notes=(NoteView("update", "أضيفت تصريحات مدير الميناء.", MORNING),),
)  # fmt: skip

HEADLINES = (
    ("Storm pushes tide over the seawall; ferries stay in port until Tuesday", "News", "ferry"),
    ("Council votes 5–4 to keep the night bus after a three-hour hearing", "Politics", ""),
    ("Schools open two hours late as ice lingers on the island roads", "News", "snowline"),
    ("A court asks who owns the river when the river moves", "Politics", "court"),
    ("Fishing crews get a longer season, and a smaller catch", "Business", ""),
    ("Telescope on the ridge sees first light, twenty years late", "World", "telescope"),
    ("Ellery beats Northgate in overtime and plays for the title on Saturday", "Sports", "stadium"),
    ("Reservoir stands at its highest November level since records began", "Weather", "reservoir"),
    ("Library extends its hours; the heat stays on for anyone who needs it", "News", ""),
    ("Harvest runs late, and bakers say bread will too", "Business", "harvest"),
    ("What to know before you vote on the harbor bond", "Politics", "council"),
    ("Winds ease by Wednesday, then a week of clear cold", "Weather", ""),
)


def cards(station: StationView, count: int = 18) -> tuple[CardView, ...]:
    """Return ``count`` cards, newest first, the diplomatic call leading."""
    first = replace(CALL.card, url=addresses.absolute(station.url, CALL.card.path))
    return (first, *(_card(station, number) for number in range(1, count)))


def _card(station: StationView, number: int) -> CardView:
    again, at = divmod(number - 1, len(HEADLINES))
    headline, section, image = HEADLINES[at]
    headline += f" (part {again + 1})" if again else ""
    moment = MORNING - timedelta(hours=5 * number, minutes=13 * number)
    path = addresses.story(moment, slugs.slugify(headline), station.zone)
    return CardView(
        story_id=100 + number,
        path=path,
        url=addresses.absolute(station.url, path),
        headline=headline,
        deck="Crews worked through the night; the city says what is closed, what is not and whom to call.",
        section=NavLink(section, f"/{section.lower()}/"),
        published_at=moment,
        updated_at=moment + timedelta(hours=1) if number % 4 == 0 else None,
        picture=picture(image, "") if image else None,
        credit="Meridian Wire" if number % 3 else "",
        guid=addresses.story_tag(station.url, moment.date(), f"story-{100 + number}"),
    )


def feed_links(path: str) -> tuple[NavLink, ...]:
    names = (("RSS", "rss"), ("Atom", "atom"), ("JSON Feed", "json"))
    return tuple(NavLink(title, addresses.feed(path, kind)) for title, kind in names)


def fronts(station: StationView) -> dict[str, FrontView]:
    """Return one front of every kind by its path."""
    made = (
        FrontView("home", station.name, "/", cards(station), older="/page/7/", feeds=feed_links("/")),
        FrontView("home", station.name, "/", cards(station, 10), number=7, older="/page/6/", newer="/"),
        FrontView("section", "Weather", "/weather/", cards(station, 9), older="/weather/page/3/",
                  feeds=feed_links("/weather/")),
        FrontView("topic", "Karesian Strait", "/topics/karesian-strait/", cards(station, 6),
                  "Ships, patrols and talks in the strait.", feeds=feed_links("/topics/karesian-strait/")),
        FrontView("author", ADA.name, "/people/odile-farrant/", cards(station, 5), author=ADA),
        FrontView("topic", "Bridges", "/topics/bridges/"),
    )  # fmt: skip
    return {addresses.older_page(front.path, front.number) if front.number else front.path: front for front in made}


CORRECTION_FEEDS = feed_links(addresses.CORRECTIONS)
CORRECTED = (
    CorrectionView(CALL.card, CALL.notes[0].text, CALL.notes[0].at),
    CorrectionView(_card(HARBOR, 3), "The schools open two hours late, not one.\nThe road is closed.", MORNING),
)
_RAN = (
    ("headline", "Marsh and Verin speak by phone for first time since standoff"),
    ("paragraph", "President Helena Marsh and Karesian Premier Tomas Verin spoke by phone on Monday for an hour."),
    ("paragraph", "The two sides agreed to send negotiators to Lisbon in December."),
    ("subhead", "What comes next"),
    ("paragraph", "Neither side said who would speak for it, and both said that the ships would be spoken of first."),
)
_THEN = (
    ("headline", "Marsh and Verin speak by phone for first time since strait standoff"),
    ("paragraph", "President Helena Marsh and Karesian Premier Tomas Verin spoke by phone on Monday for an hour and 45 "
     "minutes."),
    *_RAN[2:4],
    ("paragraph", "The Karesian premier’s office told reporters a different story about how the talk came to be."),
    ("quote", "“We were asked,” it said."),
)  # fmt: skip
CHANGES = ChangesView(
    addresses.changes(CALL.card.path),
    CALL.card,
    steps(
        [
            Ran(MORNING + timedelta(hours=1), _RAN),
            Ran(MORNING + timedelta(hours=2), _THEN),
            Ran(MORNING + timedelta(hours=3, minutes=37), (*_THEN[:2], *_THEN[3:])),
        ]
    ),
    (CALL.notes[0],),
    is_cut=True,
)
