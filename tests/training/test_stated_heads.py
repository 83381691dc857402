"""The heads for stated roles and bodies, fitted alone over a finished encoder."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from attribution.language.network.encoder import MODEL_FOLDER  # noqa: E402
from attribution.language.network.wordpieces import WordPieces  # noqa: E402
from attribution.training import stated_heads  # noqa: E402
from attribution.training.data.documents import Document, Stated  # noqa: E402
from attribution.training.network import Network  # noqa: E402

TEXT = "Oda Brask, the mayor of Tarn, left. Ida Noll, a nurse at Holm Hospital, stayed."


def _at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _document() -> Document:
    stated = (
        Stated(_at("Oda Brask"), (_at("mayor"),), (_at("Tarn"),)),
        Stated(_at("Ida Noll"), (_at("nurse"),), (_at("Holm Hospital"),)),
    )
    return Document("a", TEXT, None, statements=stated)


@pytest.fixture(scope="module", name="word_pieces")
def _word_pieces() -> WordPieces:
    return WordPieces(str(MODEL_FOLDER / "tokenizer.json"))


def test_only_the_two_heads_learn_and_they_do(word_pieces: WordPieces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stated_heads, "EPOCHS", 60)
    torch.manual_seed(3)
    network = Network().eval()
    before = {name: weights.clone() for name, weights in network.state_dict().items()}
    unread = Document("b", TEXT, None)  # says nothing of what is stated, which is not the same as nothing stated
    stated_heads.fit(network, [_document(), unread], word_pieces, seed=5)
    changed = {name for name, weights in network.state_dict().items() if not torch.equal(weights, before[name])}
    assert changed
    assert all(name.startswith(("heads.stated_role.", "heads.stated_body.")) for name in changed)
    given, labels = stated_heads.states(network, [_document()], word_pieces)
    assert len(given) == len(labels[0]) == len(labels[1])
    for head, wanted in zip(stated_heads.HEADS, labels, strict=True):
        found = network.heads[head](given.float()).argmax(1)
        assert wanted.gt(0).any()
        assert torch.equal(found, wanted)
