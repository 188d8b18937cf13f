"""The wires screen: how each wire stands, what it would file, and the verbs that add, change, pause and resume it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nightdesk.desk import decide, filing
from nightdesk.desk.models import Delivery, Story, Wire
from nightdesk.desk.newsroom import wire_look
from nightdesk.desk.staff.models import User
from nightdesk.intake.models import WireState
from nightdesk.intake.sources import push
from nightdesk.kit import clock
from tests.intake.feeds import document, feed
from tests.kit.conftest import far_end
from tests.kit.hostile import reply
from tests.newsroom.cast import make_person
from tests.newsroom_cast import NOON

__all__ = ("far_end",)
pytestmark = pytest.mark.django_db
DENIED = (302, 403)  # sent back to the desk, which says why


@pytest.fixture
def desk(client, harbor):
    """A browser of an administrator."""
    client.force_login(User.objects.create_superuser("administrator", "a@station.example", "correct-horse-battery"))
    return client


@pytest.fixture
def feed_at(far_end, monkeypatch):
    """Return a maker of the address of a feed that gives these answers, one after the other."""

    def make(*answers: bytes) -> str:
        line = iter(answers)
        end = far_end(lambda asked: [next(line)])
        monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
        return f"http://{end.here}/feed.rss"

    return make


def form_of(house, **more) -> dict[str, object]:
    said = {"name": "meridian", "kind": "folder", "policy": "hold", "indexing": "index", "every_s": "60"}
    return said | {"stations": [house.station.pk]} | more


def add(client, house, **more) -> str:
    return client.post(reverse("nightdesk_wire_add"), form_of(house, **more), follow=True).content.decode()


def at(name: str, row) -> str:
    return reverse(f"nightdesk_{name}", args=(row.pk,))


def everything() -> dict[str, int]:
    """How many rows there are of everything that the house keeps, and the kill ledger's length."""
    models = [one for one in apps.get_models() if one._meta.label not in ("sessions.Session",)]
    rows = {one._meta.label: one._base_manager.count() for one in models}
    ledger = settings.KILL_LEDGER
    return rows | {"ledger": ledger.stat().st_size if ledger.exists() else 0}


def test_each_wire_says_how_it_stands_and_trouble_comes_first(at_desk, editor_a, harbor):
    for number, (name, more) in enumerate({
        "asleep": {"state": "paused"}, "broken": {"kind": "poll", "url": "https://wire.example/"},
        "hushed": {"quiet_alarm_min": 30}, "lively": {},
    }.items()):  # fmt: skip
        wire = Wire.objects.create(name=name, **({"kind": "manual"} | more))
        wire.stations.set([harbor.station])
        Delivery.objects.create(wire=wire, received_at=clock.now() - timedelta(hours=number), sha256="1", raw=b"",
                                size_bytes=0, outcome="filed")  # fmt: skip
    WireState.objects.create(wire=Wire.objects.get(name="broken"), failures=3, last_fault="wire.example answered 503.")
    page = at_desk(editor_a).get(reverse("nightdesk_wires"))
    assert {str(one.wire): one.state for one in page.context["looks"]} == {
        "asleep": "paused", "broken": "failing", "hushed": "quiet", "lively": "working", "Harbor-Wire": "working",
    }  # fmt: skip
    text = page.content.decode()
    assert text.index("broken") < text.index("hushed") < text.index("asleep")
    for words in ("wire.example answered 503. 3 times in a row.", "quiet for more than 30 minutes", "1 refused"):
        assert words in text


def test_an_address_that_fails_again_and_again_stands_under_now(at_desk, editor_a, harbor):
    state = WireState.objects.create(wire=harbor.wire, failures=2, last_fault="wire.example answered 503.")
    assert "answered 503" not in at_desk(editor_a).get(reverse("nightdesk_desk")).content.decode()
    WireState.objects.filter(pk=state.pk).update(failures=3)
    page = at_desk(editor_a).get(reverse("nightdesk_desk")).content.decode()
    assert "It failed 3 times in a row." in page and at("wire", harbor.wire) in page


def test_the_day_is_drawn_by_the_hour_and_told_in_words(harbor):
    hours = {wire_look._hour(NOON): (4, 1), wire_look._hour(NOON - timedelta(hours=5)): (8, 0)}
    drawn = wire_look.chart(hours, "America/New_York", NOON)
    assert drawn.says == "12 deliveries in the last 24 hours, most of them (8) from 02:00 to 03:00; 1 refused."
    assert [(bar.x, bar.high, bar.bad) for bar in drawn.bars] == [(180, 40, 0), (230, 20, 5)]
    assert wire_look.chart({}, "UTC", NOON).says == "Nothing came in the last 24 hours."


