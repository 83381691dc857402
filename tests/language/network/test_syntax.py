"""Syntax from scores made by hand, and on spaCy Docs."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import spacy
from scored import SURE, pieces_of, scored
from spacy import displacy
from spacy.tokens import Doc

from attribution.language.network.annotate import set_syntax, spans_of, tokens_of
from attribution.language.network.syntax import SyntaxScores, parse
from attribution.language.network.tags import RELATIONS, UPOS_TAGS
from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import Pieces
from attribution.records import Entity

NLP = spacy.blank("en")
Rows = list[tuple[str, int, str]]

DOGS: Rows = [("NOUN", 1, "nsubj"), ("VERB", -1, "root"), ("PUNCT", 1, "punct")]


def _read(text: str, pieces: Pieces, scores: SyntaxScores) -> Doc:
    doc = NLP.make_doc(text)
    set_syntax(doc, parse(text, tokens_of(doc), pieces, scores))
    return doc


def _shape(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.text, token.pos_, token.dep_, token.head.text) for token in doc]


def _sound(doc: Doc) -> bool:
    """Every sentence has one root and holds the heads of all its words."""
    return all(
        [token.head == token for token in sent].count(True) == 1 and all(token.head in sent for token in sent)
        for sent in doc.sents
    )


def test_a_sentence_is_read() -> None:
    doc = _read("Dogs bark.", pieces_of("Dogs bark.", ["Dogs", "bark", "."]), scored(DOGS))
    assert _shape(doc) == [
        ("Dogs", "NOUN", "nsubj", "bark"),
        ("bark", "VERB", "ROOT", "bark"),
        (".", "PUNCT", "punct", "bark"),
    ]
    assert doc.has_annotation("DEP") and doc.has_annotation("SENT_START") and doc.has_annotation("POS")


def test_two_sentences_and_white_space_between_them() -> None:
    text = "Dogs bark.\n\nCats sleep. "
    pieces = pieces_of(text, ["Dogs", "bark", ".", "Cats", "sleep", "."])
    rows = DOGS + [(tag, head + 3 if head >= 0 else -1, relation) for tag, head, relation in DOGS]
    # The second sentence is not said to start: the blank line does.
    doc = _read(text, pieces, scored(rows, begins=()))
    assert [sent.text for sent in doc.sents] == ["Dogs bark.\n\n", "Cats sleep."]
    assert _shape(doc)[3] == ("\n\n", "SPACE", "dep", ".")
    assert _sound(doc)


def test_a_line_break_starts_no_sentence_and_the_model_does() -> None:
    text = "Dogs\nbark. Cats"
    pieces = pieces_of(text, ["Dogs", "bark", ".", "Cats"])
    doc = _read(text, pieces, scored([*DOGS, ("NOUN", -1, "root")], begins=(0, 3)))
    assert [sent.text for sent in doc.sents] == ["Dogs\nbark.", "Cats"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("\n\n", []),
        ("\n \n  \t", []),
        ("   ", []),
        ("Go", ["Go"]),
        (" \n Go", ["Go"]),
        ("Go \n\n", ["Go"]),
    ],
)
def test_texts_with_hardly_a_word(text: str, words: list[str]) -> None:
    doc = _read(text, pieces_of(text, words), scored([("VERB", -1, "root")] * len(words)))
    assert _sound(doc)
    assert len(list(doc.sents)) == bool(text)
    assert all((token.pos_ == "SPACE") == token.is_space for token in doc)
    assert [token.text for token in doc if token.dep_ == "ROOT" and not token.is_space] == words


def test_white_space_before_the_first_word_opens_the_sentence() -> None:
    text = "\n\nDogs bark."
    doc = _read(text, pieces_of(text, ["Dogs", "bark", "."]), scored(DOGS))
    assert [sent.text for sent in doc.sents] == [text]
    assert doc[0].head.text == "Dogs"


@pytest.mark.parametrize(
    ("text", "words", "rows", "expected"),
    [
        (  # "not" goes where its helping verb goes
            "We cannot go.",
            ["We", "cannot", "go", "."],
            [("PRON", 2, "nsubj"), ("AUX", 2, "aux"), ("VERB", -1, "root"), ("PUNCT", 2, "punct")],
            ("not", "PART", "advmod", "go"),
        ),
        (  # or on the verb itself where that is none's helper
            "We cannot.",
            ["We", "cannot", "."],
            [("PRON", 1, "nsubj"), ("VERB", -1, "root"), ("PUNCT", 1, "punct")],
            ("not", "PART", "advmod", "can"),
        ),
        (  # "na" is the "to" of the verb after it
            "I'm gonna really go.",
            ["I", "'m", "gonna", "really", "go", "."],
            [
                ("PRON", 2, "nsubj"),
                ("AUX", 2, "aux"),
                ("VERB", -1, "root"),
                ("ADV", 4, "advmod"),
                ("VERB", 2, "xcomp"),
                ("PUNCT", 2, "punct"),
            ],
            ("na", "PART", "mark", "go"),
        ),
        (  # without a verb it stays with its word
            "I'm gonna.",
            ["I", "'m", "gonna", "."],
            [("PRON", 2, "nsubj"), ("AUX", 2, "aux"), ("VERB", -1, "root"), ("PUNCT", 2, "punct")],
            ("na", "PART", "mark", "gon"),
        ),
    ],
)
def test_words_without_a_piece_of_their_own(
    text: str, words: list[str], rows: Rows, expected: tuple[str, str, str, str]
) -> None:
    doc = _read(text, pieces_of(text, words), scored(rows))
    assert expected in _shape(doc)
    assert _sound(doc)


def test_pieces_after_a_words_first_say_nothing() -> None:
    text = "Dogs bark."
    pieces = pieces_of(text, ["Do", "gs", "bark", "."])
    rows: Rows = [("NOUN", 2, "nsubj"), ("X", -1, "root"), ("VERB", -1, "root"), ("PUNCT", 2, "punct")]
    doc = _read(text, pieces, scored(rows, begins=(0, 1)))
    assert _shape(doc)[0] == ("Dogs", "NOUN", "nsubj", "bark")
    assert len(list(doc.sents)) == 1


def test_heads_never_leave_the_sentence() -> None:
    text = "Dogs bark. Cats sleep."
    pieces = pieces_of(text, ["Dogs", "bark", ".", "Cats", "sleep", "."])
    rows: Rows = [*DOGS, ("NOUN", 1, "nsubj"), ("VERB", 1, "conj"), ("PUNCT", 1, "punct")]
    doc = _read(text, pieces, scored(rows, begins=(0, 3)))
    assert [len(sent) for sent in doc.sents] == [3, 3]
    assert _sound(doc)


def test_a_second_root_and_a_circle_are_mended_and_no_other_word_is_a_root() -> None:
    text = "a b c d"
    rows: Rows = [("NOUN", -1, "root"), ("VERB", -1, "root"), ("NOUN", 3, "obj"), ("NOUN", 2, "obl")]
    scores = scored(rows)
    scores.to_head[0][1][1, 0] = SURE + 1  # "a" is the likelier root
    scores.to_head[0][1][3, 1] = SURE - 1  # "c" may also hang on "a"
    doc = _read(text, pieces_of(text, text.split()), scores)
    assert [token.head.text for token in doc] == ["a", "a", "a", "c"]
    assert [token.dep_ == "ROOT" for token in doc] == [True, False, False, False]
    assert [token.dep_ for token in doc[2:]] == ["obj", "obl"]


def test_a_sentence_over_two_windows_is_one_tree() -> None:
    """The second window does not see the root of the first, so its words would be roots themselves."""
    words = [f"w{number}" for number in range(20)]
    text = " ".join(words)
    rows: Rows = [("VERB", -1, "root") if n == 1 else ("NOUN", 1 if n < 15 else 14, "obl") for n in range(20)]
    windows = [Window(0, 10), Window(10, 20)]
    doc = _read(text, pieces_of(text, words), scored(rows, windows=windows))
    assert len(list(doc.sents)) == 1 and _sound(doc)
    assert doc[1].dep_ == "ROOT"
    assert {token.head.i for token in doc[2:15]} == {1}
    assert {token.head.i for token in doc[15:]} == {14}


def test_a_sentence_without_an_end_is_read_in_linear_time() -> None:
    """Thousands of words, all of them roots: an exact tree would take minutes."""
    size = 6000
    text = " ".join(["ha"] * size)
    zeros = np.zeros(size, dtype=np.int64)
    starts = np.arange(size, dtype=np.int64) * 3
    pieces = Pieces(zeros, starts, starts + 2, zeros, zeros + 1, zeros)
    windows = [Window(at, at + 300) for at in range(0, size, 300)]
    doc = _read(text, pieces, scored([("INTJ", -1, "root")] * size, windows=windows))
    assert [len(sent) for sent in doc.sents] == [size]
    assert _sound(doc)


def test_branches_that_cross_too_often_for_spacy_become_flat() -> None:
    """spaCy loses a sentence's first words where each word hangs on one at the far side of the one before."""
    size = 60
    words = [f"w{number}" for number in range(size)]
    heads, at, low, high = {}, 0, 1, size - 1
    while low <= high:
        heads[at] = high
        at, high = high, high - 1
        if low <= high:
            heads[at] = low
            at, low = low, low + 1
    rows: Rows = [("NOUN", heads.get(n, -1), "obl" if n in heads else "root") for n in range(size)]
    text = " ".join(words) + " end"
    rows.append(("NOUN", -1, "root"))
    doc = _read(text, pieces_of(text, [*words, "end"]), scored(rows, begins=(0, size)))
    assert [len(sent) for sent in doc.sents] == [size, 1]
    assert _sound(doc)


