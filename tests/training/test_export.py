"""The exported graph against the network it was made from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

import onnx  # noqa: E402
import onnxruntime  # noqa: E402

from attribution.training import export as exporting  # noqa: E402
from attribution.training.graph import Graph, eighths, smoothing  # noqa: E402
from attribution.training.network import Network  # noqa: E402


def _window(size: int, seed: int = 0) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    highest = {"ids": 30000, "cases": 5, "breaks": 5, "quotes": 4}
    return {name: rng.integers(0, high, size) for name, high in highest.items()}


@pytest.fixture(scope="module", name="network")
def _network() -> Network:
    torch.manual_seed(0)
    return Network().eval()


def _expected(network: Network, window: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    with torch.no_grad():
        out = network(*(torch.from_numpy(window[name])[None] for name in exporting.INPUTS))
    return {name: scores[0].numpy() for name, scores in out.items()}


def _run(model: bytes, window: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    options = onnxruntime.SessionOptions()
    # A processor without VNNI adds such products in 16 bits and cuts off what does not fit, unless told not to.
    # What is compared here is the graph, not the processor.
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, window), strict=True))


def test_the_graph_says_what_the_network_says(network: Network) -> None:
    model = exporting.build(network, {}).model(list(exporting.INPUTS), list(exporting.heads_of(network)))
    for size in (3, 40, 512):
        window = _window(size)
        expected, found = _expected(network, window), _run(model.SerializeToString(), window)
        assert found.keys() == expected.keys()
        for name, scores in expected.items():
            np.testing.assert_allclose(found[name], scores, atol=2e-2, err_msg=name)


def test_the_file_is_small_and_close(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "attribution.onnx"
    exporting.export(network, path, version="9", windows=[_window(60, seed) for seed in range(3)])
    assert path.stat().st_size < 30e6
    window = _window(80, 9)
    expected, found = _expected(network, window), _run(path.read_bytes(), window)
    for name, scores in expected.items():
        spread = scores.std()
        assert np.abs(found[name] - scores).mean() < 0.15 * spread, name


def test_a_product_in_blocks_survives_one_large_number() -> None:
    rng = np.random.default_rng(3)
    weights = rng.normal(size=(512, 16)).astype(np.float32)
    bias = rng.normal(size=16).astype(np.float32)
    values = rng.normal(size=(40, 512)).astype(np.float32)
    values[0, 7] = 400.0
    graph = Graph({}, in_blocks=["outer"])
    rows = graph.add("Reshape", "x", graph.constant("shape", np.array([40, 512])))
    graph.rename(graph.product("outer", rows, weights, bias), "y")
    model = graph.model([], ["y"])
    model.graph.input.append(onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [40 * 512]))
    found = _run(model.SerializeToString(), {"x": values.reshape(-1)})["y"]
    wrong = np.abs(found - (values @ weights + bias))[1:]
    assert wrong.mean() < 0.3, "a scale for all would leave the other rows with errors of about 10"


def test_smoothing_takes_down_the_few_large_ones_alone() -> None:
    peaks = np.array([1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 40], dtype=np.float32)
    assert smoothing(peaks, share=0.9).tolist() == pytest.approx([1] * 10 + [20])
    assert smoothing(np.zeros(4, dtype=np.float32), share=0.9).tolist() == [1, 1, 1, 1]


def test_eighths_keep_each_column_by_its_own_scale() -> None:
    weights = np.array([[1.0, -0.01], [-0.5, 0.004]], dtype=np.float32)
    small, scales = eighths(weights)
    assert small.dtype == np.int8
    assert small.tolist() == [[127, -127], [-64, 51]]
    np.testing.assert_allclose(small * scales, weights, atol=0.005)
