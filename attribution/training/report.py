"""What a trained model does on texts it was not trained on, and the model card written from it.

``python -m attribution.training.report --data FOLDER [--readings FILE]`` measures a model anew, as training does
at its end, and writes both again; with ``--licence-clean FOLDER`` it puts another model's scores beside.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from attribution.evaluation import evaluate, people
from attribution.language.network.encoder import MODEL_FOLDER
from attribution.language.network.windows import MAX_PIECES
from attribution.language.pipeline import analyse, load
from attribution.records import Article
from attribution.records_json import to_json
from attribution.training import treebank_scores
from attribution.training.data import corpora, world
from attribution.training.data.documents import Document, hold_out

if TYPE_CHECKING:
    from spacy.language import Language


# What statements are measured on, as the card calls it.
SCORED = {
    "held_out": "PolNeAR train, the seeded tenth kept aside",
    "dev": "PolNeAR dev",
    "world_held_out": "world train, the seeded tenth kept aside",
    "world_dev": "world dev, for reporting only: nothing was chosen by it",
}


def gold_row(document: Document) -> dict[str, Any]:
    """Return a document in the format that the evaluation reads."""
    attributions = [
        {"content": list(t.content), "source": list(t.source), "cue": list(t.cue)} for t in document.triples or ()
    ]
    return {"id": document.id, "text": document.text, "attributions": attributions}


def score(gold: Sequence[dict[str, Any]], nlp: Language) -> dict[str, Any]:
    """Read the texts of gold rows and return the figures of what is found, with people where these are listed."""
    articles = (Article(text=row["text"]) for row in gold)
    predicted = [
        {"id": row["id"], "attributions": [to_json(attribution) for attribution in attributions]}
        for row, (_, attributions, _) in zip(gold, analyse(articles, nlp=nlp), strict=True)
    ]
    figures: dict[str, Any] = evaluate(gold, predicted)
    return figures | ({"people": people.people(gold, predicted)} if people.tells_people(gold) else {})


def scores(data: Path, model: Path, *, seed: int, readings: Path | None = None) -> dict[str, Any]:
    """Return all figures of the card.

    ``data`` holds the corpora, ``seed`` is that of the tenths kept aside, ``readings`` the further articles that
    the model was trained on, as they decide which those are.
    """
    nlp = load(model=str(model))
    _, held_out = hold_out(corpora.polnear(data / "polnear", "train"), seed=seed)
    _, world_held_out = world.split(world.files(data, readings), seed=seed)
    return {
        "held_out": score([gold_row(document) for document in held_out], nlp),
        "world_held_out": score(world_held_out, nlp),
        **for_reporting(data, nlp),
        "gum_dev": treebank_scores.score(corpora.gum(data / "gum", "dev"), nlp),
        "ewt_dev": treebank_scores.score(corpora.ewt(data / "ewt", "dev"), nlp),
    }


def for_reporting(data: Path, nlp: Language) -> dict[str, Any]:
    """Return the figures of the articles that nothing was chosen by."""
    return {
        "dev": score([gold_row(document) for document in corpora.polnear(data / "polnear", "dev")], nlp),
        "world_dev": score(list(world.rows(data / "world" / "dev.jsonl")), nlp),
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


def _people_table(figures: people.Figures) -> list[str]:
    lines = ["| people | share | 95 % interval | counts |", "| --- | --- | --- | --- |"]
    for name, words in people.MEASURES.items():
        row = figures[name]
        share = "-" if row["share"] is None else f"{row['share']:.3f}"
        low, high = row["ci95"]
        lines.append(f"| {words} | {share} | {low:.3f} to {high:.3f} | {row['right']} of {row['of']} |")
    return lines


def _licence_clean(results: dict[str, Any]) -> str:
    """Return the section on a model made of free texts alone, beside the shipped one; empty if there is none."""
    if "licence_clean" not in results:
        return ""
    clean = results["licence_clean"]
    lines = [
        *("## Scores of a licence-clean model beside the shipped one", ""),
        "The same network, trained only on texts whose licences allow any use. It is not shipped.",
        *("", "| | shipped | licence-clean |", "| --- | --- | --- |"),
    ]
    for name, title in (("dev", "PolNeAR dev"), ("world_dev", "world dev")):
        for part in ("all", "direct"):
            for measure in ("content@0.5", "+source", "exact"):
                both = " | ".join(f"{each[name][part][measure]['f1']:.3f}" for each in (results, clean))
                lines.append(f"| {title}, {part}, {measure} (F1) | {both} |")
    for name, words in people.MEASURES.items():
        shares = [each["world_dev"]["people"][name]["share"] for each in (results, clean)]
        both = " | ".join("-" if share is None else f"{share:.3f}" for share in shares)
        lines.append(f"| world dev, {words} | {both} |")
    return "\n".join(lines) + "\n\n"


def write_card(path: Path, results: dict[str, Any]) -> None:
    """Write the model card from its template and ``results``: no figure in it is typed by hand."""
    scores: list[str] = []
    for name, title in SCORED.items():
        scores += [f"{title} (F1):", "", *_attribution_table(results[name]), ""]
        if "people" in results[name]:
            scores += [*_people_table(results[name]["people"]), ""]
    card = Template(Path(__file__).with_name("model_card.md").read_text(encoding="utf-8")).substitute(
        results["made"],
        megabytes=f"{results['made']['megabytes']:.1f}",
        window=MAX_PIECES,
        scores="\n".join(scores[:-1]),
        licence_clean=_licence_clean(results),
        gum="\n".join(treebank_scores.lines("GUM dev", results["gum_dev"])),
        ewt="\n".join(treebank_scores.lines("EWT dev", results["ewt_dev"])),
    )
    path.write_text(card, encoding="utf-8")


def write(folder: Path, results: dict[str, Any]) -> None:
    """Write ``evaluation.json`` and ``MODEL_CARD.md`` into the model's folder."""
    (folder / "evaluation.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_card(folder / "MODEL_CARD.md", results)


def main(argv: list[str] | None = None) -> int:
    """Measure a model and write its figures and card."""
    parser = argparse.ArgumentParser(prog="python -m attribution.training.report", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/, world/, gum/ and ewt/")
    parser.add_argument("--readings", type=Path, help="further articles that it was trained on, as in world/")
    parser.add_argument(
        "--model", type=Path, default=MODEL_FOLDER, help="folder of the model (default: the package's)"
    )
    parser.add_argument("--licence-clean", type=Path, help="folder of a model made of free texts alone")
    parser.add_argument("--seed", type=int, default=7, help="of the split, as in training")
    wanted = parser.parse_args(argv)
    known = json.loads((wanted.model / "evaluation.json").read_text(encoding="utf-8"))
    figures = scores(wanted.data, wanted.model, seed=wanted.seed, readings=wanted.readings)
    if wanted.licence_clean:
        known["licence_clean"] = for_reporting(wanted.data, load(model=str(wanted.licence_clean)))
    # An earlier comparison stays.
    write(wanted.model, known | figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
