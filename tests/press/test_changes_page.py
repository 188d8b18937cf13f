"""What changed in a story, on a page of its own below the story; and corrections, on their page and in their feeds."""

import json

from tests.press.newsroom import paragraph

WRONG = "The crossing carries three million cars a day, the county said on Monday."
RIGHT = "The crossing carries three thousand cars a day, the county said on Monday."


def page_of(tree, story, name="changes/index.html"):
    place = tree / "stations/harbor" / f"{story.first_run_at:%Y/%m/%d}" / story.slug / name
    return place.read_text() if place.is_file() else None


def everything(tree) -> str:
    return "".join(
        path.read_text() for path in tree.rglob("*") if path.suffix in (".html", ".json", ".xml", ".rss", ".atom")
    )


def changed(room, press, story, *bodies, **more):
    for words in bodies:
        room.later(minutes=30)
        room.edit(story, body=paragraph(words), **more)
        press.settle()


def test_a_story_that_ran_once_has_no_page_of_changes_and_a_changed_one_has(room, press, tree):
    story = room.story(body=paragraph("Traffic flows on two lanes, the county said on Monday."))
    press.settle()
    assert page_of(tree, story) is None
    changed(room, press, story, "Traffic flows on all lanes, the county said on Monday.")
    page = page_of(tree, story)
    assert "two</del>" in page
    assert "all</ins>" in page
    assert 'content="noindex"' in page
    front = page_of(tree, story, "index.html")
    assert f'href="/{story.first_run_at:%Y/%m/%d}/{story.slug}/changes/"' in front
    assert "have changed since it first ran here" in front
    assert "10:30 a.m. EST" in front


def test_what_a_correction_withdrew_is_nowhere(room, press, tree):
    story = room.story(body=paragraph("Traffic flows again."))
    changed(room, press, story, WRONG)
    assert "three million" in page_of(tree, story)
    changed(room, press, story, RIGHT, correction="The number of cars was wrong. It is three thousand.")
    assert "million" not in everything(tree)
    assert "The number of cars was wrong" in page_of(tree, story)
    changed(room, press, story, f"{RIGHT} The lamps are lit.")
    assert "million" not in everything(tree)
    assert "lamps are lit" in page_of(tree, story)


def test_the_page_of_changes_is_gone_with_its_story(room, press, tree):
    story = room.story(body=paragraph("Traffic flows again."))
    changed(room, press, story, WRONG)
    room.kill(story)
    press.settle()
    assert page_of(tree, story) is None
    assert "withdrawn" in page_of(tree, story, "changes/gone.html")
    assert "million" not in everything(tree)


def test_a_held_story_has_no_page_of_changes(room, press, tree):
    story = room.story(body=paragraph("Traffic flows again."))
    changed(room, press, story, WRONG)
    room.hold(story)
    press.settle()
    assert not list(tree.rglob("changes/*"))


def test_corrections_have_a_page_and_feeds_with_their_own_moment(room, press, tree):
    story = room.story("Bridge opens")
    press.settle()
    changed(room, press, story, RIGHT, correction="The bridge is the north one.")
    room.later(hours=2)
    room.edit(story, deck="Another line.")
    press.settle()
    folder = tree / "stations/harbor/corrections"
    page = (folder / "index.html").read_text()
    assert "The bridge is the north one." in page
    assert "10:30 a.m. EST" in page
    [entry] = json.loads((folder / "feed.json").read_text())["items"]
    assert (entry["title"], entry["content_text"]) == ("Correction: Bridge opens", "The bridge is the north one.")
    assert entry["date_published"] == "2026-11-23T10:30:00-05:00"
    assert entry["id"] != json.loads((tree / "stations/harbor/feed.json").read_text())["items"][0]["id"]
    for name in ("feed.rss", "feed.atom"):
        assert "The bridge is the north one." in (folder / name).read_text()
    room.kill(story)
    press.settle()
    assert "north one" not in everything(tree)


def test_only_the_newest_of_several_corrections_has_a_moment_since_that_of_the_others_is_not_kept(room, press, tree):
    story = room.story(body=paragraph(WRONG))
    press.settle()
    changed(room, press, story, RIGHT, correction="It is three thousand.\nThe county is Lorne.")
    first, second = page_of(tree, story, "index.html").split('<aside class="note correction"')[1:]
    assert "It is three thousand." in first and "<time" in first.partition("</aside>")[0]
    assert "The county is Lorne." in second and "<time" not in second.partition("</aside>")[0]