@pytest.mark.parametrize("seed", range(12))
def test_any_scores_make_sound_sentences(seed: int) -> None:
    rng = np.random.default_rng(seed)
    signs = [
        "don't",
        "cannot",
        "gonna",
        "\n\n",
        "\n",
        "  ",
        "U.S.",
        "a-b",
        "3%",
        "\u200b",
        "he's",
        "…",
        "名前",
        "🙂🙂",
    ]
    text = " ".join(str(sign) for sign in rng.choice(signs, int(rng.integers(1, 120))))
    # Pieces of one to four characters, some of them missing
    cuts = [
        at for at in range(0, len(text), int(rng.integers(1, 5))) if not text[at].isspace() and rng.random() < 0.9
    ]
    starts = np.asarray(cuts, dtype=np.int64)
    size = len(cuts)
    zeros = np.zeros(size, dtype=np.int64)
    pieces = Pieces(zeros, starts, starts + 1, zeros, rng.integers(0, 4, size), zeros)
    half = size // 2
    windows = [Window(0, half), Window(half, size)]
    scores = SyntaxScores(
        rng.normal(size=(size, len(UPOS_TAGS))).astype(np.float32),
        rng.normal(size=(size, len(RELATIONS))).astype(np.float32),
        (rng.normal(size=size) - 1.5).astype(np.float32),
        tuple((w, rng.normal(size=(w.end - w.start + 2,) * 2).astype(np.float32)) for w in windows),
    )
    doc = _read(text, pieces, scores)
    found = parse(text, tokens_of(doc), pieces, scores)
    assert _sound(doc)
    assert [token.is_sent_start for token in doc] == found.begins.tolist()
    assert all((token.dep_ == "ROOT") == (token.head == token) for token in doc)
    loaded = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert _shape(loaded) == _shape(doc) and [s.text for s in loaded.sents] == [s.text for s in doc.sents]


def test_a_doc_renders_and_keeps_what_it_had() -> None:
    doc = NLP.make_doc("Dogs bark.")
    doc.set_ents(spans_of(doc, [Entity(0, 3, "OTHER"), Entity(2, 4, "ORG")]))
    set_syntax(doc, parse(doc.text, tokens_of(doc), pieces_of(doc.text, ["Dogs", "bark", "."]), scored(DOGS)))
    assert [(e.text, e.label_) for e in doc.ents] == [("Dogs", "OTHER")]
    assert "nsubj" in displacy.render(doc, style="dep", jupyter=False)
    assert [chunk.text for chunk in doc.noun_chunks] == ["Dogs"]


def test_a_parse_is_of_tokens_not_of_pieces() -> None:
    text = "Dogs bark."
    tokens = tokens_of(NLP.make_doc(text))
    found = parse(text, tokens, pieces_of(text, ["Dogs", "bark", "."]), scored(DOGS))
    fields = [getattr(found, field.name) for field in dataclasses.fields(found)]
    assert {len(field) for field in fields} == {len(tokens)}
