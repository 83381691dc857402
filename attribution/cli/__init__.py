"""The command ``attribution``: one command a file, each thin, its heavy imports inside it."""

from __future__ import annotations

from attribution.cli.group import main

__all__ = ["main"]
