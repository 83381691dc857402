"""Personal names: folding, titles and suffixes, short forms."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.words.known_names import NICKNAMES, first_name_gender
from attribution.words.names import Fit, fit, parse_name, person_name
from attribution.words.text import fold_key, fold_word


@pytest.mark.parametrize(
    ("written", "word", "key"),
    [
        ("O’Brien", "o'brien", "o brien"),
        ("Garcia‑López", "garcia-lopez", "garcia lopez"),
        ("US", "u.s", "us"),
        ("us", "us", "us"),
        ("Ħal", "hal", "hal"),
        ("Ben\u200fnett", "bennett", "bennett"),
        (unicodedata.normalize("NFD", "José"), "jose", "jose"),
        ("कि", "कि", "कि"),  # a vowel, no accent
    ],
)
def test_a_word_keeps_its_marks_and_a_key_has_none(written: str, word: str, key: str) -> None:
    assert (fold_word(written), fold_key(written)) == (word, key)


@given(st.text(min_size=1))
def test_folded_words_have_the_key_of_what_is_written(text: str) -> None:
    assert fold_key(fold_word(text)) == fold_key(text) or text == "US" or not any(map(str.isalnum, text))


@pytest.mark.parametrize(
    ("written", "words", "generation"),
    [
        ("Ms. Juknevičienė", "jukneviciene", ""),
        ("the former Defence Minister Oda Brask", "oda brask", ""),
        ("Prime Minister Oda Brask", "oda brask", ""),
        ("Sen. Oda J. Brask Jr.", "oda j brask", "jr"),
        ("Oda Brask III, MP", "oda brask", "iii"),
        ("Oda Brask Sr.", "oda brask", ""),
        ("Comedian Jorge Lunde", "jorge lunde", ""),
        ("Dean Lunde", "dean lunde", ""),
        ("Dean Jorge Lunde", "jorge lunde", ""),
        ("Spokeswoman Oda Brask", "oda brask", ""),
        ("Secretary-Treasurer Jorge Lunde", "jorge lunde", ""),
        ("King Oskar IV", "king oskar", "iv"),  # not the prince of that name
        ("Pope Clement", "clement", ""),
        ("Lady Brask", "brask", ""),
        # a nationality that ends like a role, and a particle that is also a given name
        ("Germán Jorge Lunde", "german jorge lunde", ""),
        ("Suleiman al-Tarn", "suleiman al tarn", ""),
        ("ODA BRASK’S", "oda brask", ""),
        ("Mr", "mr", ""),
    ],
)
def test_the_name_is_what_is_left_of_titles_and_suffixes(written: str, words: str, generation: str) -> None:
    assert person_name(written) == person_name(f" {written} ")
    assert (" ".join(person_name(written).words), person_name(written).generation) == (words, generation)


@pytest.mark.parametrize(
    "text", ["Prime Minister Oda Brask", "Sen. Oda Brask Jr.", "the late Oda Brask", "Dr. Brask"]
)
def test_a_name_in_a_text_and_by_itself_is_read_alike(text: str) -> None:
    name = parse_name(text, 0, len(text))
    assert name is not None
    assert name.words == person_name(text).words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bill", "william", True),
        ("jake", "jacob", True),
        ("ricky", "richard", True),
        ("phillip", "philip", True),
        ("jon", "jonathan", True),
        ("jon", "john", False),  # another name
        ("eduardo", "edward", False),  # the same name in two languages is two persons'
        ("nicolas", "nicholas", False),
        ("nick", "nicolas", True),
        ("samantha", "samuel", False),  # "Sam" is short for both
        ("sam", "samantha", True),
        ("alexandra", "alexander", False),
        ("albert", "alan", False),
        ("hank", "harry", False),
        ("len", "leo", False),
    ],
)
def test_short_forms_of_a_name(one: str, other: str, same: bool) -> None:
    assert (other in NICKNAMES.get(one, ())) is (one in NICKNAMES.get(other, ())) is same
    if same:
        assert fit(person_name(f"{one} Brask"), person_name(f"{other} Brask")) is Fit.PERHAPS


def test_a_name_of_both_says_nothing_of_gender() -> None:
    assert [first_name_gender(word) for word in ("ann", "ann-kim", "jorge", "kim", "tarn")] == [
        "f",
        "f",
        "m",
        None,
        None,
    ]
