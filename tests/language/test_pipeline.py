"""The spaCy pipeline with the shipped model, as people use pipelines."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.vocab import Vocab

import attribution
from attribution.errors import ModelError, PipelineError
from attribution.language import load, model_version
from attribution.records import Article

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

TEXTS = [
    "“The harbour will open in June,” said Ilse Brandt, the mayor of Vellmar.",
    "",
    "Nobody said anything.",
    "According to Oren Vask, a geologist at the Tolm Institute, the cliff is moving.\n\n"
    "He said it “cannot be held”.",
]


def test_the_doc_carries_entities_spans_and_attributions(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    (found,) = doc._.attributions
    assert [(s.label_, s.text) for s in doc.spans["attributions"]] == [
        ("SOURCE", "Ilse Brandt, the mayor of Vellmar"),
        ("CUE", "said"),
        ("CONTENT", "“The harbour will open in June,”"),
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [("Ilse Brandt", "PERSON"), ("Vellmar", "PLACE")]
    assert found.speaker is not None and found.speaker.name == "Ilse Brandt"


def test_pipe_gives_what_single_calls_give(nlp: Language) -> None:
    single = [nlp(text)._.attributions for text in TEXTS]
    assert [doc._.attributions for doc in nlp.pipe(TEXTS)] == single
    assert [doc._.attributions for doc in reversed(list(nlp.pipe(reversed(TEXTS))))] == single


def test_docs_can_be_pickled_and_stored(nlp: Language) -> None:
    doc = nlp(TEXTS[3])
    assert pickle.loads(pickle.dumps(doc))._.attributions == doc._.attributions
    loaded = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert loaded._.attributions == doc._.attributions


def test_a_stored_pipeline_loads_with_spacy_load(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    stored = spacy.load(tmp_path / "pipeline"), load().from_bytes(nlp.to_bytes())
    for loaded in stored:
        assert [loaded(text)._.attributions for text in TEXTS] == [nlp(text)._.attributions for text in TEXTS]


def test_pipe_takes_texts_one_batch_at_a_time_and_holds_none(nlp: Language) -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield f"“It is day {number},” said Ilse Brandt."

    docs = nlp.pipe(texts(), batch_size=4)
    assert taken == 0
    first = next(docs)
    assert first.text.startswith("“It is day 0,”") and taken <= 8
    held = weakref.ref(first)
    del first
    for number in (1, 2, 3, 4, 5, 6, 7, 8):
        assert next(docs).text.startswith(f"“It is day {number},”")
    assert taken <= 16
    gc.collect()
    assert held() is None


def test_texts_with_what_belongs_to_them(nlp: Language) -> None:
    pairs = [(text, {"number": number}) for number, text in enumerate(TEXTS)]
    results = [(context["number"], doc._.attributions) for doc, context in nlp.pipe(pairs, as_tuples=True)]
    assert results == [(number, nlp(text)._.attributions) for number, text in enumerate(TEXTS)]


def test_pickled_components_read_the_same(nlp: Language) -> None:
    doc = nlp.make_doc(TEXTS[0])
    for _, component in nlp.pipeline:
        doc = pickle.loads(pickle.dumps(component))(doc)
    assert doc._.attributions == nlp(TEXTS[0])._.attributions


SEVERAL_PROCESSES = """
import attribution
import spacy
if __name__ == "__main__":
    nlp = attribution.load()
    texts = ["“No,” said Ilse Brandt.", "Officials denied it.", "“Yes,” said Oren Vask."] * 2
    expected = [nlp(text)._.attributions for text in texts]
    other = spacy.blank("en")
    other.add_pipe("attribution")
    for each in (nlp, other):
        rows = [doc._.attributions for doc in each.pipe(texts, n_process=2, batch_size=2)]
        assert rows == expected and any(rows)
