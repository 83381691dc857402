"""A shipped model read back into a network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from attribution.errors import ModelError  # noqa: E402
from attribution.language.network.encoder import MODEL_FOLDER, Encoder  # noqa: E402
from attribution.training.export import INPUTS  # noqa: E402
from attribution.training.restore import restore  # noqa: E402

TEXT = "“The bridge is safe,” said Marta Ellwood, who runs the Harbour Rescue Institute."


def test_the_network_says_what_the_model_says() -> None:
    encoder = Encoder(MODEL_FOLDER, threads=1)
    reading = encoder.read(TEXT)
    pieces = reading.pieces
    inputs = {
        "ids": np.concatenate(([encoder.word_pieces.first], pieces.ids, [encoder.word_pieces.last])),
        "cases": np.pad(pieces.cases, 1),
        "breaks": np.pad(pieces.breaks, 1),
        "quotes": np.pad(pieces.quotes, 1),
    }
    network = restore(MODEL_FOLDER / "attribution.onnx")
    with torch.no_grad():
        said = network(*(torch.from_numpy(inputs[name])[None] for name in INPUTS))
    roles = said["roles"][0, 1:-1].numpy()
    assert (roles.argmax(1) == reading.roles.argmax(1)).mean() > 0.9
    assert np.abs(roles - reading.roles).max() < 0.5  # what goes into a product is in 8 bits there
    assert np.abs(roles - reading.roles).mean() < 0.1
    ours = said["to_cue"][0].numpy().argmax(1)
    assert (ours == reading.links[0].to_cue.argmax(1)).mean() > 0.9
    transitions = (network.transitions + network.barred).detach().numpy()
    kept = network.barred.numpy() == 0
    assert np.allclose(transitions[kept], encoder.transitions[kept], atol=1e-4)


@pytest.mark.parametrize("content", [b"", b"no model"])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "attribution.onnx"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"attribution\.onnx"):
        restore(path)
