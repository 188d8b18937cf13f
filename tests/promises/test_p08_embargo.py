"""P8: what may not be public is nowhere, by no door: no byte, name, address, picture or count tells a stranger of it.

``DOORS`` are the ways out of the house. A new kind of sheet, or a new address that answers strangers, fails the first
two tests until it stands there; then every way of forbidding a story is tried, and everything public is searched.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from nightdesk.desk import changes, decide, filing, gate
from nightdesk.desk.models import FrontTail, Picture, Story, Take, Topic
from nightdesk.press import quick
from nightdesk.press.kinds import KINDS
from nightdesk.search import finding
from nightdesk.search.indexing import index_waiting
from nightdesk.wire.item import Embargo, Rendition, Subject
from nightdesk.wire.item import Picture as Shot
from tests.newsroom_cast import BODY, NOON, make_item
from tests.promises.public import House, story_of
from tests.promises.test_p15_need_to_know import every_pattern

pytestmark = pytest.mark.django_db

DOORS = {
    "asset": "styles, scripts and marks: no copy in them",
    "picture": "a picture's files, while a public story shows it",
    "story": "the story's page, or the notice that it is gone",
    "changes": "what changed in a story, word by word, below its page",
    "house": "404, guidelines, story ideas, robots.txt: no copy in them",
    "front": "home, sections, topics, people, and their older pages",
    "corrections": "what the station got wrong",
    "feed": "RSS, Atom and JSON Feed",
    "sitemap": "for search engines: months, index, news",
    "archive": "calendars: which days have stories (a day is a front)",
    "card": "the image of a story that is shared, with its headline drawn on it, below the story's page",
    "api": "stories as ninjs",
}
OPEN_TO_STRANGERS = {"asset", "original", "deliveries"}  # besides the newsroom's own pages, which send to the login

PATH = "/2026/11/23/ferry-pier-stays-open/"
WORDS = ("Ferry pier", "ferry-pier", "islands", "Tolliver", "pier.jpg", "tag:coastline", "Piers")
MOMENT = NOON + timedelta(hours=2)
SHOT = Shot((Rendition("https://pictures.example/pier.jpg", width=800, height=450),), guid="tag:shot", caption="Pier.")
WHOLE = {
    "pictures": (SHOT,),
    "editorial_types": ("Corrective",),
    "subjects": (Subject("subject", "Ferries"),),
    "bylines": ("Mara Tolliver",),
}


@pytest.fixture
def house(db, tmp_path: Path, settings) -> House:
    settings.MEDIA_ROOT = str(tmp_path / "pictures")
    settings.PUBLIC_ROOT = tmp_path / "public"
    house = House(settings.PUBLIC_ROOT)
    Topic.objects.create(station=house.station, name="Ferries", slug="ferries")
    house.wire.is_full_text_in_feeds = True
    house.wire.save(update_fields=["is_full_text_in_feeds"])
    return house


def everything_told(house: House) -> list[str]:
    """Return every public name that tells of the story: in a file, in a file's name, in a folder's name."""
    keys = [f"/{key}/" for key in Picture.every.exclude(key="").values_list("key", flat=True)]
    folders = [str(path) for path in (house.tree / "stations").rglob("*") if path.is_dir()]
    named = [name for name in folders if "ferry-pier" in name or "/pictures/" in name]
    return house.traces(*WORDS, *keys) + named + searched(house)


def searched(house: House) -> list[str]:
    """Return the questions that readers' search answers, from an index that was told of every story, forbidden too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "may_run", lambda *_: gate.Verdict(True, ()))
        quick.want_indexed(Story.objects.values_list("pk", flat=True))
        while index_waiting(house.now):
            pass
    questions = ("ferry pier", "islands", "tolliver", "ferries -helicopter", '"ferry pier"')
    return [
        f"search for {words}"
        for words in questions
        if finding.answer(house.station, finding.Question(words), house.now)[1].found
    ]


def is_unknown(house: House, path: str = PATH) -> bool:
    """Compare the answer with that for an address that never was: status, headers and body, byte for byte."""
    return house.ask(path) == house.ask("/2026/11/23/never-was-anything/") and house.ask(path)[0].startswith("404")


def test_every_kind_of_sheet_is_a_door_that_is_listed():
    assert {kind.NAME for kind in KINDS} == set(DOORS)


def test_every_address_that_answers_strangers_is_listed():
    outside = set()
    for one in get_resolver().url_patterns:
        if str(one.pattern) == "newsroom/":
            continue
        patterns = [one] if isinstance(one, URLPattern) else one.url_patterns
        outside |= {pattern.name for pattern in patterns}
    assert outside == OPEN_TO_STRANGERS


