"""The package as a whole: what it exports, and how little importing it loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import attribution
from attribution import errors

HEAVY = (
    "spacy",
    "onnxruntime",
    "datasette",
    "sqlite_utils",
    "trafilatura",
    "httpx",
    "networkx",
    "numpy",
    "tokenizers",
)


@pytest.mark.parametrize(
    "statement",
    [
        "import attribution",
        "import attribution.errors, attribution.records, attribution.reading, attribution.evaluation",
        "from attribution.cli import main; main(['--help'], standalone_mode=False)",
        "from attribution.cli import main; main(['ingest', '--help'], standalone_mode=False)",
        "from attribution.cli import main; main(['--version'], standalone_mode=False)",
    ],
)
def test_nothing_heavy_is_loaded(statement: str) -> None:
    program = f"import sys; {statement}; print('loaded:', [m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_exported_names() -> None:
    assert attribution.__all__ == sorted(attribution.__all__)
    assert set(attribution.__all__) == {
        *("Affiliation", "Article", "Attribution", "AttributionError", "Entity", "Speaker"),
        *("extract", "load"),
    }
    assert all(hasattr(attribution, name) for name in attribution.__all__)


def test_every_error_is_one_of_the_package_and_in_its_tree() -> None:
    kinds = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert all(issubclass(kind, attribution.AttributionError) for kind in kinds.values())
    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ and kind.__doc__ for name, kind in kinds.items())


def test_the_package_is_typed() -> None:
    assert (Path(attribution.__file__).parent / "py.typed").exists()


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "attribution", "--version"], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == f"attribution, version {attribution.__version__}\n"
