"""The trained network as an ONNX file of a third of its size.

Matrices are kept in 8-bit integers, a scale a column. Two kinds are not: the second matrix of each feed-forward
part, whose inputs have outliers that 8 bits lose (measured on held-out articles: +source F1 0.672 with it in
8 bits, 0.682 without, 0.686 with nothing in 8 bits), and the small heads. The former are stored in 16-bit
floats and computed in 32. The table of word pieces has 8-bit integers with a scale a row.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from attribution.language.tags import ENTITY_TAGS, ROLE_TAGS
from attribution.training.network import INNER, LINK_WIDTH, VOCABULARY, WIDTH, Network

INPUTS = ("ids", "cases", "breaks", "quotes")
OUTPUTS = ("roles", "entities", "to_cue", "to_source")


_HEAD_SHAPES = {(WIDTH, len(ROLE_TAGS)), (WIDTH, len(ENTITY_TAGS)), (WIDTH, LINK_WIDTH)}


def _products(model: onnx.ModelProto, shapes: set[tuple[int, int]]) -> list[onnx.NodeProto]:
    """Return the matrix products with a constant of one of ``shapes``."""
    wanted = {tensor.name for tensor in model.graph.initializer if tuple(tensor.dims) in shapes}
    nodes = [node for node in model.graph.node if node.op_type in ("MatMul", "Gemm")]
    return [node for node in nodes if wanted.intersection(node.input)]


def _tensor(model: onnx.ModelProto, name: str) -> onnx.TensorProto:
    return next(tensor for tensor in model.graph.initializer if tensor.name == name)


def _halve(model: onnx.ModelProto, nodes: list[onnx.NodeProto]) -> None:
    """Store the constants of ``nodes`` in 16-bit floats; they are widened once, when the file is loaded."""
    for node in nodes:
        name = node.input[1]
        tensor = _tensor(model, name)
        values = onnx.numpy_helper.to_array(tensor).astype(np.float16)
        tensor.CopyFrom(onnx.numpy_helper.from_array(values, name))
        wide = f"{name}_wide"
        node.input[1] = wide
        model.graph.node.insert(0, onnx.helper.make_node("Cast", [name], [wide], to=onnx.TensorProto.FLOAT))


def _shrink_table(model: onnx.ModelProto, shape: tuple[int, int]) -> None:
    """Store the table of that shape in 8-bit integers with a scale a row."""
    tensor = next(tensor for tensor in model.graph.initializer if tuple(tensor.dims) == shape)
    values = onnx.numpy_helper.to_array(tensor)
    scales = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-8) / 127
    name, (at, node) = (
        tensor.name,
        next((at, node) for at, node in enumerate(model.graph.node) if tensor.name in node.input),
    )
    small = np.round(values / scales).astype(np.int8)
    tensor.CopyFrom(onnx.numpy_helper.from_array(small, name))
    model.graph.initializer.append(onnx.numpy_helper.from_array(scales.astype(np.float32), f"{name}_scales"))
    ids, out = node.input[1], node.output[0]
    rows = [
        onnx.helper.make_node("Gather", [name, ids], [f"{out}_small"]),
        onnx.helper.make_node("Gather", [f"{name}_scales", ids], [f"{out}_scale"]),
        onnx.helper.make_node("Cast", [f"{out}_small"], [f"{out}_wide"], to=onnx.TensorProto.FLOAT),
        onnx.helper.make_node("Mul", [f"{out}_wide", f"{out}_scale"], [out]),
    ]
    model.graph.node.remove(node)
    for offset, row in enumerate(rows):
        model.graph.node.insert(at + offset, row)


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
        model = onnx.load(plain)
        if quantised:
            small = Path(folder) / "small.onnx"
            large, heads = _products(model, {(INNER, WIDTH)}), _products(model, _HEAD_SHAPES)
            quantize_dynamic(
                plain,
                small,
                weight_type=QuantType.QInt8,
                per_channel=True,
                op_types_to_quantize=["MatMul", "Gemm"],
                nodes_to_exclude=[node.name for node in large + heads],
            )
            model = onnx.load(small)
            _halve(model, _products(model, {(INNER, WIDTH)}))
            _shrink_table(model, (VOCABULARY, WIDTH))
    transitions = (network.transitions + network.barred).detach().tolist()
    values = {
        "version": version,
        "role_tags": json.dumps(ROLE_TAGS),
        "entity_tags": json.dumps(ENTITY_TAGS),
        "transitions": json.dumps([[round(value, 5) for value in row] for row in transitions]),
    }
    onnx.helper.set_model_props(model, values)
    onnx.save(model, path)
