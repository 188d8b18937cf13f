"""Names as the story gives them: in full at first, by surname or acronym later."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.copydesk import names


def named(*paragraphs):
    return {name.full: name for name in names.read(paragraphs).all}


def test_a_surname_is_whom_the_story_introduced():
    found = named("Sen. Marcia Hollins, D-Ohio, spoke.", "Hollins left. Ms. Hollins came back.")
    assert [mention.text for mention in found["Marcia Hollins"].mentions] == ["Marcia Hollins", "Hollins", "Hollins"]
    assert found["Marcia Hollins"].roles == ["Sen.", "D-Ohio"]
    assert found["Marcia Hollins"].gender == "f"


def test_a_title_tells_husband_and_wife_apart():
    found = named(
        "Ida Quill and her husband, Ben Quill, sat.", "Mr. Quill left. Mrs. Quill stayed. Quill himself came back."
    )
    assert [mention.text for mention in found["Ben Quill"].mentions] == ["Ben Quill", "Quill", "Quill"]
    assert len(found["Ida Quill"].mentions) == 2


def test_a_surname_in_the_headline_finds_its_bearer_in_the_text():
    found = named("Hollins quits", "Marcia Hollins, 54, a longtime senator, quit.")
    assert len(found["Marcia Hollins"].mentions) == 2
    assert found["Marcia Hollins"].age == 54


def test_an_acronym_in_brackets_is_the_body_before_it():
    found = named("The Harbor Workers Union (HWU) met. The HWU voted.")
    assert found["Harbor Workers Union"].acronym == "HWU"
    assert len(found["Harbor Workers Union"].mentions) == 3


def test_an_office_in_front_is_no_part_of_the_name():
    found = named(
        "White House press secretary Joan Okafor spoke with Secretary of State Peter Van Horn.",
        "Lee County Sheriff Carmine Marchetti and Justice Samson Alder did not. Van Horn smiled.",
    )
    assert {"Joan Okafor", "Peter Van Horn", "Carmine Marchetti", "Samson Alder"} <= set(found)
    assert found["Joan Okafor"].roles == ["White House press secretary"]
    assert len(found["Peter Van Horn"].mentions) == 2


def test_places_and_bodies_are_told_from_people():
    found = named("The Department of Justice sued in New Mexico. Jane Ortega lives in Dayton, Ohio.")
    kinds = {name: found[name].kind for name in ("Department of Justice", "New Mexico", "Jane Ortega", "Dayton")}
    assert list(kinds.values()) == [names.BODY, names.PLACE, names.PERSON, names.PLACE]


def test_a_sentence_does_not_make_a_name_of_its_first_word():
    assert named("Officials spoke. Nobody listened. I’m tired. Running is hard.") == {}


@given(
    st.lists(
        st.text(max_size=40) | st.sampled_from(["Sen. Jo Ross", "Ross said", "J. R. (JR)", "of the Bank of"]),
        max_size=5,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_names_that_stand_where_they_say(paragraphs):
    for name in names.read(paragraphs).all:
        for mention in name.mentions:
            assert paragraphs[mention.paragraph][mention.start : mention.end] == mention.text
