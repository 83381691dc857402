"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from floors import Measuring, read_through

import attribution

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora that are not part of the repository.

    It is named by ATTRIBUTION_SHARED or lies beside the repository. Without it a test is skipped, but
    where CI is set it fails: there, a run that has measured nothing must not look like one that passed.
    """
    folder = Path(os.environ.get("ATTRIBUTION_SHARED") or ROOT.parent / "shared")
    if not folder.is_absolute():
        folder = ROOT / folder
    if not (folder / "data").is_dir():
        complaint = f"no corpora at {folder}: set ATTRIBUTION_SHARED to the folder that holds them"
        if os.environ.get("CI"):
            pytest.fail(complaint)
        pytest.skip(complaint)
    return folder


@pytest.fixture(scope="session")
def measuring(shared: Path, nlp: Language) -> Callable[[str], Measuring]:
    """Gives a corpus that the program is measured on and what it finds there: read once, as that takes time."""
    return cache(lambda corpus: read_through(shared / "data" / corpus, nlp))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline with the shipped model, loaded once."""
    return attribution.load()