def forbid(house: House, way: str) -> None:
    story, now = story_of(house), house.now
    if way in ("held", "spiked"):
        {"held": decide.hold, "spiked": decide.spike}[way](story, by=None, reason="A question.", now=now)
        return
    changed = {
        "unpublished": {"live": False},
        "unknown state": {"state": "published"},
        "embargoed": {"embargo_until": MOMENT},
        "unreadable": {"is_embargo_unreadable": True},
        "expired": {"expires_at": now},
        "killed": {"state": "killed", "killed_at": now},
    }[way]
    Story.objects.filter(pk=story.pk).update(**changed)
    changes.record([f"story:{story.pk}/page", f"story:{story.pk}/card"], way, at=now)


WAYS = ("held", "spiked", "unpublished", "unknown state", "embargoed", "unreadable", "expired", "killed")


@pytest.mark.parametrize("way", WAYS)
def test_what_is_forbidden_leaves_by_every_door_whatever_forbids_it(house: House, way: str):
    house.deliver(**WHOLE)
    house.develop()
    house.later(minutes=1)
    newer = (*BODY, "The islands sent their thanks on Tuesday, in a letter that the chair read aloud.")
    house.deliver(version="2", paragraphs=newer, created_at=NOON + timedelta(minutes=1), **WHOLE)
    seen = " ".join(house.traces(*WORDS, "/pictures/"))
    assert len(searched(house)) == 5
    for door in (
        "index.html",
        "topics",
        "local",
        "corrections",
        "feed.rss",
        "feed.atom",
        "feed.json",
        "sitemap",
        "/changes/",
        "/api/stories",
        "/2026/11/23/index.html",
        "/card-",
    ):
        assert door in seen, door
    house.later(minutes=1)
    forbid(house, way)
    house.press.settle()
    left = [name for name in everything_told(house) if "ferry-pier-stays-open" not in name]
    assert left == []
    if way in ("expired", "killed"):
        assert house.ask(PATH)[0].startswith("410")
        assert not any(word.encode() in house.ask(PATH)[2] for word in WORDS)
    else:
        assert everything_told(house) == []
        assert is_unknown(house)


@pytest.mark.parametrize(
    "said",
    [
        {"embargo": Embargo(MOMENT, "14:00")},
        {"embargo": Embargo(MOMENT, "14:00"), "status": "usable"},
        {"embargo": Embargo(None, "Friday-ish")},
        {"embargo": Embargo(None, "")},
        {"paragraphs": ("EMBARGOED until 0001 Friday September 9", *BODY)},
        {"paragraphs": ("Embargoed to 0001 Friday September 9", *BODY)},
        {"headline": "EMBARGOED until Friday: Ferry pier stays open"},
        {"paragraphs": ("HOLD FOR RELEASE", *BODY)},
        {"usage": "Hold for release until told otherwise"},
        {"signals": ("HoldForRelease",)},
        {"editorial_types": ("HoldForRelease",)},
        {"labels": ("WITHHOLD",)},
        {"status": "withheld"},
        {"status": "green"},
        {"status": "usable;canceled"},
        {"editorial_types": ("Advisory",)},
        {"usage": "NORTH AMERICA OUT"},  # the station has not said its territories; its zone tells the country
        {"usage": "PORT ELLERY OUT"},  # a town may be ours
        {"usage": "JAPAN ONLY"},
        {"usage": "No Archiving Permitted"},
        {"expires_at": NOON - timedelta(days=1)},
        {"created_at": NOON - timedelta(days=40), "published_at": NOON - timedelta(days=40)},
    ],
    ids=lambda said: " ".join(f"{name}={value}"[:50] for name, value in said.items()),
)
def test_what_may_not_run_at_its_coming_is_told_by_nothing(house: House, said):
    house.wire.max_age_days = 30
    house.wire.save(update_fields=["max_age_days"])
    house.deliver(**(WHOLE | said))
    house.develop()
    assert everything_told(house) == []
    assert is_unknown(house)
    assert FrontTail.objects.count() == 0


def test_it_comes_at_its_moment_and_not_a_millisecond_before(house: House):
    house.deliver(**(WHOLE | {"embargo": Embargo(MOMENT, "14:00")}))
    house.develop()
    house.now = MOMENT - timedelta(milliseconds=1)
    house.press.settle()
    assert is_unknown(house)
    assert everything_told(house) == []
    house.now = MOMENT
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")
    told = " ".join(house.traces(*WORDS))
    for door in ("harbor/index.html", "topics", "feed.rss", "sitemap-news.xml", "pictures"):
        assert door in told or door in " ".join(everything_told(house)), door


