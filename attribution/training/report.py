"""What a trained model does on texts it was not trained on, and the model card written from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
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
        "for names and whole mentions of persons, organisations and places, for sentence starts, parts of speech",
        "and dependencies, and for the link of a mention to an earlier one of the same entity. It reads English",
        f"news. ONNX, 8-bit integers, {made['megabytes']:.1f} MB.",
        "",
        "Beside it lie the weights of a small reader of its scores: `calibration.json` (confidence).",
        "",
        "## How it was made",
        f"{made['steps']} steps over {made['documents']} documents ({made['options']}).",
        "In each epoch some of the texts, chosen at random, are damaged (other quotation marks, lost spaces and",
        "marks, joined paragraphs, capitals, misread characters), and some get other names; labels are carried",
        "along.",
        "",
        "## Data and licences",
        "- PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018): attributions in US political news of 2015-16;",
        "  released for research without a licence file. Names and coreference come from CoreNLP's output there.",
        "- GUM (Zeldes, LRE 2017), train part: mentions, coreference and syntax. Annotations CC BY 4.0; texts",
        "  under several Creative Commons licences, some of them non-commercial (fiction, essays, letters,",
        "  podcasts, how-to texts).",
        "- English Web Treebank (Silveira et al., LREC 2014), train part: syntax. CC BY-SA 4.0.",
        "- all-MiniLM-L6-v2 (sentence-transformers): Apache 2.0.",
        "- all-mpnet-base-v2 (sentence-transformers), whose lower layers learned from the same articles and then",
        "  taught this encoder: Apache 2.0. Nothing of it is in the package.",
        "",
        "No text of these corpora is part of the package.",
        "",
        "## Scores of the shipped model",
    ]
    for name, title in (("held_out", "PolNeAR train, the seeded tenth kept aside"), ("dev", "PolNeAR dev")):
        lines += ["", f"{title} (F1):", "", *_attribution_table(results[name])]
    lines += [
        "",
        "Trained people who annotate the same PolNeAR article agree with each other at 0.791 (content@0.5),",
        "0.750 (+source) and 0.634 (exact); in direct quotations at 0.956, 0.933 and 0.838.",
        "",
        "Raw text beside treebanks, as in CoNLL 2018: words cut by the program, and names of persons,",
        "organisations and places with exactly their span and label. GUM's named mentions are cut to the name in",
        "them by rule: no article, title or possessive ending.",
        "",
        *treebank_scores.lines("GUM dev", results["gum_dev"]),
        "",
        *treebank_scores.lines("EWT dev", results["ewt_dev"]),
        "",
        "## Limits",
        "- Organisations are the weakest of its names: see the table above.",
        "- Trained on US political news: court reports, sport and dialogue in fiction are out of its domain.",
        "- PolNeAR marks each word at most once, so of an attribution inside another only one is learned.",
        "- The vocabulary is uncased English; names in other scripts become unknown pieces.",
        f"- A link to a cue or a source is found only within a window of {MAX_PIECES} word pieces (280 words).",
        "- It says what an article attributes to whom, not whether that is true.",
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def write(folder: Path, results: dict[str, Any]) -> None:
    """Write ``evaluation.json`` and ``MODEL_CARD.md`` into the model's folder."""
    (folder / "evaluation.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_card(folder / "MODEL_CARD.md", results)
