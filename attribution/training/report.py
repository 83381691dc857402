"""What a trained model does on texts it was not trained on, and the model card written from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from attribution.evaluation import evaluate
from attribution.language.network.windows import MAX_PIECES
from attribution.language.pipeline import analyse, load
from attribution.records import Article
from attribution.records_json import to_json
from attribution.training import treebank_scores
from attribution.training.data import corpora
from attribution.training.data.documents import Document, hold_out

if TYPE_CHECKING:
    from spacy.language import Language


def gold_row(document: Document) -> dict[str, Any]:
    """Return a document in the format that the evaluation reads."""
    attributions = [
        {"content": list(t.content), "source": list(t.source), "cue": list(t.cue)} for t in document.triples or ()
    ]
    return {"id": document.id, "text": document.text, "attributions": attributions}


def score(documents: Iterable[Document], nlp: Language) -> dict[str, Any]:
    """Read the texts of ``documents`` and return the evaluation of the attributions found in them."""
    documents = list(documents)
    gold = [gold_row(document) for document in documents]
    articles = (Article(text=document.text) for document in documents)
    predicted = [
        {"id": document.id, "attributions": [to_json(attribution) for attribution in attributions]}
        for document, (_, attributions, _) in zip(documents, analyse(articles, nlp=nlp), strict=True)
    ]
    return evaluate(gold, predicted)


def scores(data: Path, model: Path, *, seed: int) -> dict[str, Any]:
    """Return all figures of the card: ``data`` holds the corpora, ``seed`` is that of the tenth kept aside."""
    nlp = load(model=str(model))
    _, held_out = hold_out(corpora.polnear(data / "polnear", "train"), seed=seed)
    return {
        "held_out": score(held_out, nlp),
        "dev": score(corpora.polnear(data / "polnear", "dev"), nlp),
        "gum_dev": treebank_scores.score(corpora.gum(data / "gum", "dev"), nlp),
        "ewt_dev": treebank_scores.score(corpora.ewt(data / "ewt", "dev"), nlp),
    }


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


def write_card(path: Path, results: dict[str, Any]) -> None:
    """Write the model card from its template and ``results``: no figure in it is typed by hand."""
    scores: list[str] = []
    for name, title in (("held_out", "PolNeAR train, the seeded tenth kept aside"), ("dev", "PolNeAR dev")):
        scores += [f"{title} (F1):", "", *_attribution_table(results[name]), ""]
    card = Template(Path(__file__).with_name("model_card.md").read_text(encoding="utf-8")).substitute(
        results["made"],
        megabytes=f"{results['made']['megabytes']:.1f}",
        window=MAX_PIECES,
        scores="\n".join(scores[:-1]),
        gum="\n".join(treebank_scores.lines("GUM dev", results["gum_dev"])),
        ewt="\n".join(treebank_scores.lines("EWT dev", results["ewt_dev"])),
    )
    path.write_text(card, encoding="utf-8")


def write(folder: Path, results: dict[str, Any]) -> None:
    """Write ``evaluation.json`` and ``MODEL_CARD.md`` into the model's folder."""
    (folder / "evaluation.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_card(folder / "MODEL_CARD.md", results)
