"""The Python in the README and in the page on the spaCy components does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from readme import ROOT
from spacy.util import dict_to_dot
from stored import fill, simple

import attribution

pytestmark = pytest.mark.model

TEXT = "“The bridge is safe,” said Ilse Marchetti, who asked that he wait."


@pytest.mark.parametrize("page", ["README.md", "docs/spacy.md"])
def test_the_blocks_run(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) > 2
    names: dict[str, Any] = {"attribution": attribution, "nlp": attribution.load()}
    for block in blocks:
        exec(block, names)
        assert names["nlp"](TEXT)._.attributions[0].speaker.name == "Ilse Marchetti"
    if page == "README.md":
        printed = capsys.readouterr().out
        assert "direct | Marta Ellwood | “The bridge is safe,”" in printed
        assert printed.count("name='Ilse Marchetti'") == 2


def test_the_block_on_graphs_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = re.findall(
        r"^```python\n(.*?)^```$", (ROOT / "docs" / "graph.md").read_text(encoding="utf-8"), re.M | re.S
    )
    (tmp_path / "db").mkdir()
    fill(tmp_path / "db" / "attribution.db", [simple(outlet="The Varnholt Post")])
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(block, names)
    assert list(names["graph"].nodes(data="name")) == [(1, "Mara Quill")]


def test_the_options_and_their_defaults_are_described() -> None:
    page = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`(\w+)`", page.partition("## Options")[2]))
    nlp = attribution.load()
    for name in nlp.pipe_names:
        options = nlp.get_pipe_meta(name).default_config
        defaults = {key: value for key, value in dict_to_dot(options).items() if "scorer" not in key}
        assert {key.rpartition(".")[2] for key in defaults} <= described
        assert all(str(value) in page for value in defaults.values() if isinstance(value, float))
