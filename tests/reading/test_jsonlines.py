"""JSON Lines, JSON objects and JSON lists."""

from __future__ import annotations

import json

import pytest

from attribution.errors import InputError
from attribution.reading.jsonlines import Entry, looks_like_json_lines, read_json
from attribution.records import Article


def only(text: str) -> Entry:
    (entry,) = read_json(text)
    return entry


def test_each_line_is_an_article_with_its_text_exactly() -> None:
    text = "\ufeff“One,”\r\nsaid\u2028she. \x00 \ud83d"
    lines = "\n".join(json.dumps({"id": key, "text": text}, ensure_ascii=False) for key in "ab")
    entries = list(read_json(lines))
    assert [entry.own_id for entry in entries] == ["a", "b"]
    assert [entry.article and entry.article.text for entry in entries] == [text, text]


def test_all_fields_are_taken() -> None:
    fields = {
        "text": "Words.",
        "title": "A title",
        "outlet": "The Courier",
        "byline": "Ina Varl",
        "date": "2026-03-31",
        "url": "https://courier.example/1",
    }
    assert only(json.dumps(fields | {"genre": "news", "attributions": []})).article == Article(**fields)


def test_blank_fields_are_none() -> None:
    assert only('{"text": "Words.", "title": " ", "date": null, "outlet": ""}').article == Article(text="Words.")


def test_a_date_becomes_iso_and_a_list_of_authors_a_byline() -> None:
    article = only('{"text": "W", "date": "2026-03-31 18:30 UTC", "byline": ["Ina Varl", "Bo Rask"]}').article
    assert article is not None
    assert (article.date, article.byline) == ("2026-03-31T18:30Z", "Ina Varl; Bo Rask")


def test_a_number_may_be_an_id() -> None:
    assert only('{"id": 7, "text": "W"}').own_id == "7"


def test_windows_line_ends_and_empty_lines() -> None:
    entries = list(read_json('{"text": "one"}\r\n\r\n{"text": "two"}\r\n'))
    assert [(entry.place, entry.article and entry.article.text) for entry in entries] == [
        ("1", "one"),
        ("3", "two"),
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"text": "cut', "not valid JSON"),
        ("[]", "no JSON object"),
        ("17", "no JSON object"),
        ('{"title": "no text"}', 'has no "text"'),
        ('{"text": 5}', 'has no "text"'),
        ('{"text": " \\n"}', 'its "text" is empty'),
        ('{"text": "W", "id": ["a"]}', 'its "id" must be'),
        ('{"text": "W", "id": true}', 'its "id" must be'),
        ('{"text": "W", "title": 5}', 'its "title" must be text'),
        ("[" * 100_000, "not valid JSON"),
        ('{"text": "W", "n": ' + "9" * 5000 + "}", "not valid JSON"),
    ],
)
def test_a_broken_line_does_not_stop_the_others(line: str, complaint: str) -> None:
    before, broken, after = read_json(f'{{"text": "one"}}\n{line}\n{{"text": "three"}}\n')
    assert before.article and after.article
    assert broken.article is None
    assert broken.place == "2"
    assert complaint in (broken.reason or "")


def test_a_broken_first_line_does_not_stop_the_others() -> None:
    broken, good = read_json('{"text": "cut\n{"text": "two"}\n')
    assert (broken.place, good.article) == ("1", Article(text="two"))


def test_only_broken_lines_are_told_apart() -> None:
    assert [entry.place for entry in read_json('{"text": "cut\n{"text": \n')] == ["1", "2"]
    assert [entry.place for entry in read_json("no JSON at all\n")] == ["1"]


def test_a_broken_line_keeps_its_own_id() -> None:
    assert only('{"id": "a", "text": ""}').own_id == "a"


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_of_articles(indent: int | None) -> None:
    articles = [{"text": "one"}, {"title": "none"}, {"text": "three"}]
    one, none, three = read_json(json.dumps(articles, indent=indent))
    assert (one.article, three.article) == (Article(text="one"), Article(text="three"))
    assert (none.place, none.article) == ("item 2", None)


def test_a_single_article_over_several_lines() -> None:
    entry = only(json.dumps({"id": "a", "text": "one"}, indent=2))
    assert (entry.place, entry.article) == ("", Article(text="one"))


def test_a_damaged_document_over_several_lines_is_one_failure() -> None:
    with pytest.raises(InputError, match=r"is damaged: not valid JSON .*line 3"):
        list(read_json('{\n  "id": "a",\n  "text": oops\n}\n'))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"text": "one"}\n', True),
        ('\n {"id": "a", "text": "one"}\nmore', True),
        ('{"title": "one"}', False),
        ("{curly} brackets begin this article", False),
        ("{" * 100_000, False),
        ("He said so.", False),
        ("", False),
    ],
)
def test_json_lines_under_another_name(text: str, answer: bool) -> None:
    assert looks_like_json_lines(text) is answer


@pytest.mark.parametrize("stated", ['"March"', '"03/04/2026"', "true", "[2026]", "7"])
def test_a_date_that_cannot_be_told_costs_the_day_alone(stated: str) -> None:
    entry = only(f'{{"text": "W", "date": {stated}}}')
    assert entry.article == Article(text="W")
    (note,) = entry.notes
    assert "is read without a day" in note and "write it as 2026-03-31" in note
