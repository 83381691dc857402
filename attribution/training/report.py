"""What a trained model does on texts it was not trained on, and the model card written from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attribution.evaluation import evaluate
from attribution.language.pipeline import analyse, load
from attribution.records import Article
from attribution.training.documents import Document

NAMES = ("PERSON", "ORG", "PLACE")


def gold_row(document: Document) -> dict[str, Any]:
    """Return a document in the format that the evaluation reads."""
    attributions = [
        {"content": list(t.content), "source": list(t.source), "cue": list(t.cue)} for t in document.triples or ()
    ]
    return {"id": document.id, "text": document.text, "attributions": attributions}


def score(documents: Iterable[Document], model: Path) -> dict[str, Any]:
    """Run the pipeline with the model in the folder ``model``; return the evaluation and the entity scores."""
    nlp = load(model=str(model))
    documents = list(documents)
    gold: list[dict[str, Any]] = []
    predicted: list[dict[str, Any]] = []
    right = dict.fromkeys(NAMES, 0)
    wanted, given = dict(right), dict(right)
    articles = (Article(text=document.text) for document in documents)
    for document, (_, attributions, entities) in zip(documents, analyse(articles, nlp=nlp), strict=True):
        if document.triples is not None:
            gold.append(gold_row(document))
            rows = [
                {"content": a.content, "source": a.source, "cue": a.cue, "nested_in": a.nested_in}
                for a in attributions
            ]
            predicted.append({"id": document.id, "attributions": rows})
        truth = set(document.entities or ())
        found = {(e.start, e.end, e.label) for e in entities}
        for name in NAMES:
            of_name = {e for e in truth if e[2] == name}, {e for e in found if e[2] == name}
            wanted[name] += len(of_name[0])
            given[name] += len(of_name[1])
            right[name] += len(of_name[0] & of_name[1])
    names = {name: _prf(right[name], given[name], wanted[name]) for name in NAMES}
    names["all three"] = _prf(sum(right.values()), sum(given.values()), sum(wanted.values()))
    return {"attributions": evaluate(gold, predicted) if gold else None, "entities": names}


def _prf(right: int, given: int, wanted: int) -> dict[str, float]:
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def _attribution_table(figures: dict[str, Any]) -> list[str]:
    measures = ("content@0.5", "content=", "+source", "+source=", "exact")
    lines = [f"| part | {' | '.join(measures)} |", f"| --- |{' --- |' * len(measures)}"]
    for part in ("all", "direct"):
        row = " | ".join(f"{figures[part][measure]['f1']:.3f}" for measure in measures)
        lines.append(f"| {part} | {row} |")
    roles = ("content", "source", "cue")
    lines += ["", f"| F1 by characters | {' | '.join(roles)} |", f"| --- |{' --- |' * len(roles)}"]
    for part in ("all", "direct"):
        row = " | ".join(f"{figures[part][f'characters of {role}']['f1']:.3f}" for role in roles)
        lines.append(f"| {part} | {row} |")
    return lines


def _entity_table(figures: dict[str, Any]) -> list[str]:
    lines = ["| names | precision | recall | F1 |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} |" for name, row in figures.items()]
    return lines


def write_card(path: Path, results: dict[str, Any]) -> None:
    """Write the model card from ``results``: nothing in it is typed by hand that the run knows."""
    made = results["made"]
    lines = [
        f"# Model card: attribution {made['version']}",
        "",
        "Written by `python -m attribution.training` from its own evaluation output, `evaluation.json`.",
        "",
        "## What it is",
        "A 6-layer encoder (22 million parameters, width 384), fine-tuned from all-MiniLM-L6-v2, with heads for",
        "source, cue and content (a linear-chain CRF), for the link of each span to its cue and to its source,",
        "and for names of persons, organisations and places. It reads English news. ONNX, 8-bit integers but for",
        f"the second feed-forward matrices (16-bit floats) and the heads, {made['megabytes']:.1f} MB.",
        "",
        "## How it was made",
        f"{made['steps']} steps over {made['documents']} documents ({made['options']}).",
        "A quarter of the texts are damaged at random in each epoch (other quotation marks, lost spaces and",
        "marks, joined paragraphs, capitals, misread characters), the labels carried along.",
        "",
        "## Data and licences",
        "- PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018): attributions in US political news of 2015-16;",
        "  released for research without a licence file. Its names come from CoreNLP's output that ships with it.",
        "- GUM (Zeldes, LRE 2017), train part: names. Annotations CC BY 4.0; texts under several Creative",
        "  Commons licences, some of them non-commercial (fiction, essays, letters, podcasts, how-to texts).",
        "- all-MiniLM-L6-v2 (sentence-transformers): Apache 2.0.",
        "",
        "No text of these corpora is part of the package.",
        "",
        "## Scores of the shipped model",
    ]
    for name, title in (("held_out", "PolNeAR train, the seeded tenth kept aside"), ("dev", "PolNeAR dev")):
        if name in results:
            lines += ["", f"{title} (F1):", "", *_attribution_table(results[name]["attributions"])]
    if "gum_dev" in results:
        lines += [
            "",
            "GUM dev, names, exact spans and labels:",
            "",
            *_entity_table(results["gum_dev"]["entities"]),
        ]
    lines += [
        "",
        "Trained people who annotate the same PolNeAR article agree with each other at 0.791 (content@0.5),",
        "0.750 (+source) and 0.634 (exact); in direct quotations at 0.956, 0.933 and 0.838.",
        "",
        "## Limits",
        "- Names are its weak part: see the table above. Organisations are often missed or taken for persons.",
        "- Trained on US political news: court reports, sport and dialogue in fiction are out of its domain.",
        "- PolNeAR marks each word at most once, so of an attribution inside another only one is learned.",
        "- The vocabulary is uncased English; names in other scripts become unknown pieces.",
        "- A link to a cue or a source is found only within a window of 510 word pieces (about 400 words).",
        "- It says what an article attributes to whom, not whether that is true.",
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def write(folder: Path, results: dict[str, Any]) -> None:
    """Write ``evaluation.json`` and ``MODEL_CARD.md`` into the model's folder."""
    (folder / "evaluation.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_card(folder / "MODEL_CARD.md", results)
