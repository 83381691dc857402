"""Reading a shipped model back into a network, to learn on from it.

What comes back is the 8-bit model: the weights differ from those it was exported from by their rounding. The three
tables of a piece's surface were exported as one, and come back as tables with the same sums.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper
from torch import Tensor, nn

from attribution.errors import ModelError
from attribution.language.network.wordpieces import BREAKS, CASES, QUOTES
from attribution.training.graph import Floats
from attribution.training.network import Network

_ZERO = 128  # of products in blocks, which are stored without a sign


def _product(name: str, constants: Mapping[str, Floats]) -> tuple[Floats, Floats]:
    """Return the weights (outputs, inputs) and the bias (outputs,) of a product."""
    small = constants[f"{name}.weight"].astype(np.float32)
    if small.ndim == 3:
        outputs, blocks, _ = small.shape
        scales = constants[f"{name}.scales"].reshape(outputs, blocks, 1)
        return ((small - _ZERO) * scales).reshape(outputs, -1), constants[f"{name}.bias"]
    scales, factors = constants[f"{name}.scales"], constants[f"{name}.factors"]
    return (small * scales * factors[:, None]).T, constants[f"{name}.bias"]


def _put(weights: Tensor, bias: Tensor, values: tuple[Floats, Floats]) -> None:
    for ours, theirs in zip((weights, bias), values, strict=True):
        ours.copy_(torch.tensor(theirs))


def restore(path: Path) -> Network:
    """Return the network that ``export`` wrote to ``path``.

    Raises ModelError where the file is no such model.
    """
    try:
        model = onnx.load(path)
        constants = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
        metadata = {one.key: one.value for one in model.metadata_props}
        network = Network()
        with torch.no_grad():
            _fill(network, constants, metadata, [one.name for one in model.graph.output])
    except (DecodeError, KeyError, ValueError, RuntimeError, OSError) as error:
        raise ModelError(f"{path} is no model that this version of the package exported ({error})") from error
    network.eval()
    return network


def _fill_heads(network: Network, constants: Mapping[str, Floats], outputs: Sequence[str]) -> None:
    """Fill the heads that the model has, by the names of its outputs; others stay as they were made."""
    links = [name for name in outputs if name.startswith("to_")]
    tags = [name for name in outputs if name not in links]
    sides = [f"{name}.{side}" for name in links for side in ("query", "key")]
    modules: dict[str, nn.Module] = dict(network.heads.items())
    for name, link in network.links.items():
        modules |= {f"{name}.query": link.query, f"{name}.key": link.key}
    for product, names in (("tags", tags), ("links", sides)):
        weights, bias = _product(product, constants)
        at = np.cumsum(constants[f"{product}.sizes"])[:-1]
        for name, *values in zip(names, np.split(weights, at), np.split(bias, at), strict=True):
            module = modules.get(name)
            if isinstance(module, nn.Linear):
                _put(module.weight, module.bias, (values[0], values[1]))


def _fill(
    network: Network, constants: Mapping[str, Floats], metadata: Mapping[str, str], outputs: Sequence[str]
) -> None:
    def plain(ours: Tensor, values: Floats) -> None:
        ours.copy_(torch.tensor(values))

    plain(network.words.weight, constants["words"].astype(np.float32) * constants["words.scales"])
    plain(network.positions.weight, constants["positions"])
    surface = constants["surface"].reshape(CASES, BREAKS, QUOTES, -1)
    plain(network.cases.weight, surface[:, 0, 0])
    plain(network.breaks.weight, surface[0, :, 0] - surface[0, 0, 0])
    plain(network.quotes.weight, surface[0, 0] - surface[0, 0, 0])
    norms = {"norm": network.norm}
    for number, layer in enumerate(network.encoder.layers):
        name = f"layer{number}"
        attention = layer.self_attn
        _put(attention.in_proj_weight, attention.in_proj_bias, _product(f"{name}.attention", constants))
        parts = {"mixed": attention.out_proj, "inner": layer.linear1, "outer": layer.linear2}
        for part, module in parts.items():
            _put(module.weight, module.bias, _product(f"{name}.{part}", constants))
        norms |= {f"{name}.norm1": layer.norm1, f"{name}.norm2": layer.norm2}
    for name, norm in norms.items():
        _put(norm.weight, norm.bias, (constants[f"{name}.weight"], constants[f"{name}.bias"]))
    _fill_heads(network, constants, outputs)
    transitions = torch.tensor(json.loads(metadata["transitions"]), dtype=torch.float32)
    network.transitions.copy_(torch.where(network.barred == 0, transitions, 0.0))
