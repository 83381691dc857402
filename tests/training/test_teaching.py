"""The teacher, what it answers, and what the learner is held to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from attribution.language.network.encoder import MODEL_FOLDER  # noqa: E402
from attribution.language.network.wordpieces import WordPieces  # noqa: E402
from attribution.training.data.documents import Document, Triple  # noqa: E402
from attribution.training.data.labels import FEATURES, IGNORE  # noqa: E402
from attribution.training.loop import Batch, Options, batches  # noqa: E402
from attribution.training.network import Network  # noqa: E402
from attribution.training.teacher import Teacher, distances, pieces_of  # noqa: E402
from attribution.training.teaching import (  # noqa: E402
    TAUGHT,
    Teaching,
    answered,
    hidden,
    learner_options,
    taught_losses,
    teach,
)

OPTIONS = Options(damage=0.0, rename=0.0, named=1.0, unattributed=1.0, dropout=0.0)


def _document(marked: bool) -> Document:
    text = "“The bridge is safe,” said Marta Ellwood. It rained."
    spans = [
        (text.index(words), text.index(words) + len(words))
        for words in ("Marta Ellwood", "said", "“The bridge is safe,”")
    ]
    source, cue, content = ((span,) for span in spans)
    return Document("a" if marked else "b", text, (Triple(source, cue, content),) if marked else None)


@pytest.fixture(scope="module", name="word_pieces")
def _word_pieces() -> WordPieces:
    return WordPieces(str(MODEL_FOLDER / "tokenizer.json"))


@pytest.fixture(scope="module", name="teacher")
def _teacher() -> Teacher:
    torch.manual_seed(1)
    return Teacher(layers=2, still=1).eval()


@pytest.fixture(scope="module", name="batch")
def _batch(word_pieces: WordPieces) -> Batch:
    (batch,) = batches([_document(True), _document(False)], word_pieces, OPTIONS, 0)
    return batch


def test_distances_are_exact_when_near_and_tell_before_from_behind() -> None:
    found = distances(300)
    assert found[5, 5] == 0
    assert [int(found[9, 9 - far]) for far in range(1, 8)] == list(range(1, 8))
    assert [int(found[0, far]) for far in range(1, 8)] == [16 + far for far in range(1, 8)]
    assert int(found.max()) == 31 and int(found[:, 0].max()) == 15
    assert (found[0, 1:].diff() >= 0).all()


def test_the_pieces_are_berts_in_another_order() -> None:
    assert pieces_of(torch.tensor([0, 100, 101, 102, 103, 1996])).tolist() == [1, 104, 0, 2, 30526, 2000]


def test_only_the_upper_layers_learn_and_padding_changes_nothing(teacher: Teacher, batch: Batch) -> None:
    still = {name for name, weights in teacher.named_parameters() if not weights.requires_grad}
    assert any(name.startswith("blocks.0.") for name in still)
    assert not any(name.startswith(("blocks.1.", "heads.", "links.", "cases.", "transitions")) for name in still)
    inputs = [batch[name][:1] for name in FEATURES]
    longer = [torch.nn.functional.pad(values, (0, 3)) for values in inputs]
    padding = torch.zeros_like(longer[0], dtype=torch.bool)
    padding[:, -3:] = True
    with torch.no_grad():
        alone, padded = teacher(*inputs), teacher(*longer, padding)
    assert torch.allclose(alone["roles"], padded["roles"][:, :-3], atol=1e-4)


def test_answers_are_chances_and_ask_of_links_where_people_or_the_teacher_see_a_span(
    teacher: Teacher, batch: Batch, word_pieces: WordPieces
) -> None:
    found = answered(teacher, batch, word_pieces.last)
    mask = found["believed_mask"]
    assert torch.allclose(found["believed"].float().sum(2), mask.float(), atol=5e-3)
    assert torch.allclose(found["believed_pairs"].sum((1, 2)), (mask.sum(1) - 1).float(), atol=1e-2)
    marked = (batch["tags"] != IGNORE).any(1)
    assert marked.sum() == 1
    for name in TAUGHT:
        assert (found[f"asked_{name}"][marked] == (batch[name][marked] != IGNORE)).all()
        assert (found[f"chances_{name}"].sum(1) <= 1.001).all()


def test_hidden_pieces_are_no_marks_and_differ_each_time(batch: Batch, word_pieces: WordPieces) -> None:
    torch.manual_seed(0)
    first, second = (hidden(batch, word_pieces, 0.5)["ids"] for _ in range(2))
    assert (first != second).any()
    changed = first != batch["ids"]
    assert (first[changed] == word_pieces.mask).all() and changed.any()
    assert (first[:, 0] == word_pieces.first).all()
    assert hidden(batch, word_pieces, 0.0)["ids"].equal(batch["ids"])


def test_the_learner_is_held_to_people_and_teacher_as_far_as_each_counts(
    teacher: Teacher, batch: Batch, word_pieces: WordPieces
) -> None:
    torch.manual_seed(2)
    network = Network(0.0).eval()
    lesson = answered(teacher, batch, word_pieces.last)
    unsure = {**lesson, "believed": torch.full_like(lesson["believed"], 1 / 7)}

    def roles(batch: Batch, gold: float) -> float:
        losses = taught_losses(network, batch, OPTIONS, teaching=Teaching(OPTIONS, gold=gold, unmarked=0.0))
        return float(losses["roles"].detach())

    assert roles(lesson, 0.0) != pytest.approx(roles(unsure, 0.0), abs=1e-3)
    assert roles(lesson, 1.0) == pytest.approx(roles(unsure, 1.0), abs=1e-5), "people's labels alone"
    between = (roles(lesson, 0.0) + roles(lesson, 1.0)) / 2
    assert roles(lesson, 0.5) == pytest.approx(between, abs=1e-4)


def test_a_learner_comes_nearer_to_its_teacher(tmp_path: Path, teacher: Teacher, word_pieces: WordPieces) -> None:
    options = replace(learner_options(OPTIONS), warm_up=1, unattributed=1.0, damage=0.0, rename=0.0)
    teaching = Teaching(options, steps=6, gold=0.0, fresh=2, masking=0.0)
    torch.manual_seed(2)
    start = Network(0.0)
    documents = [_document(True), _document(False)]
    (batch,) = batches(documents, word_pieces, options, 0)
    lesson = answered(teacher, batch, word_pieces.last)
    before = float(taught_losses(start.eval(), lesson, options, teaching=teaching)["roles"].detach())
    taught = teach(start, teacher, documents, word_pieces, tmp_path, teaching=teaching)
    after = float(taught_losses(taught, lesson, options, teaching=teaching)["roles"].detach())
    assert after < before - 0.05