def test_an_embargo_in_words_with_day_time_and_zone_is_kept_even_when_an_editor_runs_the_story(house: House):
    house.deliver(paragraphs=("EMBARGOED UNTIL 2026-11-23T14:00:00Z", *BODY))
    story = story_of(house)
    assert (story.state, story.embargo_until) == ("held", MOMENT)
    decide.run(story, by=None, cause="an editor has read it", now=house.now)
    house.press.settle()
    assert is_unknown(house)
    house.now = MOMENT
    house.press.settle()
    assert house.ask(PATH)[0].startswith("200")


def test_a_killed_embargo_is_never_seen_not_even_as_gone(house: House):
    house.deliver(embargo=Embargo(MOMENT, "14:00"))
    house.deliver(version="2", status="canceled", embargo=Embargo(MOMENT, "14:00"))
    for now in (NOON, MOMENT, MOMENT + timedelta(days=1)):
        house.now = now
        house.press.settle()
        assert is_unknown(house)


def test_an_embargoed_story_takes_no_number_in_a_front(house: House):
    for number, more in enumerate(({}, {"embargo": Embargo(MOMENT, "14:00")}, {})):
        house.deliver(
            f"tag:{number}", headline=f"Story number {number}", paragraphs=(f"Words of {number}.",) * 3, **more
        )
    assert FrontTail.objects.get(front="home").last == 2


def test_an_embargoed_story_keeps_no_words_of_an_address_from_a_public_one(house: House):
    house.deliver(embargo=Embargo(MOMENT, "14:00"))
    house.deliver("tag:other", paragraphs=("Another town keeps its own pier.",) * 3)
    assert house.ask(PATH)[0].startswith("200")
    assert b"Another town" in house.ask(PATH)[2]
    house.now = MOMENT
    house.press.settle()
    assert Story.objects.filter(slug="ferry-pier-stays-open").count() == 1
    assert len(set(Story.objects.values_list("slug", flat=True))) == 2


def test_a_stranger_at_the_newsroom_learns_nothing_from_any_address(house: House, client):
    house.deliver(embargo=Embargo(MOMENT, "14:00"), **WHOLE)
    house.develop()
    story = story_of(house)
    for name, pattern in every_pattern():
        answers = []
        for key in (story.pk, 10**9):
            keys = {
                one: key if one.endswith("id") or one == "pk" else "story" for one in pattern.pattern.regex.groupindex
            }
            try:
                address = reverse(name, kwargs=keys)
            except Exception:  # noqa: BLE001 - not an address that a number fits in
                continue
            answer = client.get(address)
            answers.append((answer.status_code, b"Ferry pier" in answer.content))
        assert answers in ([], [answers[0]] * len(answers)) if answers else True, name
        assert not any(leaks for _, leaks in answers), name
    picture = Picture.every.get()
    assert client.get(f"/media/originals/{picture.key}.jpg").status_code == 404
    assert client.get(f"/media/made/{picture.key}/800.jpg").status_code == 404


def test_the_gate_reads_the_fields_together_and_one_thing_is_enough():
    assert gate.against(gate.Said(), NOON) == []
    for said in (
        {"status": "usable;canceled"},
        {"status": "green"},
        {"signals": ("Embargo",)},
        {"editorial_types": ("Elimination",)},
        {"labels": ("KILL",)},
        {"is_public_kind": False},
        {"expires_at": NOON},
        {"is_embargo_unreadable": True},
        {"story_market": "Port Ellery"},
        {"story_market": "Port Ellery, Conn.", "station_market": "Port Ellery"},
        {"story_market": "Ellery", "station_market": "Port Ellery"},
        {"wire_markets": "Alta Mesa", "station_market": "Port Ellery"},
    ):
        assert len(gate.against(gate.Said(**said), NOON)) == 1, said


def test_an_older_version_in_the_same_document_does_not_show_before_the_embargoed_one(house):
    """The press may look between any two items, so the embargoed one is filed first wherever it stands."""
    embargoed = make_item(version="2", embargo=Embargo(NOON + timedelta(hours=2), "until two"), created_at=NOON)
    delivery, _ = filing.receive(house.wire, b"both", received_at=NOON)
    filing.file_all([make_item(version="1"), embargoed], delivery, now=NOON)
    assert list(Take.objects.order_by("pk").values_list("number", flat=True)) == [1, 0]
    house.press.settle()
    assert house.traces("Ferry pier") == []
