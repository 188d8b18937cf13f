"""Who said what and what is next, below a story: in its words, tied to its sentences, and only as long as it holds."""

from pathlib import Path

from lxml import html

from nightdesk.desk import daybook
from nightdesk.desk.models import DaybookLine, Station
from nightdesk.press.run import Press
from tests.press.test_archive import page

SAID = (
    "“You are not removing the flood, you are mailing it to us,” said Councilman Reggie Thornquist.",
    "Alma Fitch, a Dock Street resident, told the council: “I have carried <b>my mother’s</b> piano up four flights.”",
    "The council will vote again on Dec. 8.",
)


def told(room, **more):
    body = [{"type": "paragraph", "value": f"<p>{text}</p>", "id": text[:9]} for text in SAID]
    return room.story("Council votes", body=body, **more)


def text_of(tree: Path, story) -> str:
    return page(tree, f"{story.first_run_at:%Y/%m/%d}/{story.slug}")


def test_each_voice_leads_to_its_words(room, press: Press, tree: Path):
    story = told(room)
    press.settle()
    whole = html.document_fromstring(text_of(tree, story))
    said = whole.xpath("//section[@class='voices']//figure")
    assert [one.findtext(".//b") for one in said] == ["Reggie Thornquist", "Alma Fitch"]
    for one in said:
        link = one.find(".//a")
        [target] = whole.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert link.text.strip("“”") in target.text_content()


def test_what_is_to_come_leads_to_its_sentence_and_goes_when_its_day_is_past(room, press: Press, tree: Path):
    story = told(room)
    press.settle()
    whole = html.document_fromstring(text_of(tree, story))
    [line] = whole.xpath("//section[@class='ahead']//li")
    assert line.text_content().split() == ["Dec.", "8,", "2026", *SAID[2].split()]
    assert whole.xpath(f"//*[@id='{line.find('a').get('href')[1:]}']")[0].text_content() == SAID[2]
    room.later(days=20)
    press.settle()
    assert "What is next" not in text_of(tree, story)


def test_a_sentence_that_leans_on_the_one_before_is_not_told_alone(room, press: Press, tree: Path):
    texts = (*SAID[:2], "The bridge is shut. It will stay closed until Dec. 6.", SAID[2])
    body = [{"type": "paragraph", "value": f"<p>{text}</p>", "id": text[:9]} for text in texts]
    story = room.story("Council votes", body=body)
    press.settle()
    whole = html.document_fromstring(text_of(tree, story))
    assert [one.text for one in whole.xpath("//section[@class='ahead']//li/a")] == [SAID[2]]


def test_what_an_editor_has_decided_about_is_not_to_come(room, press: Press, tree: Path):
    story = told(room)
    press.settle()
    daybook.decide(DaybookLine.objects.get(story=story), "moved", note="To spring.", by=None, now=room.now)
    press.settle()
    assert "What is next" not in text_of(tree, story)


def test_a_station_can_switch_it_off(room, press: Press, tree: Path):
    story = told(room)
    Station.objects.update(shows_voices=False)
    room.change(f"station:{room.stations[0].pk}/look")
    press.settle()
    assert "Who said what" not in text_of(tree, story) and "What is next" not in text_of(tree, story)
    assert "said-1" not in text_of(tree, story)


def test_a_corrected_quotation_is_not_told_in_its_old_words(room, press: Press, tree: Path):
    story = told(room)
    press.settle()
    room.later(minutes=5)
    body = [{"type": "paragraph", "value": f"<p>{text.replace('mailing', 'sending')}</p>", "id": "1"} for text in SAID]
    room.edit(story, body=body)
    press.settle()
    assert "you are sending it to us" in text_of(tree, story) and "mailing" not in text_of(tree, story)


def test_no_copy_in_another_language_is_read(room, press: Press, tree: Path):
    story = told(room, language="es")
    press.settle()
    assert "Who said what" not in text_of(tree, story)
