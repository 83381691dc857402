"""Names and typed words without accents, and words that are no syntax."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.store.schema.migrations import TOKENIZE
from attribution.words.text import MATCHES_NOTHING, fold_key, match_expression, search_form, search_forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rasa Juknė", "rasa jukne"),
        ("Łukasz Đorđević", "Lukasz Dordevic"),
        ("Søren Ærø", "soren aero"),
        ("J.R. Smith", "J. R. Smith"),
        ("  Ann \n Lee ", "Ann Lee"),
        ("O’Brien", "O'Brien"),
        ("Ben\u200fnett", "Bennett"),
        (unicodedata.normalize("NFD", "José"), unicodedata.normalize("NFC", "José")),
        ("Straße", "Strasse"),
        ("Nguyễn", "NGUYEN"),
    ],
)
def test_the_same_name_has_one_key(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Lee", "Anne Lee"), ("???", "!!!"), ("कि", "का"), ("Lee Ann", "Ann Lee")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert fold_key(one) != fold_key(other)


@given(st.text(min_size=1))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_key(fold_key(name)) == fold_key(name)


def test_plain_is_none_where_sqlite_folds_by_itself() -> None:
    assert search_form("José said: “Čapek — naïve”") is None
    assert search_form(None) is None
    assert search_form("Łódź, co\u00adoperate, oﬃce") == "Lódź, cooperate, office"
    assert search_forms("the łan of the łan and Øre") == "lan Ore"
    assert search_forms("nothing here") is None


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("safe bridge", '"safe" "bridge"'),
        ('"the bridge" safe', '"the bridge" "safe"'),
        ("“the bridge”", '"the bridge"'),
        ('"never closed', '"never closed"'),
        ("NOT safe OR (bridge*", '"NOT" "safe" "OR" "(bridge*"'),
        ("self-help", '"self-help"'),
        ("quote:bridge", '"quote:bridge"'),
        ("Łukasz", '"Lukasz"'),
        ("", MATCHES_NOTHING),
        ("—", MATCHES_NOTHING),
        ('"', MATCHES_NOTHING),
        ("a\0b", '"a" "b"'),
        (None, MATCHES_NOTHING),
    ],
)
def test_typed_words_become_an_expression(words: str | None, expression: str) -> None:
    assert match_expression(words) == expression


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(a, b, tokenize = '{TOKENIZE}')")
        connection.execute("INSERT INTO words VALUES ('the bridge is safe', 'x')")
        yield connection


@given(words=st.text() | st.text(alphabet="ab \"'*^:(){}-+\\\0,ORNEAT“”"))
def test_nothing_typed_makes_sqlite_raise(index: sqlite3.Connection, words: str) -> None:
    for expression in (match_expression(words), f"{{a b}} : ({match_expression(words)})"):
        index.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall()


def test_an_expression_matches_all_words_in_any_order(index: sqlite3.Connection) -> None:
    def hits(words: str) -> int:
        return len(index.execute("SELECT 1 FROM words WHERE words MATCH ?", (match_expression(words),)).fetchall())

    assert hits("safe bridge") == 1
    assert hits("safe tunnel") == 0
    assert hits('"the bridge"') == 1
    assert hits('"bridge the"') == 0
    assert hits("!!!") == 0
