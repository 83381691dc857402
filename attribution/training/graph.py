"""Writing an ONNX graph by hand: the few kinds of node that the shipped network needs.

Written by hand and not traced, because the same sums run up to twice as fast in the operators that onnxruntime
has for them (attention without the matrix of all pairs, products of 8-bit integers with their bias), and a
tracer writes none of these.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

Floats = npt.NDArray[np.float32]

_OPSET, _IR = 20, 9
_MICROSOFT = "com.microsoft"
_INT8 = 127
_BLOCK = 256  # inputs of a product that share a scale


def smoothing(peaks: Floats, *, share: float) -> Floats:
    """Return by what to divide each input of a product, so that a few large ones do not make all others coarse.

    ``peaks`` (inputs,) is the largest size that each input takes. What is larger than ``share`` of the peaks comes
    down to their size. The weights are multiplied with the same numbers, which changes nothing but the rounding
    (the idea of SmoothQuant, Xiao et al. 2023).
    """
    peaks = np.maximum(peaks, 1e-5)
    return np.maximum(1.0, peaks / np.quantile(peaks, share)).astype(np.float32)


def eighths(weights: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Return ``weights`` (inputs, outputs) as 8-bit integers and the scale of each column."""
    scales = (np.maximum(np.abs(weights).max(axis=0), 1e-8) / _INT8).astype(np.float32)
    return np.round(weights / scales).astype(np.int8), scales


class Graph:
    """A graph in the making. Tensors go by their names; each method adds nodes and returns the output's name.

    ``divisors`` holds what the input of each named product is divided by; a product that is in it is computed
    in 8-bit integers with a scale for all of its input, one that ``in_blocks`` names with a scale for each block
    of each row, and any other in 32-bit floats. ``inputs_of`` notes the input of each product.
    """

    def __init__(self, divisors: Mapping[str, Floats], *, in_blocks: Collection[str] = ()) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.inputs_of: dict[str, str] = {}
        self._divisors = divisors
        self._in_blocks = in_blocks

    def constant(self, name: str, values: npt.NDArray[Any]) -> str:
        """Add a constant."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output."""
        return self.add_many(kind, *inputs, outputs=1, domain=domain, **attributes)[0]

    def add_many(self, kind: str, *inputs: str, outputs: int, domain: str = "", **attributes: Any) -> list[str]:
        """Add a node with several outputs."""
        names = [f"{kind}{len(self.nodes)}_{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def rename(self, old: str, new: str) -> None:
        """Give an output of the whole graph its name."""
        self.nodes.append(helper.make_node("Identity", [old], [new]))

    def product(self, name: str, values: str, weights: Floats, bias: Floats) -> str:
        """Multiply ``values`` (..., inputs) with ``weights`` (inputs, outputs) and add ``bias`` (outputs,)."""
        self.inputs_of[name] = values
        if name in self._in_blocks:
            return self._product_in_blocks(name, values, weights, bias)
        if name not in self._divisors:
            out = self.add("MatMul", values, self.constant(f"{name}.weight", weights))
            return self.add("Add", out, self.constant(f"{name}.bias", bias))
        divisors = self._divisors[name]
        values = self.add("Mul", values, self.constant(f"{name}.factors", (1 / divisors).astype(np.float32)))
        small, scales = eighths(weights * divisors[:, None])
        return self.add(
            "DynamicQuantizeMatMul",
            values,
            self.constant(f"{name}.weight", small),
            self.constant(f"{name}.scales", scales),
            self.constant(f"{name}.zeros", np.zeros(len(scales), dtype=np.int8)),
            self.constant(f"{name}.bias", bias),
            domain=_MICROSOFT,
        )

    def _product_in_blocks(self, name: str, values: str, weights: Floats, bias: Floats) -> str:
        inputs, outputs = weights.shape
        parts = weights.T.reshape(outputs, inputs // _BLOCK, _BLOCK)
        scales = (np.maximum(np.abs(parts).max(axis=2), 1e-8) / _INT8).astype(np.float32)
        # Stored without a sign: 128 stands for 0.
        small = (np.round(parts / scales[:, :, None]) + 128).astype(np.uint8)
        return self.add(
            "MatMulNBits",
            values,
            self.constant(f"{name}.weight", small),
            self.constant(f"{name}.scales", scales.reshape(-1)),
            "",
            "",
            self.constant(f"{name}.bias", bias),
            domain=_MICROSOFT,
            K=inputs,
            N=outputs,
            bits=8,
            block_size=_BLOCK,
            accuracy_level=4,
        )

    def rows(self, name: str, table: Floats, ids: str) -> str:
        """Look up rows of a large table, which is stored in 8-bit integers with a scale a row."""
        small, scales = eighths(table.T)
        picked = self.add("Gather", self.constant(name, small.T), ids)
        scale = self.add("Gather", self.constant(f"{name}.scales", scales[:, None]), ids)
        return self.add("Mul", self.add("Cast", picked, to=TensorProto.FLOAT), scale)

    def norm(self, name: str, values: str, weight: Floats, bias: Floats, epsilon: float) -> str:
        """Normalise over the last axis."""
        constants = (self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias))
        return self.add("LayerNormalization", values, *constants, epsilon=epsilon)

    def attention(self, queries: str, keys: str, values: str, *, heads: int) -> str:
        """Attend from each row to each other, all three (1, pieces, width)."""
        return self.add("MultiHeadAttention", queries, keys, values, domain=_MICROSOFT, num_heads=heads)

    def model(self, inputs: list[str], outputs: list[str]) -> onnx.ModelProto:
        """Return the finished model; its inputs are (pieces,) of 64-bit integers."""
        given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["pieces"]) for name in inputs]
        made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
        graph = helper.make_graph(self.nodes, "attribution", given, made, list(self.constants.values()))
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR)
