"""Who speaks about whom, as a graph: parts of it, what is measured of them, and networkx graphs of them."""

from __future__ import annotations

from attribution.graph.build import BuiltGraph, build_graph, read_graph
from attribution.graph.measures import Measures, NodeMeasures, measure
from attribution.graph.network import network
from attribution.store import GraphFilter

__all__ = [
    "BuiltGraph",
    "GraphFilter",
    "Measures",
    "NodeMeasures",
    "build_graph",
    "measure",
    "network",
    "read_graph",
]
