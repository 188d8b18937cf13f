"""Who said what: whole statements of people who can be named, and the copy's own two accounts of one event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.copydesk import voices

COUNCIL = (
    "The council voted on Monday to close the quay for a year.",
    "“You are not removing the flood, you are mailing it to us,” said Councilman Reggie Thornquist.",
    "Alma Fitch, a Dock Street resident, told the council: “I have carried my mother’s piano up four flights.”",
)
CALL = (
    "The two leaders spoke for an hour on Monday.",
    "“The president made clear that free passage is not a favor,” the White House said in its account of the call.",
    "Karesia’s cabinet office gave a different weight to the same hour. “The premier explained that a strait cannot be "
    "governed from far away,” its statement said.",
)


def test_each_speaker_has_one_statement_a_role_and_its_place():
    found = voices.read(COUNCIL)
    assert [(one.speaker, one.words) for one in found.voices] == [
        ("Reggie Thornquist", "You are not removing the flood, you are mailing it to us"),
        ("Alma Fitch", "I have carried my mother’s piano up four flights."),
    ]
    assert found.voices[0].role == "Councilman"
    first = found.voices[0]
    assert COUNCIL[first.paragraph][first.start : first.end] == f"“{first.words},”"


def test_two_accounts_that_the_copy_sets_against_each_other_stand_together():
    found = voices.read(CALL)
    assert [one.speaker for one in found.accounts] == ["The White House", "Karesia’s cabinet office"]
    assert found.voices == ()


def test_a_denial_stands_beside_what_it_denies():
    told = (
        "“The officers gave two warnings before they fired,” Police Chief Harold Finch said.",
        "Silvia Renner, a lawyer for the family, disputed that. “There was no warning at all, and we have a "
        "recording,” Renner said.",
    )
    assert [one.speaker for one in voices.read(told).accounts] == ["Harold Finch", "Silvia Renner"]


def test_two_statements_are_not_two_accounts():
    told = (
        "“The budget is the best that we could have hoped for,” Gov. Rosalind Pike said in a statement.",
        "“Nobody in this town has read more than its cover,” Mayor Owen Tarrant said in his own statement.",
    )
    assert voices.read(told).accounts == ()
    assert len(voices.read(told).voices) == 2


def test_people_who_talk_of_different_things_are_not_set_against_each_other():
    assert voices.read(COUNCIL).accounts == ()


def test_half_a_sentence_and_a_relayed_word_are_not_shown():
    told = (
        "“I am the only man in the whole county,” Arturo Beecham said, “who was praying for a drought.”",
        "“We all know what week it is by now,” Dolores Frye said.",
        "“They have got used to the smell of it,” Rowan Teller said.",
    )
    assert [one.speaker for one in voices.read(told).voices] == ["Dolores Frye", "Rowan Teller"]


def test_one_voice_alone_is_no_conversation():
    assert voices.read(COUNCIL[:2]) == voices.Voices()


def test_a_story_without_quotation_marks_is_not_read():
    assert voices.read(["The council voted on Monday.", "It was late."]) == voices.Voices()


def test_both_governments_are_heard_in_full_and_by_name():
    told = (
        "Marundi’s foreign ministry said that its guards had been repairing a light. “Our men were holding wrenches, "
        "not rifles,” the ministry said in its account of the clash.",
        "“The shooting began on the western bank, at people who were fishing,” an army spokesman, Col. Idris Vehmann, "
        "said in a statement.",
    )
    assert [(one.speaker, one.role) for one in voices.read(told).accounts] == [
        ("Marundi’s foreign ministry", ""),
        ("Idris Vehmann", "Army spokesman"),
    ]


def test_of_two_ministries_none_is_taken_for_the_other():
    told = (
        "Marundi’s foreign ministry and Tashkar’s foreign ministry agreed on one thing.",
        "“Nobody wants a war about a river that one can wade through,” the ministry said.",
        "“Each of them is certain, and both of them cannot be right,” Solveig Aasgaard said.",
    )
    assert voices.read(told) == voices.Voices()


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("On Tuesday the ministry kept silent, and Marsh said the ministry would.", "The ministry"),
        ("Nobody asked the Karesian foreign ministry on Tuesday.", "The Karesian foreign ministry"),
        ("It was Port Vale’s ministry that was asked.", "Port Vale’s ministry"),
    ],
)
def test_whose_ministry_it_is_is_told_only_where_the_story_tells_it(before, who):
    told = (
        before,
        "“Our men were holding wrenches and no rifles,” the ministry said.",
        "“Each of them is certain, and both of them cannot be right,” Solveig Aasgaard said.",
    )
    assert [one.speaker for one in voices.read(told).voices] == [who, "Solveig Aasgaard"]


def test_a_body_that_the_story_names_otherwise_is_called_as_the_story_calls_it():
    told = (
        "“We have deleted the recordings of the children,” the company said in a statement.",
        "“A bear should not have a longer memory than we do,” Yvonne Prather said.",
    )
    assert [one.speaker for one in voices.read(told).voices] == ["The company", "Yvonne Prather"]


def test_what_a_president_presides_over_is_said():
    told = (
        "“We did not get into this work to apologize all night,” said union president Tamsin Boyd.",
        "“I have three children and I did not leave the car,” flight director Niamh O’Dowd said.",
    )
    assert [one.role for one in voices.read(told).voices] == ["Union president", "Flight director"]


def test_two_accounts_may_stand_in_one_paragraph():
    told = (
        "The two sides differ. “They told us six patients, and by Monday it was eight,” said Graham Pereira, who "
        "speaks for the nurses. The chain denied that. “Six was never on the table, it was on a napkin,” said Lucinda "
        "Marsh, who speaks for it.",
    )
    assert [one.speaker for one in voices.read(told).accounts] == ["Graham Pereira", "Lucinda Marsh"]


def test_a_people_is_no_person():
    told = (
        "The two wounded, both Marundian, were flown to Port Vale, where a doctor, Celestine Amaro, said they would "
        "live. "
        "“One of them asked me which side had won,” she said.",
        "“Each of them is certain, and both of them cannot be right,” Solveig Aasgaard said.",
    )
    assert [(one.speaker, one.role) for one in voices.read(told).voices] == [
        ("Celestine Amaro", "Doctor"),
        ("Solveig Aasgaard", ""),
    ]


def test_whose_brother_somebody_is_or_that_he_is_a_man_is_no_role():
    told = (
        "There was no wind, said her brother Amos Lathrop. “Hettie got the land, and I got the exercise,” he said.",
        "“I am not going to say that the goats saved me,” said the man, Percival Boateng.",
    )
    assert [(one.speaker, one.role) for one in voices.read(told).voices] == [
        ("Amos Lathrop", ""),
        ("Percival Boateng", ""),
    ]


def test_a_first_name_alone_tells_readers_nothing():
    told = (
        "His wife, Adaeze, slept on the quay. “He is thin, but he is very loud,” Adaeze said.",
        "“One does not thank a thief for the purse,” Grace Tembo said.",
        "“We could have kept the boat, and we did,” Viktor Anselm said.",
    )
    assert [one.speaker for one in voices.read(told).voices] == ["Grace Tembo", "Viktor Anselm"]


@given(st.lists(st.text(alphabet='aB “”"’‘,.said Marsh it:\n', max_size=80), max_size=6))
def test_anything_may_be_read(paragraphs):
    found = voices.read(paragraphs)
    for one in (*found.voices, *found.accounts):
        assert 0 <= one.start < one.end <= len(paragraphs[one.paragraph])
