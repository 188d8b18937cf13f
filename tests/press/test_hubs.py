"""A WebSub hub is named in every feed and told when one changes; one that is away is told later, and nothing waits."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from nightdesk.desk.models import Station
from nightdesk.press import hubs
from nightdesk.press.models import Ping
from nightdesk.press.run import Press
from nightdesk.web import doctor
from tests.kit.conftest import far_end  # noqa: F401 - a fixture
from tests.kit.hostile import FarEnd, reply


@pytest.fixture
def hub(far_end, monkeypatch) -> FarEnd:  # noqa: F811
    end = far_end(lambda asked: [reply(b"")])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
    return end


def follow(room, press: Press, end: FarEnd) -> None:
    Station.objects.filter(pk=room.stations[0].pk).update(websub_hub=f"http://{end.here}/hub")
    room.change(f"station:{room.stations[0].pk}/look")
    press.settle()
    Ping.objects.all().delete()


def told(end: FarEnd) -> set[str]:
    bodies = [asked.partition(b"\r\n\r\n")[2].decode() for asked in end.requests]
    said = [parse_qs(body) for body in bodies]
    assert all(one["hub.mode"] == ["publish"] for one in said)
    return {one["hub.url"][0] for one in said}


def test_every_feed_names_the_hub(room, press: Press, tree: Path, hub):
    follow(room, press, hub)
    for name in ("feed.rss", "feed.atom", "feed.json", "corrections/feed.rss", "news/feed.atom"):
        assert f"http://{hub.here}/hub" in (tree / "stations/harbor" / name).read_text(), name
    assert "hub" not in (tree / "stations/mesa/feed.rss").read_text()


def tell(now) -> int:
    """Tell all that waits at a moment; return how many were tried."""
    tried = 0
    while hubs.tell_next(now):
        tried += 1
    return tried


def test_the_hub_is_told_of_the_feeds_that_changed_and_of_a_kill(room, press: Press, hub):
    follow(room, press, hub)
    story = room.story()
    room.story(station=1)  # whose station follows no hub
    press.settle()
    assert tell(room.now) == 0  # more may come in the next seconds
    tell(room.later(seconds=5))
    assert {f"https://harbor.example/{name}" for name in ("feed.rss", "news/feed.json")} <= told(hub)
    assert all(url.startswith("https://harbor.example/") for url in told(hub))
    assert not Ping.objects.exists()
    room.kill(story)
    press.settle()
    assert Ping.objects.filter(address="harbor:/feed.rss").exists()


def test_two_changes_are_one_ping(room, press: Press, hub):
    follow(room, press, hub)
    for _ in range(2):
        room.story()
        press.settle()
    assert Ping.objects.filter(address="harbor:/feed.rss").count() == 1


def test_a_feed_that_changes_every_second_is_told_all_the_same(room, press: Press, hub):
    follow(room, press, hub)
    for _ in range(6):
        hubs.want([(room.stations[0].pk, "harbor:/feed.rss")], room.now)
        hubs.tell_next(room.now)
        room.later(seconds=1)
    assert len(hub.requests) == 2


@pytest.fixture
def away(far_end, monkeypatch) -> FarEnd:  # noqa: F811
    end = far_end(lambda asked: [b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n"])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
    return end


def test_a_hub_that_is_away_is_asked_again_later_each_time_and_forgotten_after_a_day(room, press: Press, away):
    follow(room, press, away)
    room.story()
    press.settle()
    pauses = []
    room.later(seconds=5)
    for _ in range(4):
        assert hubs.tell_next(room.now)
        assert not hubs.tell_next(room.now)  # one question for all its feeds
        first = Ping.objects.order_by("next_try_at").first()
        pauses.append(first.next_try_at - room.now)
        room.now = first.next_try_at
    assert pauses == sorted(set(pauses)) and "503" in first.fault
    assert len(away.requests) == 4
    tell(room.later(days=2))
    assert not Ping.objects.exists()


def test_a_hub_that_is_away_is_not_asked_sooner_because_more_has_changed(room, press: Press, away):
    follow(room, press, away)
    feed = (room.stations[0].pk, "harbor:/feed.rss")
    hubs.want([feed], room.now)
    hubs.tell_next(room.later(seconds=3))
    hubs.want([feed], room.now)
    assert not hubs.tell_next(room.later(seconds=3))


def test_a_hub_that_is_away_keeps_no_other_waiting(room, press: Press, away, far_end, monkeypatch):  # noqa: F811
    well = far_end(lambda asked: [reply(b"")])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", f"{away.here},{well.here}")
    follow(room, press, away)
    Station.objects.filter(pk=room.stations[1].pk).update(websub_hub=f"http://{well.here}/hub")
    feeds = [(room.stations[0].pk, f"harbor:/{number}/feed.rss") for number in range(5)]
    hubs.want([*feeds, (room.stations[1].pk, "mesa:/feed.rss")], room.now)
    assert tell(room.later(seconds=3)) == 2 and len(well.requests) == 1


def test_a_feed_that_changes_while_its_hub_is_told_is_told_again(room, press: Press, hub):
    follow(room, press, hub)
    feed = (room.stations[0].pk, "harbor:/feed.rss")
    hubs.want([feed], room.now)
    [ping] = Ping.objects.all()
    hubs.want([feed], room.now)  # between the reading of its row and the hub's answer
    hubs._tell(ping, room.now)
    assert tell(room.later(seconds=3)) == 1 and not Ping.objects.exists()


def test_a_ping_put_off_before_the_clock_was_set_back_is_not_lost(room, press: Press, hub):
    follow(room, press, hub)
    hubs.want([(room.stations[0].pk, "harbor:/feed.rss")], room.now + timedelta(days=400))
    assert tell(room.now) == 1 and len(hub.requests) == 1


def test_a_hub_that_was_not_told_is_named_by_doctor(room, press: Press, away, capsys):
    follow(room, press, away)
    hubs.want([(room.stations[0].pk, "harbor:/feed.rss")], room.now)
    tell(room.later(seconds=3))
    doctor.examine()
    assert "harbor:/feed.rss" in (said := capsys.readouterr().out) and "503" in said and away.here in said
