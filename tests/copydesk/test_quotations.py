"""Who says what: small stories in sight, and the figures over every annotated one in ``quoted/``."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.copydesk import quotations
from tests.copydesk.growth import growth
from tests.copydesk.quoted_stories import is_named, stories

STORIES = stories()


def said(*paragraphs: str) -> list[tuple[str, str]]:
    return [(one.speaker, one.text) for one in quotations.read(paragraphs) if one.is_speech]


def test_a_split_quotation_is_one_utterance_in_two_pieces():
    one, two = quotations.read(("“We will go,” Mayor Ada Quill said, “but we will be back.”",))
    assert (one.speaker, two.speaker) == ("Ada Quill", "Ada Quill")
    assert (one.continues, two.continues) == (None, 0)
    assert (one.mention.text, one.cue.text, one.role) == ("Mayor Ada Quill", "said", "Mayor")


def test_the_verb_may_come_first():
    assert said("“It was over in a minute,” said Ben Marsh, who owns the diner.") == [
        ("Ben Marsh", "It was over in a minute,")
    ]


def test_a_pronoun_is_who_the_last_sentence_was_about():
    story = ("Sen. Jane Ortega met Gov. Paul Reese on Monday. She left early.", "“I had seen enough of him,” she said.")
    assert said(*story) == [("Jane Ortega", "I had seen enough of him,")]


def test_a_fragment_belongs_to_the_subject_of_its_sentence():
    text = "Reese, who opposed the tax, called the vote “a slap in the face to this town.”"
    assert said(text)[0][0] == "Reese"


def test_what_is_called_so_by_somebody_is_theirs():
    text = "The plan was described by the union as “a gift to the owners of the mine.”"
    assert said(text)[0][0] == "the union"


def test_a_quotation_over_paragraphs_keeps_its_speaker_although_the_first_does_not_close():
    found = quotations.read(("“We waited,” said Ida Brandt. “Nobody came.", "“Then the water rose.”"))
    assert [one.speaker for one in found] == ["Ida Brandt"] * 3
    assert found[2].continues == 1


def test_a_relayed_quotation_keeps_both_levels():
    [one] = quotations.read(
        ("The White House said President Cole Adler told the premier that help was “already on its way.”",)
    )
    assert (one.speaker, one.via) == ("Cole Adler", "White House")


def test_a_quotation_inside_a_quotation_is_kept_inside_it():
    [one] = quotations.read(("“My father told me, ‘Never sell the land,’ and I never did,” said Lou Pruitt.",))
    assert [nested.text for nested in one.inner] == ["Never sell the land,"]


@pytest.mark.parametrize(
    "text", ["The band played “Hail to the River” twice.", "The so-called “Clean Slate” bill died."]
)
def test_a_title_is_nobodys_speech(text):
    assert said(text) == []


def test_a_sentence_leads_in_the_quotation_behind_it():
    story = ("“No,” said Ida Brandt.", "Sen. Paul Reese called on both sides to rest. “The town needs some sleep.”")
    assert said(*story)[1] == ("Paul Reese", "The town needs some sleep.")


def test_he_is_not_the_one_in_front_of_him():
    story = ("Gov. Paul Reese met Mayor Lou Hale.", "Hale, he said, “was in a back room somewhere.”")
    assert said(*story) == [("Paul Reese", "was in a back room somewhere.")]


def test_a_name_that_somebody_calls_somebody_does_not_become_his_name():
    story = ("Mayor Kathy Holt lost.", "“Patty Holt had no plan,” said Ben Marsh.", "“I had one,” Holt said.")
    assert said(*story)[1] == ("Kathy Holt", "I had one,")


def test_one_aide_who_explains_himself_at_length_still_speaks():
    text = "But one aide, who asked not to be named because he feared for his job, said the plan was “dead on arrival.”"
    assert said(text) == [("one aide", "dead on arrival.")]


def test_whoever_stands_behind_with_accuses():
    story = ("President Cole Adler spoke.", "A letter began a feud, with the president accusing senators of “a stunt.”")
    assert said(*story) == [("Cole Adler", "a stunt.")]


def test_of_whom_he_speaks_he_is_not():
    story = ("Paul Reese wrote a book.", "Of Mayor Lou Hale, he is less generous: “The man never read a bill.”")
    assert said(*story) == [("Paul Reese", "The man never read a bill.")]


def test_the_archbishop_is_whom_the_story_named_as_one():
    story = ("The archbishop, Joe Tobin, met Gov. Lou Hale.", "“They came,” the archbishop wrote.")
    assert said(*story) == [("Joe Tobin", "They came,")]


def test_what_a_banner_says_nobody_says():
    assert said("They held up a banner that said “Not one more day of this.”") == []


def test_an_opening_that_calls_waits_for_its_subject():
    text = "Calling the move “a betrayal of every promise we made,” Rep. Lou Paine resigned on Monday."
    assert said(text)[0][0] == "Lou Paine"


def test_what_some_did_is_told_by_whoever_said_so():
    text = "Its chief, Nancy Moore, said members had called in such numbers that “the phones went down for an hour.”"
    assert said(text) == [("Nancy Moore", "the phones went down for an hour.")]


def test_who_pounds_the_table_and_tells_is_one():
    text = (
        "Former aide Ron Kessel recalled that Lou Hale pounded the table and told the staff they were “spoiled fools.”"
    )
    assert said(text) == [("Lou Hale", "spoiled fools.")]


def test_a_question_keeps_the_tag_with_a_long_aside():
    text = "Some gave up. “Why not go home?” Jo Podmore, the editor of a magazine, wrote on her page."
    assert said(text) == [("Jo Podmore", "Why not go home?")]


@pytest.mark.parametrize(
    ("story", "speaker"),
    [
        (
            ("Sen. Pat Rohr joked on Friday.", "Nobody laughed but Rohr. “I thought it was good,” he muttered."),
            "Pat Rohr",
        ),
        (("Ben Yates called Paul Moore “a fraud and worse!” Moore answered by reading a psalm.",), "Ben Yates"),
        (
            ("Jack Sull, Quill’s policy adviser, called it the first time that a man “has asked for such help.”",),
            "Jack",
        ),
        (("Two were hurt, according to Levi Bach, an aide. “It’s sad to see,” he said.",), "Levi Bach"),
        (("Marco Rubal’s rival spoke. Rubal’s spokesman, Olu Pere, said no. “It was a kayak,” he said.",), "Olu Pere"),
        (("Ben Rubias’ spokesman, Olu Pere, said there was no boat. “It was a kayak,” he said.",), "Olu Pere"),
        (("Brenda Sipe sat down. Betsy Hall asked her when. “When it is finished,” she replied.",), "Brenda Sipe"),
        (
            ("A dispatcher at the hospital, who gave no name, said to expect “a large number of burns.”",),
            "A dispatcher",
        ),
        (
            ("For Ray Whit, it is simple. The plant was closed by a friend of Vic Cass. “I was it,” he said.",),
            "Ray Whit",
        ),
        (
            ("Clay Robin wants a levee. His father, Al Robin, does not.", "The elder Robin sat. “No,” he said."),
            "Al Robin",
        ),
        (
            ("Mayor Ada Quill toured the town.", "She said that the president had promised that “it will come.”"),
            "the president",
        ),
        (("MAN WINS: Ben Yates won.", "MAN RETURNS: A man is back. “I went to sea,” he said."), "A man"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_speakers_that_unseen_stories_taught_us(story, speaker):
    assert said(*story)[-1][0].startswith(speaker)


@pytest.mark.parametrize(
    ("story", "speaker"),
    [
        (("Paul Reese lost.", "“Nobody told us of the count,” said one Reese confidante."), "one Reese confidante"),
        (("Paul Reese lost.", "“It is hard,” said one former Reese ferry mate."), "one former Reese ferry mate"),
        (
            ("Ada Quill was mayor. Paul Reese is one.", "“This will be a hard winter here” for Reese, said Quill."),
            "Ada Quill",
        ),
        (
            ("Vice President Al Voss came. Ben Yates shouted in Dayton. “He had it,” the former president said.",),
            "Ben Yates",
        ),
        (
            (
                "Mayor Ida Quill ran the mill. Quill loved it, and Quill lived there.",
                "Ben Quill sold it. “I had to do it,” he said.",
                "The town was angry. Jo Orr, a nurse, wept over her loss.",
                "Quill spoke on Friday. “I will open it again,” she said.",
            ),
            "Ida Quill",
        ),
        (
            (
                "Ida Brandt, mother of the drowned sailor Lou Brandt, wept.",
                "“They told me nothing for days,” Brandt said.",
            ),
            "Ida Brandt",
        ),
        (
            ("Ida Brandt met Ben Marsh.", "The two did not talk of it. She told a paper that “it will be awkward.”"),
            "Ida Brandt",
        ),
        (
            (
                "Ada Quill was secretary of state.",
                "Quill wrote at length. However, no other secretary of state had a desk there.",
                "“I am the first of them to have one,” she said.",
            ),
            "Ada Quill",
        ),
        (
            ("Leaders of the guild said they had a way of asking all members to speak so that “our town hears it.”",),
            "Leaders of the guild",
        ),
        (("When Ben Marsh suggested a tax, Ada Quill fired back loudly: “The town will not have it.”",), "Ada Quill"),
        (
            (
                "“A fight would be bad for us all,” Ada Quill’s rival Lou Hale said.",
                "As for Ben Marsh, he said he sleeps well. “I think I will have the votes,” he said.",
            ),
            "Ben Marsh",
        ),
        (
            ("“The pier was paid for twice this year,” reads a Wednesday editorial in The Dale Register.",),
            "a Wednesday editorial in The Dale Register",
        ),
        (
            ("“He saw it,” Ben Marsh said. “He knew at what hour to ring the bell for” Lou Hale.",),
            "Ben Marsh",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_speakers_that_printed_stories_taught_us(story, speaker):
    assert said(*story)[-1][0] == speaker


def test_the_headlines_of_a_paper_are_nobodys_speech():
    assert said("Lou Hale owns a paper with headlines such as “Ferries make people mad” and “Is your dog a spy?”") == []


def test_the_answers_of_an_interview_are_those_of_whom_its_introduction_names():
    story = (
        "Mabel Otter is a clerk.",
        "Q: Why?",
        "A: Because.",
        "Q: And now?",
        "A: Now I rest.",
        "Pip Crane spoke. Crane left.",
    )
    assert [one.speaker for one in quotations.read(story)][1] == "Mabel Otter"


def test_an_interview_has_speakers_without_marks():
    story = ("Ada Quill is the mayor.", "Q: Why now?", "A: Because we can.", "Q: And then?", "A: Then we rest.")
    assert [(one.speaker, one.text) for one in quotations.read(story)][1] == ("Ada Quill", "Because we can.")


def test_straight_and_curly_marks_may_be_mixed():
    assert said('“We lost," Ben Marsh said. "It happens to everyone.”') == [
        ("Ben Marsh", "We lost,"),
        ("Ben Marsh", "It happens to everyone."),
    ]


def test_two_single_marks_close_as_a_double_one_does():
    assert said("“We will mend it this year,’’ Ben Marsh said. “I respect that,’’ he said.") == [
        ("Ben Marsh", "We will mend it this year,"),
        ("Ben Marsh", "I respect that,"),
    ]


def test_feet_and_inches_are_no_quotation():
    assert quotations.read(("Marsh, who is 6'2\", ducked under the 5′8″ door.",)) == ()


def test_annotated_stories_are_read_as_annotated():
    """F1 of quotation and speaker, for quotations of five words or more; and those sure enough to be shown."""
    right = wrong = missed = shown_right = shown_wrong = 0
    for story in STORIES:
        found = {(one.paragraph, one.start): one for one in quotations.read(story.paragraphs)}
        for paragraph, start, answer in story.quotations:
            one = found[paragraph, start]
            if len(one.text.split()) < 5 or (answer == "-" and not one.is_speech):
                continue
            is_right = answer != "-" and one.is_speech and is_named(answer, one.speaker)
            right, wrong = right + is_right, wrong + (one.is_speech and not is_right)
            missed += answer != "-" and not is_right
            shown_right, shown_wrong = (
                shown_right + (is_right and one.is_shown),
                shown_wrong + (one.is_shown > is_right),
            )
    precision, recall = right / (right + wrong), right / (right + missed)
    assert 2 * precision * recall / (precision + recall) >= 0.95
    assert shown_right / (shown_right + shown_wrong) >= 0.97
    assert shown_right / (right + missed) >= 0.65


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        " said ",
        "Smith",
        " she ",
        ", ",
        ". ",
        "who ",
        "\n",
        "(",
        ")",
        "—",
        "Q: ",
        "the ",
        "é",
    ]
)


@given(st.lists(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join), max_size=5))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_quotations_that_stand_where_they_say(paragraphs):
    for one in quotations.read(paragraphs):
        assert paragraphs[one.paragraph][one.place.start : one.place.end] == one.text
        assert one.start <= one.place.start <= one.place.end <= one.end
        for place in (one.mention, one.cue):
            assert place is None or paragraphs[place.paragraph][place.start : place.end] == place.text


SLOW = (
    "“", "”", '"', "'", "‘", "’", "“a", "“a” ", '"a" ', "'a' ", "said ", ", said ", "he said, ", "Smith, ",
    "Smith said, “a” ", "who ", "(", ")", "—", "Aa Bb ", "A. ", "of the ", "Bank of ", "and Smith ", "’s ", "by ",
    "according to ", "to say ", "“A.” ", "“a?” Smith ", "asked the ", ", who ", "quoted ", "Q: a ", "was called ",
)  # fmt: skip


@pytest.mark.parametrize("piece", SLOW, ids=repr)
def test_twice_the_text_takes_at_most_about_twice_the_time(piece):
    assert growth(lambda length: quotations.read((piece * (length // len(piece)),))) < 2.6
