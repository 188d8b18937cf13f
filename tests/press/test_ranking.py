"""What editors put at the top of a front stands there, as long as readers may see it at all."""

from datetime import timedelta
from pathlib import Path

import pytest

from nightdesk.desk import ranking
from nightdesk.desk.models import Pick, Story
from nightdesk.desk.ranking import Choice
from nightdesk.press.run import Press
from tests.newsroom.cast import make_person
from tests.press.newsroom import Newsroom

pytestmark = pytest.mark.django_db


def page(tree: Path, name: str = "index.html") -> str:
    return (tree / "stations/harbor" / name).read_text()


def rank(room: Newsroom, *choices: Choice, front: str = "home") -> None:
    station = room.stations[0]
    editor = make_person(f"editor{Pick.objects.count()}{front}{len(choices)}", station)
    seen = ranking.version(ranking.standing(station, front, room.now))
    ranking.arrange(station, front, choices, seen=seen, by=editor, says="ranked", now=room.now)


def order(tree: Path, *headlines: str, name: str = "index.html") -> list[str]:
    text = page(tree, name)
    return sorted(headlines, key=text.index)


@pytest.fixture
def three(room: Newsroom, press: Press) -> tuple[Story, ...]:
    stories = tuple(room.story(headline) for headline in ("Alder falls", "Birch stands", "Cedar grows"))
    press.settle()
    return stories


def test_picks_stand_first_in_their_order_and_the_rest_flows_by_time(room, press, tree, three):
    assert order(tree, "Alder falls", "Birch stands", "Cedar grows") == ["Cedar grows", "Birch stands", "Alder falls"]
    rank(room, Choice(three[0].pk), Choice(three[1].pk))
    press.settle()
    assert order(tree, "Alder falls", "Birch stands", "Cedar grows") == ["Alder falls", "Birch stands", "Cedar grows"]
    assert page(tree).count("Alder falls</a>") == 1
    news = order(tree, "Alder falls", "Cedar grows", name="news/index.html")
    assert news == ["Cedar grows", "Alder falls"], "a section is ranked for itself"


def test_a_story_from_an_older_page_can_be_put_on_top(room, press, tree, three):
    for _ in range(45):
        room.story()
    press.settle()
    assert "Alder falls" not in page(tree)
    rank(room, Choice(three[0].pk, headline="The alder, a year on"))
    press.settle()
    assert "The alder, a year on" in page(tree)
    assert "Alder falls" in page(tree, three[0].first_run_at.strftime("%Y/%m/%d/alder-falls/index.html"))


def test_a_pick_leaves_its_place_at_its_moment(room, press, tree, three):
    rank(room, Choice(three[0].pk, until=room.now + timedelta(minutes=5)))
    press.settle()
    assert order(tree, "Alder falls", "Cedar grows")[0] == "Alder falls"
    room.later(minutes=5)
    press.settle()
    assert order(tree, "Alder falls", "Cedar grows")[0] == "Cedar grows"


@pytest.mark.parametrize("verb", ["kill", "hold"])
def test_what_readers_may_not_see_is_on_no_front_nor_are_the_fronts_own_words_for_it(room, press, tree, three, verb):
    rank(room, Choice(three[0].pk, headline="Alder secret"), front="home")
    press.settle()
    assert "Alder secret" in page(tree)
    getattr(room, verb)(three[0])
    press.settle()
    assert "Alder" not in page(tree)


def test_a_held_pick_is_back_in_its_place_when_it_runs_again(room, press, tree, three):
    rank(room, Choice(three[0].pk))
    room.hold(three[0])
    press.settle()
    room.run(three[0])
    press.settle()
    assert order(tree, "Alder falls", "Cedar grows")[0] == "Alder falls"


def test_the_bar_stands_above_every_front_until_its_moment(room, press, tree, three):
    editor, station = make_person("bar", room.stations[0]), room.stations[0]
    ranking.put_up(
        station, "Bridge closed", story=three[2], until=room.now + timedelta(hours=1), by=editor, now=room.now
    )
    press.settle()
    for name in ("index.html", "news/index.html"):
        assert "Bridge closed</a>" in page(tree, name)
    room.later(hours=1)
    press.settle()
    assert "Bridge closed" not in page(tree) + page(tree, "news/index.html")


def test_the_bar_goes_with_its_story(room, press, tree, three):
    editor, station = make_person("bar", room.stations[0]), room.stations[0]
    ranking.put_up(
        station, "Bridge closed", story=three[2], until=room.now + timedelta(hours=1), by=editor, now=room.now
    )
    press.settle()
    room.kill(three[2])
    press.settle()
    assert "Bridge closed" not in page(tree)
    ranking.put_up(station, "Bridge open", story=None, until=room.now + timedelta(hours=1), by=editor, now=room.now)
    press.settle()
    assert "Bridge open" in page(tree)
    ranking.take_down(station, by=editor, now=room.now)
    press.settle()
    assert "Bridge open" not in page(tree)
