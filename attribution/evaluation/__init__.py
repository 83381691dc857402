"""How well predicted attributions agree with those that people marked, in whole texts and in damaged ones."""

from __future__ import annotations

from attribution.evaluation.figures import as_lines, evaluate, outcomes, read_rows, same_name, wilson

__all__ = ["as_lines", "evaluate", "outcomes", "read_rows", "same_name", "wilson"]