def test_a_house_without_wires_is_told_how_to_begin(at_desk, editor_a, harbor):
    Wire.stations.through.objects.all().delete()
    assert "Ask an administrator to add a wire" in at_desk(editor_a).get(reverse("nightdesk_wires")).content.decode()


def test_a_folder_wire_gets_a_folder_in_the_state_folder_and_nowhere_else(desk, harbor):
    page = add(desk, harbor, folder="/etc", section_map="Sports = local", agency_names="Meridian\nMeridian Wire")
    wire = Wire.objects.get(name="meridian")
    assert (wire.folder, wire.watched.is_dir()) == ("wires/meridian", True)
    assert wire.watched.is_relative_to(settings.DATA)
    assert (wire.agency_names, wire.section_map) == (["Meridian", "Meridian Wire"], {"Sports": "local"})
    assert "is added" in page
    assert ModelLogEntry.objects.get(action="nightdesk.wire").user.username == "administrator"


def test_the_token_of_a_push_wire_is_shown_once_and_opens_it(desk, harbor):
    page = add(desk, harbor, kind="push")
    token = page.partition('readonly value="')[2].partition('"')[0]
    assert push._wire("meridian", f"Bearer {token}") is not None
    wire = Wire.objects.get(name="meridian")
    assert token not in desk.get(at("wire", wire)).content.decode()
    desk.post(reverse("nightdesk_wire_act", args=(wire.pk, "token")))
    assert push._wire("meridian", f"Bearer {token}") is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": "Not a name"}, "Use small letters"), ({"name": "harbor-wire"}, "a wire “harbor-wire” already"),
        ({"kind": "poll", "url": ""}, "Enter a valid URL"), ({"kind": "poll", "url": "file:///etc"}, "valid URL"),
        ({"stations": []}, "required"), ({"kind": "sister"}, "names that station"),
        ({"section_map": "Sports"}, "not of the form"), ({"default_section": "moon"}, "has a section “moon”"),
        ({"quiet_alarm_min": "-4"}, "greater than or equal"), ({"max_age_days": "0"}, "1 or more"),
    ],
)  # fmt: skip
def test_a_wire_that_cannot_be_so_is_not_added_and_the_form_says_why(desk, harbor, more, words):
    page = add(desk, harbor, **more)
    assert "Nothing was saved" in page and words in page
    assert Wire.objects.filter(name="meridian").count() == 0


def test_terms_are_changed_and_the_press_is_told(desk, harbor):
    said = form_of(harbor, policy="run-clean", is_unaltered="on", markets="Port Ellery", quiet_alarm_min="90")
    page = desk.post(at("wire_edit", harbor.wire), said, follow=True).content.decode()
    harbor.wire.refresh_from_db()
    assert (harbor.wire.policy, harbor.wire.is_unaltered, harbor.wire.quiet_alarm_min) == ("run-clean", True, 90)
    assert harbor.wire.name == "harbor-wire"
    assert "may not be altered" in page and "90 minutes" in page
    assert apps.get_model("desk", "Change").objects.filter(subject=f"wire:{harbor.wire.pk}/terms").exists()


def test_a_paused_wire_is_not_filed_and_goes_on_when_it_is_resumed(desk, harbor):
    desk.post(reverse("nightdesk_wire_act", args=(harbor.wire.pk, "pause")))
    assert Wire.objects.get(pk=harbor.wire.pk).state == "paused"
    assert "no kill and no correction" in desk.get(reverse("nightdesk_wires")).content.decode()
    desk.post(reverse("nightdesk_wire_act", args=(harbor.wire.pk, "resume")))
    assert Wire.objects.get(pk=harbor.wire.pk).state == "on"


def test_fetching_once_shows_what_would_be_filed_and_stores_nothing(desk, harbor, feed_at):
    url = feed_at(reply(feed("Bridge reopens", "Ferry stays")))
    before = everything()
    page = add(desk, harbor, kind="poll", url=url, do="test")
    assert "Bridge reopens" in page and "Ferry stays" in page and "2 items" in page
    assert "It would be held." in page and "Harbor, Local:" in page
    assert everything() == before


