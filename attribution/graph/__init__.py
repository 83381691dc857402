"""Who speaks about whom, as a graph: parts of it, what is measured of them, and networkx graphs of them."""

from __future__ import annotations

from attribution.graph.build import Made, make, read
from attribution.graph.filters import Wish
from attribution.graph.measures import Measures, NodeMeasures, measure
from attribution.graph.network import network

__all__ = ["Made", "Measures", "NodeMeasures", "Wish", "make", "measure", "network", "read"]
