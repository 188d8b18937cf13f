"""A WebSub hub is named in every feed and told when one changes; one that is away is told later, and nothing waits."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from nightdesk.desk.models import Station
from nightdesk.press import hubs
from nightdesk.press.models import Ping
from nightdesk.press.run import Press
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


def test_the_hub_is_told_of_the_feeds_that_changed_and_of_a_kill(room, press: Press, hub):
    follow(room, press, hub)
    story = room.story()
    room.story(station=1)  # whose station follows no hub
    press.settle()
    assert hubs.tell_waiting(room.now) == 0  # more may come in the next seconds
    hubs.tell_waiting(room.later(seconds=5))
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


def test_a_hub_that_is_away_is_asked_again_later_each_time_and_forgotten_after_a_day(room, press, far_end, monkeypatch):  # noqa: F811
    end = far_end(lambda asked: [b"HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n"])
    monkeypatch.setenv("NIGHTDESK_OUTBOUND_ALLOW", end.here)
    follow(room, press, end)
    room.story()
    press.settle()
    room.later(seconds=5)
    hubs.tell_waiting(room.now)
    ping = Ping.objects.get(address="harbor:/feed.rss")
    assert "503" in ping.fault and ping.next_try_at > room.now
    first = ping.next_try_at - room.now
    room.now = ping.next_try_at
    while hubs.tell_waiting(room.now):
        pass
    ping.refresh_from_db()
    assert ping.next_try_at - room.now > first
    room.later(days=2)
    while hubs.tell_waiting(room.now):
        pass
    assert not Ping.objects.exists()


def test_a_feed_that_changes_while_its_hub_is_told_is_told_again(room, press: Press, hub):
    follow(room, press, hub)
    hubs.want([(room.stations[0].pk, "harbor:/feed.rss")], room.now)
    [ping] = Ping.objects.all()
    Ping.objects.update(next_try_at=room.now + hubs.LEASE)  # claimed
    ping.next_try_at = room.now + hubs.LEASE
    hubs.want([(room.stations[0].pk, "harbor:/feed.rss")], room.now + timedelta(seconds=1))
    hubs._tell(ping, room.now)
    assert Ping.objects.exists()