"""


@pytest.mark.slow
def test_several_processes_give_the_same_rows(tmp_path: Path) -> None:
    script = tmp_path / "several.py"
    script.write_text(SEVERAL_PROCESSES, encoding="utf-8")
    root = Path(attribution.__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": str(root)}
    subprocess.run([sys.executable, str(script)], check=True, env=environment, timeout=120)


def test_displacy_renders_the_spans(nlp: Language) -> None:
    from spacy import displacy

    colours = {"CONTENT": "#dbe9fb", "SOURCE": "#d3efd8", "CUE": "#fbe6b5"}
    drawn = displacy.render(nlp(TEXTS[0]), style="span", options={"spans_key": "attributions", "colors": colours})
    assert all(colour in drawn and label in drawn for label, colour in colours.items())


def test_entities_of_another_component_are_used() -> None:
    nlp = load(exclude="attribution_names")
    ruler = nlp.add_pipe("entity_ruler", before="attribution_speakers")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ilse Brandt"}])  # type: ignore[attr-defined]
    doc = nlp(TEXTS[0])
    assert [e.text for e in doc.ents] == ["Ilse Brandt"]
    assert doc._.attributions[0].speaker.name == "Ilse Brandt"


def test_the_analysis_of_the_pipeline_finds_nothing_amiss(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes()["problems"].values())
    problems = load(exclude=["attribution_reader", "attribution_speakers"]).analyze_pipes()["problems"]
    assert problems["attribution_reports"] == ["doc._.attribution_scores"]
    assert problems["attribution_targets"] == ["doc._.attribution_people"]


@pytest.mark.parametrize(
    ("left_out", "complaint"),
    [
        ("reader", "attribution_names needs doc._.attribution_scores"),
        ("names", "attribution_speakers needs the names in a text"),
        ("reports", "attribution_speakers needs doc._.attributions"),
        ("speakers", "attribution_targets needs doc._.attribution_people"),
    ],
)
def test_a_component_says_which_one_it_misses(nlp: Language, left_out: str, complaint: str) -> None:
    with nlp.select_pipes(disable=f"attribution_{left_out}"), pytest.raises(PipelineError) as caught:
        nlp(TEXTS[0])
    assert str(caught.value).startswith(complaint) and f"attribution_{left_out}" in str(caught.value)


def test_targets_can_be_left_out(nlp: Language) -> None:
    expected = [replace(one, targets=()) for one in nlp(TEXTS[3])._.attributions]
    assert load(exclude="attribution_targets")(TEXTS[3])._.attributions == expected
    with nlp.select_pipes(enable=["attribution_reader", "attribution_names"]):
        assert not nlp(TEXTS[3])._.attributions


def test_the_options_of_spacy_load_are_heard() -> None:
    vocab = Vocab()
    nlp = attribution.load(
        vocab=vocab,
        threads=1,
        disable=["attribution_targets"],
        exclude="attribution_names",
        config={
            "components": {"attribution_reports": {"threshold": 0.5}},
            "components.attribution_speakers.thresholds.pronoun": 0.7,
        },
    )
    assert nlp.vocab is vocab
    assert nlp.pipe_names == ["attribution_reader", "attribution_reports", "attribution_speakers"]
    assert nlp.disabled == ["attribution_targets"]
    assert nlp.config["components"]["attribution_reports"]["threshold"] == 0.5
    assert nlp.config["components"]["attribution_speakers"]["thresholds"]["pronoun"] == 0.7
    assert nlp.config["components"]["attribution_reader"]["threads"] == 1
    assert (nlp.meta["name"], nlp.meta["version"]) == ("attribution", attribution.__version__)
    assert attribution.load(enable="attribution_reader").pipe_names == ["attribution_reader"]


AS_INSTALLED = """
import spacy
nlp, other = spacy.load("attribution", exclude=["attribution_targets"]), spacy.blank("en")
other.add_pipe("attribution")
text = "“No,” said Ilse Brandt."
assert nlp(text)._.attributions == other(text)._.attributions and nlp(text)._.attributions
assert nlp.pipe_names[-1] == "attribution_speakers" and nlp.get_pipe_meta("attribution_reader").assigns
"""


def test_spacy_finds_the_installed_package(tmp_path: Path) -> None:
    """In a program that does not import the package: spaCy does, by its name and its entry points."""
    subprocess.run([sys.executable, "-W", "error", "-c", AS_INSTALLED], check=True, cwd=tmp_path, timeout=120)


def test_half_a_character_pair_neither_stops_nor_shifts_anything(nlp: Language) -> None:
    text = "\ud83d " + TEXTS[0]
    (found,) = attribution.extract(text, nlp=nlp)
    assert [text[s:e] for s, e in found.content] == ["“The harbour will open in June,”"]


def test_analyse_streams_articles_with_entities(nlp: Language) -> None:
    articles = (Article(text=text, id=str(number)) for number, text in enumerate(TEXTS))
    results = list(attribution.language.analyse(articles, nlp=nlp))
    assert [article.id for article, _, _ in results] == ["0", "1", "2", "3"]
    assert [len(found) for _, found, _ in results] == [1, 0, 0, 2]
    assert {e.label for e in results[0][2]} == {"PERSON", "PLACE"}


def test_the_model_says_its_version(nlp: Language) -> None:
    assert model_version(nlp) not in ("", "x")


@pytest.mark.parametrize("broken", ["missing", "damaged"])
def test_a_missing_or_damaged_model_is_said_clearly(tmp_path: Path, broken: str) -> None:
    if broken == "damaged":
        (tmp_path / "attribution.onnx").write_bytes(b"not a model")
        (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="install the package again"):
        load(model=str(tmp_path))
