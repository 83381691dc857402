"""What is the same article, and which attribution takes over which row."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.records import Article
from attribution.store.saving.sameness import Known, day_of, match, origin_of, overlap, text_hash

BASE = Article("x", id="a", title="T", outlet="O", date="2024-01-31", path="news/a.txt")


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2024-01-31", "2024-01-31"),
        ("2024-01-31T23:59:00+13:00", "2024-01-31"),
        (" 2024-01-31 ", "2024-01-31"),
        ("2024-02-30", None),
        ("31 January 2024", None),
        ("2024-W05-1", None),
        ("20240131", None),
        ("2024-01", None),
        ("", None),
        (None, None),
    ],
)
def test_day(date: str | None, day: str | None) -> None:
    assert day_of(date) == day


def test_a_url_decides_the_origin() -> None:
    article = dataclasses.replace(BASE, url="HTTPS://News.Example/A?b=C#part")
    assert origin_of(article) == "https://news.example/A?b=C"
    assert origin_of(dataclasses.replace(article, title="Another", path="b.txt")) == origin_of(article)
    assert origin_of(dataclasses.replace(BASE, url="http://[broken")) == "http://[broken"


def test_outlet_title_and_day_decide_where_there_is_no_url() -> None:
    assert origin_of(dataclasses.replace(BASE, path="elsewhere.txt", outlet="o ")) == origin_of(BASE)
    for other in ({"outlet": "P"}, {"title": "U"}, {"date": "2024-02-01"}):
        assert origin_of(dataclasses.replace(BASE, **other)) != origin_of(BASE)


def test_a_path_decides_where_one_of_those_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    article = dataclasses.replace(BASE, outlet=None)
    for path in ("./news/a.txt", "news/../news/a.txt", str(tmp_path / "news" / "a.txt")):
        assert origin_of(dataclasses.replace(article, path=path, id="a-2")) == origin_of(article)
    assert origin_of(dataclasses.replace(article, path="news/b.txt")) != origin_of(article)
    assert str(tmp_path) not in origin_of(article)


def test_a_text_from_nowhere_has_an_origin_too() -> None:
    assert origin_of(Article("x")) == origin_of(Article("y"))
    assert origin_of(Article("x", id="1")) != origin_of(Article("x", id="2"))


def test_text_hash_is_of_the_exact_text() -> None:
    # printf 'ab' | sha256sum
    assert text_hash("ab") == "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"
    assert text_hash("a\nb") != text_hash("a\r\nb")


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=4,
).map(tuple)


@given(spans, spans)
def test_overlap_is_that_of_sets_of_characters(one, other) -> None:
    a = {i for start, end in one for i in range(start, end)}
    b = {i for start, end in other for i in range(start, end)}
    assert overlap(one, other) == pytest.approx(len(a & b) / len(a | b))


def test_rows_go_to_the_greatest_overlap_first() -> None:
    known = [Known(7, "k7", ((0, 10),)), Known(8, "k8", ((20, 30),)), Known(9, "k9", ((50, 60),))]
    found = [("new1", ((0, 9),)), ("new2", ((0, 10),)), ("new3", ((20, 24),)), ("k9", ((50, 60),))]
    # new2 is row 7 whole, so new1, at nine tenths, gets none; new3 shares less than half with row 8.
    assert match(known, found) == {1: 7, 3: 9}


def test_half_is_enough_and_the_same_spans_win() -> None:
    assert match([Known(1, "a", ((0, 10),))], [("b", ((0, 5),))]) == {0: 1}
    assert match([Known(1, "a", ((0, 100),))], [("b", ((0, 49),))]) == {}
    # Two attributions of one content: the keys tell which is which.
    known = [Known(1, "a", ((0, 10),)), Known(2, "b", ((0, 10),))]
    assert match(known, [("b", ((0, 10),)), ("a", ((0, 10),))]) == {0: 2, 1: 1}


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_matching_is_one_to_one_and_by_half(olds, news) -> None:
    known = [Known(i + 1, f"old{i}", content) for i, content in enumerate(olds)]
    matched = match(known, [(f"new{i}", content) for i, content in enumerate(news)])
    assert len(set(matched.values())) == len(matched)
    free_old = [row for row in known if row.id not in matched.values()]
    for index, content in enumerate(news):
        if index in matched:
            assert overlap(content, known[matched[index] - 1].content) >= 0.5
        else:
            assert all(overlap(content, row.content) < 0.5 for row in free_old)
