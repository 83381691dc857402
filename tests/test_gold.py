"""The gold annotations of the sample articles say what they seem to say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from gold import annotated, gold_rows, samples
from marked import locate, read_marked
from spacy.language import Language

import attribution
from attribution.evaluation import evaluate
from attribution.records_json import to_json

QUOTATION_MARKS = frozenset('“”"‘')


def pairs() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for wanted, row in zip(annotated(), gold_rows(), strict=True):
        for written, built in zip(wanted["attributions"], row["attributions"], strict=True):
            yield row["text"], written, built


def test_offsets_give_the_words_that_were_marked() -> None:
    checked = 0
    for text, written, built in pairs():
        for role in ("content", "source", "cue"):
            marked = [read_marked(snippet) for snippet in written["marked"]]
            words = [m.text[s:e] for m in marked for s, e in m.role(role)]
            assert [text[s:e] for s, e in built[role]] == words
            checked += len(words)
    assert checked > 200


def test_every_attribution_has_content_and_a_known_kind() -> None:
    for text, written, built in pairs():
        quoted = [QUOTATION_MARKS & set(text[s:e]) for s, e in built["content"]]
        assert quoted, written
        if built["kind"] == "indirect":
            assert not any(quoted), written
        else:
            assert built["kind"] in ("direct", "mixed") and any(quoted), written


def test_nothing_is_content_twice() -> None:
    for row in gold_rows():
        spans = sorted(tuple(span) for a in row["attributions"] for span in a["content"])
        assert all(one[1] <= two[0] for one, two in pairwise(spans)), row["id"]


def test_speakers_and_organisations_stand_in_their_article() -> None:
    for text, written, built in pairs():
        organisation = (built.get("affiliation") or {}).get("organisation")
        for name in (built["speaker"], organisation):
            assert name is None or name in text, written


def test_rows_are_json() -> None:
    assert json.loads(json.dumps(gold_rows())) == gold_rows()


def test_html_and_json_lines_samples_carry_outlet_day_and_title() -> None:
    articles = samples()
    assert len(articles) >= 8
    bare = {"ferry-grounding-wire-copy", "roadworks-notice"}
    assert bare < set(articles)
    for name, article in articles.items():
        assert 200 <= len(article.text.split()) <= 600, name
        if name not in bare:
            assert article.title and article.outlet and article.byline, name
            assert article.date and article.date.startswith("2026-"), name


@pytest.mark.parametrize(
    ("marked", "complaint"),
    [
        ("<c>never closed", "never closed"),
        ("never opened</c>", "closes nothing"),
        ("<c></c>", "encloses nothing"),
    ],
)
def test_slips_in_the_marks_are_refused(marked: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_marked(marked)


def test_a_snippet_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="stands 0 times"):
        locate(["<c>Not here</c>"], "Nothing of the kind.")


def test_marks_may_stand_in_each_other() -> None:
    marked = read_marked("<c1>“He said, <c2>‘No,’</c2>”</c1> <s1>she</s1> said.")
    assert marked.text == "“He said, ‘No,’” she said."
    assert [marked.text[s:e] for s, e in marked.role("content", "1")] == ["“He said, ‘No,’”"]
    assert [marked.text[s:e] for s, e in marked.role("content", "2")] == ["‘No,’"]


@pytest.mark.model
def test_the_model_reads_the_samples_as_people_do(nlp: Language) -> None:
    gold = gold_rows()
    predicted = [
        {"id": row["id"], "attributions": [to_json(one) for one in attribution.extract(row["text"], nlp=nlp)]}
        for row in gold
    ]
    figures = evaluate(gold, predicted)
    # The floors that the model has to reach on published news.
    assert figures["all"]["+source"]["f1"] >= 0.68, figures["all"]
    assert figures["direct"]["+source"]["f1"] >= 0.84, figures["direct"]


def test_the_gold_agrees_with_itself() -> None:
    figures = evaluate(gold_rows(), gold_rows())
    for part in ("all", "direct"):
        assert figures[part]["exact"]["f1"] == 1.0
        assert figures[part]["speaker of named"]["right where found"] == 1.0
