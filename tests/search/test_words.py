"""One way from text to words, for what is indexed, asked and marked."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.search import asking
from nightdesk.search.marking import excerpt, marked
from nightdesk.search.words import stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"), ("councils", "council"), ("O’Brien", "obrien"), ("Karesia’s", "Karesia"), ("U.S.", "us"),
        ("ZÜRICH", "zurich"), ("running", "runs"), ("Straße", "strasse"), ("İstanbul", "istanbul"),
        ("U.S", "US"), ("J.R.R.", "jrr"), ("1,000", "1000"), ("12,345,678", "12345678"), ("𝐔𝐧𝐢", "uni"),
        ("Łódź", "lodz"), ("Ærø", "aero"), ("re\u0301ouvert", "réouvert"), ("com\u00admission", "commission"),
    ],
)  # fmt: skip
def test_forms_of_a_word_are_one_word(one, other):
    assert stems(one, "en-US") == stems(other, "en-US")


def test_hyphens_part_words_and_a_script_without_spaces_is_taken_by_letters():
    assert stems("re-opens", "en") == stems("re opens", "en")
    assert stems("港は再開", "ja") == ["港", "は", "再", "開"]


def test_a_word_of_another_script_is_a_word_where_letters_stand_round_it():
    assert stems("新ＡＩ法案は2026年", "ja") == ["新", "ai", "法", "案", "は", "2026", "年"]
    assert str(marked("新AI法案", frozenset(stems("ai", "ja")), "ja")) == "新<mark>AI</mark>法案"
    assert stems("か\u3099", "ja") == ["か"]


def test_a_number_or_an_initial_is_no_longer_than_it_is():
    assert stems("5,4", "en") == stems("5 4", "en") and stems("1,0000", "en") == stems("1 0000", "en")
    assert stems("on 1,000, 200", "en") == stems("on 1000 200", "en")
    assert stems("A.Smith", "en") == stems("A Smith", "en")


def test_an_article_that_is_written_on_to_its_word_is_a_word_of_its_own():
    assert stems("l’isola", "it") == [*stems("l", "it"), *stems("isola", "it")]
    assert stems("O’Brien", "en") == ["obrien"]


def test_signs_of_a_letter_part_no_word():
    assert len(stems("हिन्दी", "hi")) == len(stems("مَدرسة", "ar")) == 1
    assert stems("مَدرسة", "ar") == stems("مدرسة", "ar")


def test_a_question_has_words_phrases_and_what_must_not_stand_there():
    asked = asking.read('ferry "storm barrier" -toll -"night bus"', "en")
    assert asked.all_of == (("ferri",), ("storm", "barrier"))
    assert asked.none_of == (("toll",), ("night", "bus"))


@pytest.mark.parametrize("typed", ["", "  ", "-", '"', "-toll", "!!! ???", '""', "\0"])
def test_without_a_word_nothing_is_looked_for(typed):
    assert not asking.read(typed, "en")


@given(st.text(max_size=400))
def test_anything_may_be_typed(typed):
    asked = asking.read(typed, "en")
    assert len(asked.all_of) + len(asked.none_of) <= asking.MOST
    assert all(stem and stem.isalnum() for phrase in (*asked.all_of, *asked.none_of) for stem in phrase)


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text):
    for word in words(text, "en"):
        assert text[word.start : word.end] and word.stem.isalnum()


@given(st.text(alphabet='ab <>&"’ferry', max_size=120))
def test_marking_changes_no_word_and_opens_no_element(text):
    made = marked(text, frozenset(stems("ferry a", "en")), "en")
    bare = str(made).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare and ">" not in bare
    assert html.unescape(bare) == text


def test_an_excerpt_is_cut_round_the_first_word_that_answers():
    text = f"{'Long before. ' * 40}The ferry sails again. {'Long after. ' * 40}"
    made = excerpt(["Nothing here.", text], frozenset(stems("ferries", "en")), "en")
    assert "<mark>ferry</mark>" in made and made.startswith("… ") and made.endswith(" …") and len(made) < 300
    assert excerpt(["Nothing."], frozenset(["ferri"]), "en") == ""
