"""A command line whose pipeline is a regular expression, so that these tests need no model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from cli_stored import Run
from click.testing import CliRunner, Result

import attribution.language
from attribution.cli import main
from attribution.errors import ModelError
from attribution.records import Affiliation, Article, Attribution, Entity, Speaker, Target

_SAID = re.compile(r"(?P<content>“[^”]*”) (?P<cue>said) (?P<source>(?:(?P<role>Mayor) )?\w+ \w+)")
NO_PIPELINE = object()


def found_in(text: str) -> tuple[Attribution, ...]:
    """What the pipeline of these tests finds: “...” said NAME, or “...” said Mayor NAME."""
    found = []
    for match in _SAID.finditer(text):
        source = match["source"].removeprefix("Mayor ")
        start = match.end() - len(source)
        kind: Literal["person", "organisation"] = "organisation" if source.endswith("Institute") else "person"
        role = Affiliation("Mayor", None, (match.span("role"),)) if match["role"] else None
        content = match.start("content")
        found.append(
            Attribution(
                content=(match.span("content"),),
                source=(match.span("source"),),
                cue=(match.span("cue"),),
                kind="direct",
                confidence=0.912345,
                speaker=Speaker(source, kind, "named", 0.9, mention=(start, match.end())),
                affiliation=role,
                source_type=kind,
                targets=(Target("Tarn Dam", "organisation", (content + 1, content + 8), "named", 0.87654),),
            )
        )
    return tuple(found)


def analyse(
    articles: Iterable[Article], *, nlp: object = None
) -> Iterator[tuple[Article, tuple[Attribution, ...], tuple[Entity, ...]]]:
    for article in articles:
        assert nlp is NO_PIPELINE, "a pipeline loaded anew for each article would take seconds each"
        if "SURPRISE" in article.text:
            raise ZeroDivisionError("two lines\nof trouble")
        if "REFUSED" in article.text:
            raise ModelError("The model is damaged: install the package anew.")
        if "INTERRUPT" in article.text:
            raise KeyboardInterrupt
        yield article, found_in(article.text), ()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder, and return what it printed and its exit status."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(attribution.language, "load", lambda *, threads=0: NO_PIPELINE)
    monkeypatch.setattr(attribution.language, "analyse", analyse)
    monkeypatch.setattr(attribution.language, "model_version", lambda nlp=None: "regular expression")

    def call(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="attribution")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three articles, two of one speaker."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "dam.txt").write_text("“The dam will hold,” said Mayor Ola Venn.\n", encoding="utf-8")
    (folder / "rain.jsonl").write_text(
        '{"id": "r1", "text": "“Rain is due,” said Ola Venn.", "outlet": "The Courier", "date": "2026-03-31"}\n'
        '{"id": "r2", "text": "“Šiauliai is dry,” said Rasa Kalnienė.", "title": "Dry days"}\n',
        encoding="utf-8",
    )
    return folder
