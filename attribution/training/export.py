"""The trained network as an ONNX file of a quarter of its size: all matrices in 8-bit integers.

What goes into most products is scaled to 8 bits window by window, by the largest number in it. A handful of
numbers are ten times as large as the rest, a few of the encoder's 384 channels: such channels are made smaller
and their weights larger by the same factor (``graph.smoothing``), which is read from training articles. The
second feed-forward products (``outer``) have a scale for each 256 inputs of each piece: one inner channel in each
of the first four layers has an outlier at the first mark of a window alone, and no scale for a whole window fits.

F1 on the held-out tenth, and processor time to read it, by what is not in 8 bits with a scale a window:

===========================  =====  ========================  ===========================
not with a scale a window    time   all: content@0.5 +source  direct: content@0.5 +source
===========================  =====  ========================  ===========================
nothing                      1.00   0.751 0.706               0.918 0.891
``outer`` in blocks of 256   1.15   0.756 0.709               0.924 0.896
``outer``, ``inner`` blocks  1.29   0.757 0.708               0.919 0.890
all in blocks                1.48   0.760 0.711               0.922 0.892
all in 32-bit floats         1.98   0.757 0.709               0.920 0.890
===========================  =====  ========================  ===========================

(The third and fourth row are of blocks of 128.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from torch import Tensor, nn

from attribution.language.network.encoder import windows_of
from attribution.language.network.tags import ENTITY_TAGS, ROLE_TAGS
from attribution.language.network.wordpieces import WordPieces
from attribution.training.data.documents import Document
from attribution.training.graph import Floats, Graph, smoothing
from attribution.training.network import HEADS, LINK_WIDTH, Link, Network

INPUTS = ("ids", "cases", "breaks", "quotes")
Inputs = Mapping[str, npt.NDArray[np.int64]]
_SHARE = 0.9
_OUTER = ".outer"
_SAMPLE = 24  # articles: the largest number of each channel hardly grows after the first ten


def heads_of(network: Network) -> dict[str, nn.Module]:
    """Return each output's name and the part that makes it: a ``Linear`` or a ``Link``."""
    return {**network.heads, **network.links}


def _array(tensor: Tensor) -> Floats:
    values: Floats = tensor.detach().cpu().numpy().astype(np.float32)
    return values


def _embed(graph: Graph, network: Network) -> str:
    words = graph.rows("words", _array(network.words.weight), "ids")
    size = graph.add("Shape", "ids")
    zero = graph.constant("zero", np.zeros(1, dtype=np.int64))
    places = graph.add("Slice", graph.constant("positions", _array(network.positions.weight)), zero, size)
    # One table for the three features together: three look-ups and two sums become one.
    cases, breaks, quotes = (_array(part.weight) for part in (network.cases, network.breaks, network.quotes))
    table = cases[:, None, None] + breaks[None, :, None] + quotes[None, None]
    at = "cases"
    for name, size_of in (("breaks", len(breaks)), ("quotes", len(quotes))):
        at = graph.add("Mul", at, graph.constant(f"{name}.size", np.array(size_of, dtype=np.int64)))
        at = graph.add("Add", at, name)
    surface = graph.add("Gather", graph.constant("surface", table.reshape(-1, table.shape[-1])), at)
    states = graph.add("Add", graph.add("Add", words, places), surface)
    states = graph.norm("norm", states, _array(network.norm.weight), _array(network.norm.bias), network.norm.eps)
    return graph.add("Unsqueeze", states, zero)


def _layer(graph: Graph, name: str, layer: nn.TransformerEncoderLayer, states: str) -> str:
    attention = layer.self_attn

    def linear(part: str, module: nn.Linear, values: str) -> str:
        return graph.product(f"{name}.{part}", values, _array(module.weight).T, _array(module.bias))

    packed = graph.product(
        f"{name}.attention", states, _array(attention.in_proj_weight).T, _array(attention.in_proj_bias)
    )
    parts = graph.add_many("Split", packed, outputs=3, axis=-1, num_outputs=3)
    mixed = linear("mixed", attention.out_proj, graph.attention(*parts, heads=HEADS))
    first, second = layer.norm1, layer.norm2
    states = graph.add("Add", states, mixed)
    states = graph.norm(f"{name}.norm1", states, _array(first.weight), _array(first.bias), first.eps)
    inner = graph.add("Gelu", linear("inner", layer.linear1, states))
    states = graph.add("Add", states, linear(_OUTER[1:], layer.linear2, inner))
    return graph.norm(f"{name}.norm2", states, _array(second.weight), _array(second.bias), second.eps)


