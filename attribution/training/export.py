"""The trained network as an ONNX file, its large matrices in 8-bit integers."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from attribution.language.tags import ENTITY_TAGS, ROLE_TAGS
from attribution.training.network import Network

INPUTS = ("ids", "cases", "breaks", "quotes")
OUTPUTS = ("roles", "entities", "to_cue", "to_source")


class _OneWindow(nn.Module):
    """The network for one window at a time: no padding, no batch."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, breaks: Tensor, quotes: Tensor) -> tuple[Tensor, ...]:
        out = self.network(ids[None], cases[None], breaks[None], quotes[None])
        return tuple(part[0] for part in out)


def export(network: Network, path: Path, *, version: str, quantised: bool = True) -> None:
    """Write ``network`` to ``path``. Labels, the tag transitions and ``version`` travel in the file's metadata."""
    network.eval()
    torch.backends.mha.set_fastpath_enabled(False)
    sample = tuple(torch.zeros(40, dtype=torch.int64) for _ in INPUTS)
    pieces = torch.export.Dim("pieces", min=3, max=512)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            _OneWindow(network).eval(),
            sample,
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_shapes={name: {0: pieces} for name in INPUTS},
            opset_version=18,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        if quantised:
            small = Path(folder) / "small.onnx"
            quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True)
            plain = small
        model = onnx.load(plain)
    transitions = (network.transitions + network.barred).detach().tolist()
    values = {
        "version": version,
        "role_tags": json.dumps(ROLE_TAGS),
        "entity_tags": json.dumps(ENTITY_TAGS),
        "transitions": json.dumps([[round(value, 5) for value in row] for row in transitions]),
    }
    onnx.helper.set_model_props(model, values)
    onnx.save(model, path)
