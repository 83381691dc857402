"""Every command explains itself, and the reference says what they say."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest
from cli_stored import Run

import attribution
from attribution.cli import main
from attribution.cli.reference import commands, reference

CONTEXTS = {context.command_path: context for context in commands(main)}
TOP = (
    "articles",
    "evaluate",
    "export",
    "extract",
    "graph",
    "ingest",
    "publish",
    "review",
    "search",
    "serve",
    "show",
    "speakers",
)
DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


def examples(help_text: str) -> list[str]:
    _, _, after = help_text.partition("Example:\n")
    lines = after.partition("\n\n")[0].splitlines()
    return [line.strip() for line in lines if line.strip()]


def test_all_commands_are_walked() -> None:
    assert set(CONTEXTS) == {
        "attribution",
        *(f"attribution {name}" for name in TOP),
        *(f"attribution articles {name}" for name in ("edit", "list", "remove")),
        *(f"attribution speakers {name}" for name in ("link", "list", "log", "merge", "rename", "split", "undo")),
        *(f"attribution review {name}" for name in ("check", "correct", "list", "log", "show", "undo", "wrong")),
        *(f"attribution export {name}" for name in ("csv", "graph")),
    }


@pytest.mark.parametrize("path", CONTEXTS)
def test_help_has_an_example_of_this_command(path: str) -> None:
    shown = examples(CONTEXTS[path].get_help())
    assert shown
    assert all(line.startswith(path) for line in shown)


@pytest.mark.parametrize("path", CONTEXTS)
def test_examples_have_options_that_exist(path: str) -> None:
    for example in examples(CONTEXTS[path].get_help()):
        words = shlex.split(example.partition(" > ")[0])[1:]
        command: click.Command = main
        with click.Context(main, info_name="attribution") as context:
            while isinstance(command, click.Group):
                found = command.get_command(context, words.pop(0))
                assert found is not None, example
                command = found
            command.make_context(example, words, parent=context)


@pytest.mark.parametrize("path", CONTEXTS)
def test_every_option_has_help(path: str) -> None:
    for parameter in CONTEXTS[path].command.params:
        assert not isinstance(parameter, click.Option) or parameter.help


def test_short_help_is_whole() -> None:
    for context in CONTEXTS.values():
        assert not context.command.get_short_help_str(limit=70).endswith("..."), context.command_path


def test_the_reference_is_current() -> None:
    # Word by word: versions of click break lines at different places.
    made = "python -m attribution.cli.reference > docs/cli.md"
    assert (DOCS / "cli.md").read_text(encoding="utf-8").split() == reference().split(), f"make it anew: {made}"


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"attribution, version {attribution.__version__}\n")


def test_a_mistyped_command(run: Run) -> None:
    result = run("injest", "a.txt")
    assert result.exit_code == 2
    assert "injest" in result.stderr
