"""The command-line reference, made from ``--help``: ``python -m attribution.cli.reference > docs/cli.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from attribution.cli import main

_WIDTH = 80
_HEAD = """\
# The command line

This page is made from what `--help` prints; after a change to a command, make it anew:

    python -m attribution.cli.reference > docs/cli.md
"""


def commands(command: click.Command, parent: click.Context | None = None) -> Iterator[click.Context]:
    """Yield a context for a command and, depth first, for each command within it."""
    name = command.name if parent else "attribution"
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    yield context
    if isinstance(command, click.Group):
        for within in command.list_commands(context):
            found = command.get_command(context, within)
            if found is not None:
                yield from commands(found, context)


def reference() -> str:
    """Return the whole reference as Markdown."""
    parts = [_HEAD]
    for context in commands(main):
        level = "##" if context.parent is None or context.parent.parent is None else "###"
        parts.append(f"{level} {context.command_path}\n\n```\n{context.get_help()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.buffer.write(reference().encode("utf-8"))
