"""The benchmark's arguments, texts and comparison; nothing is timed here."""

from __future__ import annotations

import importlib
import json
import sys
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(name="benchmark_module")
def _benchmark_module(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(FOLDER))

    def load(name: str) -> ModuleType:
        monkeypatch.delitem(sys.modules, name, raising=False)
        return importlib.import_module(name)

    return load


def test_arguments(benchmark_module) -> None:
    speed = benchmark_module("speed")
    assert speed.arguments([]).streams == (100, 10_000)
    given = speed.arguments(["--memory", "--streams", "5", "50", "--articles", "3"])
    assert (given.memory, given.streams, given.articles) == (True, [5, 50], 3)


@pytest.mark.parametrize("wrong", [["--articles", "0"], ["--rounds", "x"], ["--task", "dance"], ["--streams"]])
def test_wrong_arguments_end_it(benchmark_module, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        benchmark_module("speed").arguments(wrong)
    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err


def test_made_articles_depend_on_the_seed_alone(benchmark_module) -> None:
    articles = benchmark_module("articles")
    first = list(articles.made(4, 7))
    assert list(articles.made(4, 7)) == first
    assert list(islice(articles.made(10_000, 7), 4)) == first
    assert list(articles.made(4, 8)) != first
    assert all(300 <= len(text.split()) < 1100 for text in first)


def test_texts_of_a_file_begin_again_at_its_end(benchmark_module, tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(f"{json.dumps({'text': text})}\n" for text in ("one", "two")))
    assert list(benchmark_module("articles").texts(path, 5, 7)) == ["one", "two", "one", "two", "one"]
    path.write_text("\n")
    with pytest.raises(SystemExit, match="holds no articles"):
        list(benchmark_module("articles").texts(path, 5, 7))


def test_the_comparison_has_the_labels_of_english(benchmark_module) -> None:
    import spacy

    small = benchmark_module("small_pipeline")
    assert (len(small.TAGS), len(small.RELATIONS), len(small.ENTITIES)) == (50, 45, 18)
    example = small.labelled(spacy.blank("en"), "The Mayor of Vellmar said no")
    gold = example.reference
    assert [token.head.i for token in gold] == [1, 2, 3, 3, 3, 4]
    assert [token.text for token in gold if token.ent_type_] == ["Mayor", "Vellmar"]
    assert gold[3].dep_ == "ROOT"
