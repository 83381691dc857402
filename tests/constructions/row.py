"""What a row of the tables is made of."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from attribution.records import Kind


@dataclass(frozen=True)
class Said:
    speaker: str | None
    kind: Kind


def said(speaker: str | None, kind: Kind) -> Said:
    return Said(speaker, kind)


def row(name: str, text: str, *expected: Said, xfail: str | None = None) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=xfail)] if xfail else []
    return pytest.param(text, expected, id=name, marks=marks)
