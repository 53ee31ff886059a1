"""A further language is a file: what it has is said in it, what it lacks in English."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from catalogues import CATALOGUES, messages
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.base.catalogue import messages_in, translated
from autograder.base.language import Text, in_order, language_of, spoken

PLACE = re.compile(r"\{(\w*)\}")
GERMAN = messages_in((CATALOGUES / "de.po").read_text(encoding="utf-8"))


def test_the_reader_reads_what_babel_reads() -> None:
    for path in CATALOGUES.glob("*.po"):
        with path.open("rb") as file:
            told = {m.id: m.string for m in read_po(file) if m.id and m.string}
        assert messages_in(path.read_text(encoding="utf-8")) == told


def test_a_translation_has_the_places_of_its_sentence() -> None:
    for english, german in GERMAN.items():
        assert set(PLACE.findall(german)) <= set(PLACE.findall(english)), english


@given(message=st.sampled_from(sorted(GERMAN)), data=st.data())
def test_a_sentence_made_up_is_said_in_german(message: str, data: st.DataObject) -> None:
    words = {
        name: data.draw(st.from_regex(r"[0-9]{1,4}", fullmatch=True), label=name)
        for name in PLACE.findall(message)
    }
    sentence, said = (
        PLACE.sub(lambda place: words[place[1]], text) for text in (message, GERMAN[message])
    )
    # One of the few letters may as well be another that has more of them.
    others = [key for key in GERMAN if key != message and PLACE.sub("", key) in sentence]
    assume(not any(PLACE.search(key) and len(key) >= len(message) for key in others))
    assert translated(sentence, "de") == said


def test_what_stands_in_a_place_is_translated_too() -> None:
    said = Text("f takes an array of shape (2,), but was called with a single number", "")
    assert said.to("de") == (
        "f nimmt ein Array der Form (2,), wurde aber mit einer einzelnen Zahl aufgerufen"
    )


def test_parts_that_were_joined_are_translated_each() -> None:
    joined = Text("not there yet", "아직 없음") + Text("; did you mean `Relu`?", "")
    assert joined.to("de") == "noch nicht da; meinten Sie `Relu`?"
    assert joined.to("ko").startswith("아직 없음")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_what_no_catalogue_has_is_said_in_english(language: str) -> None:
    assert (
        Text("a sentence of nobody's", "누구의 것도 아닌 문장").to(language)
        == "a sentence of nobody's"
    )


def test_an_author_says_a_sentence_in_any_language() -> None:
    said = Text("the loss", "손실", de="der Verlust")
    assert [said.to(each) for each in ("en", "ko", "de", "fr")] == [
        "the loss",
        "손실",
        "der Verlust",
        "the loss",
    ]
    assert Text("der Verlust").to("ko") == "der Verlust"
    title = in_order(["The loss is right", "손실이 맞다", "de: Der Verlust stimmt"])
    assert title.to("de") == "Der Verlust stimmt" and title.ko == "손실이 맞다"


def test_a_work_is_read_in_a_language_of_its_assignment() -> None:
    assert language_of("x = 1\n", ["de"]) == "de"
    assert language_of("x = 1\n", ["de", "en"]) == "en"
    assert language_of("x = 1  # 기울기를 구한다\n", ["de"]) == "ko"
    assert {"en", "ko", "de"} <= set(spoken())


def _sentences_of(*rooms: str) -> list[str]:
    """Return what students read of some rooms, but for what is too short to be found again."""
    found = [
        m.id
        for m in messages()
        if m.id and m.locations[0][0].split("/")[1] in rooms and "class_" not in m.locations[0][0]
    ]
    return [each for each in found if len(re.findall(r"\w", PLACE.sub("", each))) >= 4]


@pytest.mark.slow
def test_all_that_a_self_check_says_is_there_in_german() -> None:
    wanted = _sentences_of("checks", "selfcheck")
    assert len(wanted) > 70
    # What is new there: `python tests/support/catalogues.py`, and then its German in de.po.
    assert [message for message in wanted if message not in GERMAN] == []


@pytest.mark.slow
def test_most_of_a_page_is_there_in_german() -> None:
    wanted = _sentences_of("pages")
    assert sum(message in GERMAN for message in wanted) >= 0.5 * len(wanted)
