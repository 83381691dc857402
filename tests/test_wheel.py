"""A wheel holds all that the installed program needs: the model, the samples and the site's metadata."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from readme import ROOT, clone


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone: nothing says what it would hold")
def test_a_wheel_is_whole(tmp_path: Path) -> None:
    here, out = tmp_path / "clone", tmp_path / "out"
    clone(here)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(here)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    package = {
        str(path.relative_to(here)): path.read_bytes()
        for path in (here / "attribution").rglob("*")
        if path.is_file()
    }
    missing = sorted(package.keys() - held.keys())
    assert not missing, f"the wheel lacks {missing}"
    assert [name for name in package if held[name] != package[name]] == []
    assert held["attribution/site/metadata.yml"] == (here / "metadata.yml").read_bytes()
    assert len(held["attribution/language/model/attribution.onnx"]) > 1_000_000
    others = {name.partition("/")[0] for name in held} - {"attribution"}
    assert all(name.endswith(".dist-info") for name in others), "nothing but the package is installed"