def _heads(graph: Graph, heads: Mapping[str, nn.Module], states: str) -> None:
    """Add all heads: one product for the tags, one for the links' two sides, then the links."""
    tags = {name: head for name, head in heads.items() if not isinstance(head, Link)}
    links = {name: head for name, head in heads.items() if isinstance(head, Link)}
    states = graph.add("Squeeze", states, "zero")
    for name, out in _together(graph, "tags", states, tags).items():
        graph.rename(out, name)
    sides = {f"{name}.{side}": getattr(link, side) for name, link in links.items() for side in ("query", "key")}
    found = _together(graph, "links", states, sides)
    for name in links:
        product = graph.add(
            "FusedMatMul",
            found[f"{name}.query"],
            found[f"{name}.key"],
            domain="com.microsoft",
            transB=1,
            alpha=float(LINK_WIDTH**-0.5),
        )
        graph.rename(product, name)


def _together(graph: Graph, name: str, states: str, parts: Mapping[str, nn.Module]) -> dict[str, str]:
    """Compute several linear parts of the same states in one product."""
    weights = np.concatenate([_array(part.weight).T for part in parts.values()], axis=1)
    bias = np.concatenate([_array(part.bias) for part in parts.values()])
    sizes = np.array([len(part.bias) for part in parts.values()], dtype=np.int64)
    whole = graph.product(name, states, weights, bias)
    outs = graph.add_many("Split", whole, graph.constant(f"{name}.sizes", sizes), outputs=len(parts), axis=-1)
    return dict(zip(parts, outs, strict=True))


def build(network: Network, divisors: Mapping[str, Floats]) -> Graph:
    """Return the graph of ``network``: with ``divisors`` in 8-bit integers, without in 32-bit floats."""
    outer = [f"layer{number}{_OUTER}" for number in range(len(network.encoder.layers))]
    graph = Graph(divisors, in_blocks=outer if divisors else ())
    states = _embed(graph, network)
    for number, layer in enumerate(network.encoder.layers):
        states = _layer(graph, f"layer{number}", layer, states)
    _heads(graph, heads_of(network), states)
    return graph


def sample(documents: Sequence[Document], word_pieces: WordPieces) -> Iterator[Inputs]:
    """Yield the windows of some of ``documents``: inputs as the network meets them when it is used."""
    for document in documents[:: max(1, len(documents) // _SAMPLE)]:
        for _, inputs in windows_of(word_pieces, word_pieces(document.text), document.text):
            yield inputs


def calibrate(network: Network, windows: Iterable[Inputs]) -> dict[str, Floats]:
    """Return what to divide the inputs of each product by, from what they are on ``windows``."""
    graph = build(network, {})
    taps = list(dict.fromkeys(graph.inputs_of.values()))
    run = onnxruntime.InferenceSession(
        graph.model(list(INPUTS), taps).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    peaks = dict.fromkeys(taps, np.float32(0))
    for window in windows:
        for tap, values in zip(taps, run.run(taps, dict(window)), strict=True):
            peaks[tap] = np.maximum(peaks[tap], np.abs(values.reshape(-1, values.shape[-1])).max(axis=0))
    return {name: smoothing(peaks[tap], share=_SHARE) for name, tap in graph.inputs_of.items()}


def export(network: Network, path: Path, *, version: str, windows: Iterable[Inputs]) -> None:
    """Write ``network`` to ``path``; labels, the tag transitions and ``version`` travel in its metadata.

    ``windows`` are inputs of some training articles, from ``sample``.
    """
    network.eval()
    model = build(network, calibrate(network, windows)).model(list(INPUTS), list(heads_of(network)))
    transitions = (network.transitions + network.barred).detach().tolist()
    values = {
        "version": version,
        "role_tags": json.dumps(ROLE_TAGS),
        "entity_tags": json.dumps(ENTITY_TAGS),
        "transitions": json.dumps([[round(value, 5) for value in row] for row in transitions]),
    }
    onnx.helper.set_model_props(model, values)
    onnx.save(model, path)
