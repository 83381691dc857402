"""The shape of the house: which room may import which, and how large a room and a module may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import attribution

PACKAGE = Path(attribution.__file__).parent
# Every room, above those that may import it. Rooms in one row are side by side: they know nothing of each other,
# but for what a room exports from its ``__init__``.
ORDER = (
    ("errors", "records"),
    ("records_json",),
    ("words",),
    ("marking",),
    ("filters", "identity", "reading"),
    ("language.network",),
    ("language.mentions",),
    ("language.reports",),
    ("language.people.roles",),
    ("language.people",),
    ("language.components",),
    ("language",),
    ("store",),
    ("graph", "exporting", "evaluation"),
    ("site",),
    ("training", "cli"),
)
EXPORTED = {
    ("exporting", "graph"): "graph files are written from networkx graphs",
    ("training", "evaluation"): "a model is chosen by its scores",
}
LARGEST = 500  # lines of a module
SMALLEST = 30
MOST = 20  # modules of a room, its ``__init__`` apart
SMALL = {
    "__main__": "the name by which Python runs a package",
    "cli": "one command a file",
    "language/people/thresholds": "one table that speakers, phrases and plurals share",
    "reading/failures": "the record that both halves of reading share",
    "training/data/known": "what training asks of a model, which needs spaCy",
    "words/patterns": "pieces of patterns that five readers of reports share",
}


def modules() -> Iterator[tuple[Path, str]]:
    """Yield each module with its dotted name within the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield path, ".".join(part for part in parts if part != "__init__")


def imported(path: Path) -> Iterator[str]:
    """Yield the names of the package's own modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("attribution."):
            base = node.module.removeprefix("attribution.")
            for alias in node.names:
                inner = PACKAGE.joinpath(*base.split("."), alias.name)
                yield f"{base}.{alias.name}" if inner.is_dir() or inner.with_suffix(".py").exists() else base


def room_of(module: str) -> str | None:
    """Return the narrowest room of ORDER that holds a module; None for the package's own files."""
    rooms = [room for row in ORDER for room in row if module == room or module.startswith(f"{room}.")]
    return max(rooms, key=len, default=None)


def test_every_module_has_its_room() -> None:
    homeless = [name for _, name in modules() if room_of(name) is None]
    assert set(homeless) <= {"", "__main__"}, "draw a new room into ORDER"


def test_no_import_climbs() -> None:
    height = {room: number for number, row in enumerate(ORDER) for room in row}
    climbing = []
    for path, name in modules():
        here = room_of(name)
        for other in imported(path):
            there = room_of(other)
            if here is None or there is None or here == there:
                continue
            beside = height[here] == height[there] and (here, there) not in EXPORTED
            if height[there] > height[here] or beside:
                climbing.append(f"{name} imports {other}")
    assert climbing == []


def test_modules_import_each_other_in_no_circle() -> None:
    known = {name: path for path, name in modules()}
    needs = {name: {other for other in imported(path) if other in known} for name, path in known.items()}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, f"a circle: {' -> '.join([*above[above.index(name) :], name])}"
        if name not in done:
            for other in sorted(needs[name] - {name}):
                visit(other, (*above, name))
            done.add(name)

    for name in needs:
        visit(name, ())


@pytest.mark.parametrize("folder", sorted({path.parent for path, _ in modules()}), ids=lambda path: path.name)
def test_no_room_has_too_many_modules(folder: Path) -> None:
    held = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(held) <= MOST, f"divide {folder.relative_to(PACKAGE)}"


def test_language_has_few_folders() -> None:
    folders = [path for path in (PACKAGE / "language").iterdir() if (path / "__init__.py").exists()]
    assert len(folders) <= 5


def test_no_module_is_too_long_or_hardly_one() -> None:
    for path, name in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= LARGEST, f"{name} has {lines} lines: it does two jobs"
        place = path.relative_to(PACKAGE).with_suffix("").as_posix()
        if path.name != "__init__.py" and not any(place == one or place.startswith(f"{one}/") for one in SMALL):
            assert lines >= SMALLEST, f"{name} has {lines} lines: put it where it is used, or say why in SMALL"
