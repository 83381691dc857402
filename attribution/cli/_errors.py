"""Errors of the package as one line on stderr, with the exit status that fits."""

from __future__ import annotations

from typing import Any

import click

from attribution.errors import AttributionError, UsageError


class Commands(click.Group):
    """A group whose commands may raise the package's errors: UsageError exits with 2, others with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(one_line(error), ctx) from error
        except AttributionError as error:
            raise click.ClickException(one_line(error)) from error


def one_line(error: object) -> str:
    """Return a message without its line ends."""
    return " ".join(str(error).split())