def test_a_test_tells_what_the_gate_would_say(desk, harbor, feed_at):
    url = feed_at(reply(document(embargoed="2099-01-01T10:00:00Z")), reply(document()))
    page = add(desk, harbor, kind="poll", url=url, do="test", policy="run-unless-blocked")
    assert "It would be let run, and wait." in page and "It is embargoed until 2099-01-01" in page
    assert "It would run at once." in add(desk, harbor, kind="poll", url=url, do="test", policy="run-unless-blocked")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (reply(status="404 Not Found"), "answered 404."), (reply(b"<html><body>Hello.</body></html>"), "Nothing."),
        (reply(b"\n"), "The answer is empty."),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_in_one_sentence(desk, harbor, feed_at, answer, words):
    page = add(desk, harbor, kind="poll", url=feed_at(answer), do="test")
    trial = page.partition('id="nd-trial"')[2].partition("<form")[0]
    assert "<strong>Nothing.</strong>" in trial and words in trial


def test_no_test_asks_an_address_inside_the_house(desk, harbor):
    page = add(desk, harbor, kind="poll", url="http://127.0.0.1:9/feed", do="test")
    assert "is not on the public internet" in page


def test_a_test_of_a_kill_kills_nothing(desk, harbor):
    wire = Wire.objects.create(name="live", kind="push", policy="run-unless-blocked")
    wire.stations.set([harbor.station])
    delivery, _ = filing.receive(wire, document(), received_at=NOON)
    [filed] = filing.process(delivery, now=NOON)
    before = everything()
    kill = SimpleUploadedFile("kill.json", document(pubstatus="canceled", version="2"))
    page = desk.post(at("wire_test", wire), {"document": kill}).content.decode()
    assert "It would be taken down" in page
    assert Story.objects.get(pk=filed.stories[0].pk).killed_at is None
    assert everything() == before
    delivery, _ = filing.receive(wire, document(pubstatus="canceled", version="2"), received_at=NOON)
    filing.process(delivery, now=NOON)
    assert Story.objects.get(pk=filed.stories[0].pk).killed_at is not None
    assert everything()["ledger"] > before["ledger"]


def test_a_document_in_the_folder_is_read_and_left_there(desk, harbor):
    add(desk, harbor)
    wire = Wire.objects.get(name="meridian")
    assert "No document stands in its folder." in desk.post(at("wire_test", wire)).content.decode()
    (wire.watched / "bridge.json").write_bytes(document())
    assert "Harbour bridge reopens" in desk.post(at("wire_test", wire)).content.decode()
    assert [path.name for path in wire.watched.iterdir()] == ["bridge.json"]
    assert not Story.objects.filter(wire=wire).exists()


def test_an_editor_sees_the_wires_and_changes_none(at_desk, editor_a, harbor, mesa):
    editor = at_desk(editor_a)
    page = editor.get(reverse("nightdesk_wires")).content.decode()
    assert "Harbor-Wire" in page and "Mesa-Wire" not in page and "Add a wire" not in page
    assert editor.get(at("wire", harbor.wire)).status_code == 200
    assert editor.get(at("wire", mesa.wire)).status_code == 404
    for address in (reverse("nightdesk_wire_add"), at("wire_edit", harbor.wire)):
        assert editor.get(address).status_code in DENIED
    for address in (at("wire_test", harbor.wire), reverse("nightdesk_wire_act", args=(harbor.wire.pk, "pause"))):
        assert editor.post(address).status_code in DENIED
    assert Wire.objects.get(pk=harbor.wire.pk).state == "on"


def test_a_wire_that_also_serves_a_station_out_of_reach_is_not_ours_to_change(client, harbor, mesa):
    client.force_login(make_person("administrator", harbor.station, role="administrator"))
    assert client.get(at("wire_edit", harbor.wire)).status_code == 200
    harbor.wire.stations.add(mesa.station)
    assert client.get(at("wire_edit", harbor.wire)).status_code in DENIED
    assert mesa.station.name not in client.get(at("wire", harbor.wire)).content.decode()


def test_terms_that_take_stories_down_say_how_many_and_ask_once_more(desk, harbor):
    decide.run(Story.objects.get(pk=harbor.story.pk), by=None, cause="by hand", now=NOON)
    address = at("wire_edit", harbor.wire)
    said = form_of(harbor, name=harbor.wire.name, markets="Port Elsewhere")
    page = desk.post(address, said).content.decode()
    assert "These terms take 1 running story down" in page
    assert Wire.objects.get(pk=harbor.wire.pk).markets == ""
    desk.post(address, said | {"stops": "1"})
    assert Wire.objects.get(pk=harbor.wire.pk).markets == "Port Elsewhere"
    told = ModelLogEntry.objects.filter(action="nightdesk.wire").latest("pk")
    assert "1 running stories lost their right to be shown." in told.data["reason"]
