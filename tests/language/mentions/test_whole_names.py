"""Whole mentions of names: candidates from trees and tags, what is seen of them, and which are taken."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import spacy
from scored import SURE, pieces_of, scored, table
from spacy.language import Language

from attribution.errors import ModelError
from attribution.language.mentions.name_candidates import Candidates, candidates, words_of
from attribution.language.mentions.name_features import FEATURES
from attribution.language.mentions.whole_names import (
    CLASSES,
    FILE,
    Sighting,
    Weigher,
    choose,
    read,
    sight,
    whole_names,
)
from attribution.language.network.annotate import tokens_of
from attribution.language.network.encoder import Reading
from attribution.language.network.syntax import Parse, Tokens, parse
from attribution.language.network.tags import ENTITY_TAGS, RELATIONS, ROLE_TAGS
from attribution.language.network.windows import Window
from attribution.records import Entity

NLP = spacy.blank("en")
TEXT = "Mayor Ilse Brandt of Vellmar, who left, saw the Tolm Archive's roof."
WORDS = "Mayor|Ilse|Brandt|of|Vellmar|,|who|left|,|saw|the|Tolm|Archive|'s|roof|.".split("|")
ROWS = [
    ("PROPN", 9, "nsubj"),
    ("PROPN", 0, "flat"),
    ("PROPN", 0, "flat"),
    ("ADP", 4, "case"),
    ("PROPN", 0, "nmod"),
    ("PUNCT", 7, "punct"),
    ("PRON", 7, "nsubj"),
    ("VERB", 0, "acl"),
    ("PUNCT", 7, "punct"),
    ("VERB", -1, "root"),
    ("DET", 12, "det"),
    ("PROPN", 12, "compound"),
    ("PROPN", 14, "nmod"),
    ("PART", 12, "case"),
    ("NOUN", 9, "obj"),
    ("PUNCT", 9, "punct"),
]
RELATIVE, OF_NAME = RELATIONS.index("acl"), RELATIONS.index("nmod")


def _reading(mentions: list[tuple[int, int, str]]) -> tuple[Tokens, Parse, Reading]:
    """Read TEXT, with runs of words tagged as whole mentions and as bare names."""
    doc = NLP.make_doc(TEXT)
    assert [token.text for token in doc] == WORDS
    pieces, scores = pieces_of(TEXT, WORDS), scored(ROWS)
    tags = np.zeros((len(WORDS), len(ENTITY_TAGS)), dtype=np.float32)
    tags[:, 0] = SURE / 2
    for first, end, label in mentions:
        tags[first, ENTITY_TAGS.index(f"B-{label}")] = SURE
        tags[first + 1 : end, ENTITY_TAGS.index(f"I-{label}")] = SURE
    roles = np.zeros((len(WORDS), len(ROLE_TAGS)), dtype=np.float32)
    window = Window(0, len(WORDS))
    tokens = tokens_of(doc)
    links = ((window, table(len(WORDS), window, {})),)
    reading = Reading(pieces, roles, tags, tags, (), scores, links)
    return tokens, parse(TEXT, tokens, pieces, scores), reading


def _candidates(tagged: set[tuple[int, int]]) -> tuple[Candidates, list[str]]:
    tokens, tree, reading = _reading([])
    words = words_of(tokens, tree, reading.pieces, reading.syntax.upos)
    found = candidates(TEXT, words, tagged)
    starts, ends = words.starts[found.firsts], words.ends[found.ends - 1]
    return found, [TEXT[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def test_a_name_may_end_behind_each_of_its_phrases() -> None:
    found, texts = _candidates(set())
    assert sorted(texts) == [
        "Mayor Ilse Brandt",
        "Mayor Ilse Brandt of Vellmar",
        "Mayor Ilse Brandt of Vellmar, who left",
        "Tolm Archive's",
        "Vellmar",
        "the Tolm Archive's",
    ]
    middle = texts.index("Mayor Ilse Brandt of Vellmar")
    assert (found.heads[middle], found.last[middle], found.next[middle]) == (0, OF_NAME, RELATIVE)


def test_runs_of_the_tags_are_candidates_with_and_without_a_possessive() -> None:
    _, texts = _candidates({(1, 3), (11, 13)})
    assert {"Ilse Brandt", "Tolm Archive", "Tolm Archive's"} <= set(texts)


def test_white_space_is_no_word() -> None:
    text = "Ilse Brandt  met  Vellmar."
    doc = NLP.make_doc(text)
    rows = [
        ("PROPN", 2, "nsubj"),
        ("PROPN", 0, "flat"),
        ("VERB", -1, "root"),
        ("PROPN", 2, "obj"),
        ("PUNCT", 2, "punct"),
    ]
    pieces, scores, tokens = (
        pieces_of(text, ["Ilse", "Brandt", "met", "Vellmar", "."]),
        scored(rows),
        tokens_of(doc),
    )
    words = words_of(tokens, parse(text, tokens, pieces, scores), pieces, scores.upos)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "Ilse",
        "Brandt",
        "met",
        "Vellmar",
        ".",
    ]
    assert words.heads.tolist() == [2, 0, -1, 2, 2]
    assert words.pieces.tolist() == [0, 1, 2, 3, 4]
    assert words.begins.tolist() == [True, False, False, False, False]


def _sight(tagged: list[tuple[int, int, str]]) -> Sighting:
    tokens, tree, reading = _reading(tagged)
    spans = [
        (TEXT.index(WORDS[first]), TEXT.index(WORDS[end - 1]) + len(WORDS[end - 1])) for first, end, _ in tagged
    ]
    names = [Entity(*span, "PERSON") for span in spans]
    return sight(TEXT, tokens, tree, reading, mentions=names, names=[])


def test_what_is_seen_of_each_candidate() -> None:
    found = _sight([(0, 3, "PERSON")])
    assert found.seen.shape == (len(found.spans), FEATURES)
    assert np.isfinite(found.seen).all()
    rows = {TEXT[start:end]: row for (start, end), row in zip(found.spans, found.seen, strict=True)}
    person = CLASSES.index("PERSON") - 1
    assert rows["Mayor Ilse Brandt"][person] > 3 > -3 > rows["Vellmar"][person]
    assert not np.array_equal(rows["Mayor Ilse Brandt"], rows["Mayor Ilse Brandt of Vellmar"])


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_nothing_is_seen_in_a_text_without_word_pieces(text: str) -> None:
    tokens = tokens_of(NLP.make_doc(text))
    pieces, scores = pieces_of("", []), scored([])
    empty = np.zeros((0, len(ENTITY_TAGS)), dtype=np.float32)
    reading = Reading(pieces, np.zeros((0, 7), dtype=np.float32), empty, empty, (), scores, ())
    found = sight(text, tokens, parse(text, tokens, pieces, scores), reading, mentions=[], names=[])
    assert found.spans == [] and found.seen.shape == (0, FEATURES)
    assert whole_names(found, _weigher()) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([((0, 4), "PERSON", 0.3)], []),
        ([((0, 4), "PERSON", 0.5), ((5, 9), "ORG", 0.4)], [(0, 4, "PERSON"), (5, 9, "ORG")]),
        # the surer of two that overlap, wherever they stand in the list
        ([((0, 4), "PERSON", 0.5), ((0, 9), "ORG", 0.6)], [(0, 9, "ORG")]),
        # two short ones together outweigh a long one that is surer than each
        (
            [((0, 9), "ORG", 0.8), ((5, 9), "PLACE", 0.7), ((0, 4), "PERSON", 0.7)],
            [(0, 4, "PERSON"), (5, 9, "PLACE")],
        ),
        # those that touch do not overlap
        ([((0, 4), "PLACE", 0.5), ((4, 9), "OTHER", 0.5)], [(0, 4, "PLACE"), (4, 9, "OTHER")]),
    ],
)
def test_the_best_that_do_not_overlap(
    rows: list[tuple[tuple[int, int], str, float]], expected: list[tuple[int, int, str]]
) -> None:
    likely = np.zeros((len(rows), len(CLASSES)), dtype=np.float32)
    for at, (_, label, chance) in enumerate(rows):
        likely[at, CLASSES.index(label)] = chance
    assert choose([span for span, _, _ in rows], likely, 0.35) == [Entity(*row) for row in expected]


def _weigher() -> Weigher:
    """Take for a person what the tags call so at its head."""
    first = np.zeros((FEATURES, 1), dtype=np.float32)
    first[CLASSES.index("PERSON") - 1] = 1.5
    second = np.zeros((1, len(CLASSES)), dtype=np.float32)
    second[0, CLASSES.index("PERSON")] = 1
    bias = np.zeros(len(CLASSES), dtype=np.float32)
    bias[0] = 3
    return Weigher(first, np.zeros(1, dtype=np.float32), second, bias, 0.35)


def test_weights_choose_the_mention() -> None:
    (found,) = whole_names(_sight([(0, 3, "PERSON")]), _weigher())
    assert found.label == "PERSON" and TEXT[found.start : found.end].startswith("Mayor Ilse Brandt")


def test_weights_are_kept_beside_the_model(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    weigher = _weigher()
    weigher.write(tmp_path)
    again = read(tmp_path)
    assert again is not None and again.threshold == weigher.threshold
    seen = _sight([(0, 3, "PERSON")]).seen
    assert again(seen) == pytest.approx(weigher(seen), abs=1e-3)


@pytest.mark.parametrize("damage", ["{", "[]", '{"threshold": 0.3}', "other features"])
def test_damaged_weights_are_told(tmp_path: Path, damage: str) -> None:
    _weigher().write(tmp_path)
    if damage == "other features":
        plain = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
        plain["first"].append([0.0])
        damage = json.dumps(plain)
    (tmp_path / FILE).write_text(damage, encoding="utf-8")
    with pytest.raises(ModelError, match=r"training\.whole_names, or install"):
        read(tmp_path)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The board of the Tolm Institute met in Vellmar on Friday.",
            [("the Tolm Institute", "ORG"), ("Vellmar", "PLACE")],
        ),
        ("Mayor Ilse Brandt spoke to Oren Vask.", [("Mayor Ilse Brandt", "PERSON"), ("Oren Vask", "PERSON")]),
        (
            "The University of Vellmar hired Ilse Brandt's brother.",
            [("The University of Vellmar", "ORG"), ("Ilse Brandt's", "PERSON")],
        ),
        ("We drove from Germany to France.", [("Germany", "PLACE"), ("France", "PLACE")]),
        ("nobody came.", []),
    ],
)
def test_whole_mentions_of_the_shipped_model(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(entity.text, entity.label_) for entity in nlp(text).ents] == expected
