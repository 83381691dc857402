"""Fit what says whom a source means: ``python -m attribution.training.speakers --data FOLDER [--readings FILE]``.

``--data`` holds ``world/train.jsonl``, and ``--readings`` is a further file of its form: articles with
attributions and the full name of each one's speaker, null where the article names nobody. ``--people`` is one of
which nothing is held aside; nor is anything of the texts that were written for training. Every article is read
once by the encoder; then sources, marked ones as well as found ones, put people and bodies in question, and a
small network learns which of them, or nobody, the readers named. It learns on what it has itself resolved before,
in rounds. A seeded tenth of the articles is held aside, for figures before and after. PyTorch is not needed.

With ``--recalibrate`` the weights stay, and only how much the links and all scores count is fitted anew, on the
articles held aside: for another encoder (``--model FOLDER``) that was trained on the rest of these articles, and
whose links are surer there than they are worth.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from attribution.evaluation.labelled_speakers import words_of
from attribution.language.components.component import SCORES, keep
from attribution.language.mentions.grammar import Grammar
from attribution.language.network.coreference import Chances, anchors, chances
from attribution.language.network.statements import Stated
from attribution.language.people import ranker
from attribution.language.people.options import CONTEXT, FEATURES
from attribution.language.people.ranker import Ranker
from attribution.language.people.speakers import Answer, find_speakers
from attribution.language.pipeline import load
from attribution.language.reports.decode import entities
from attribution.language.reports.finish import described
from attribution.records import Attribution, Entity, Spans, Speaker
from attribution.training.data import world, written

Floats = npt.NDArray[np.float32]
HIDDEN, EPOCHS, BATCH, RATE, DECAY, DROPPED = 16, 16, 128, 4e-3, 1e-4, 0.1
NETWORKS = 4  # of the same rows, drawn anew
ROUNDS = 2
OUT_OF_REACH = 0.5  # weight of a source whose speaker is not in question: nobody is the best answer there
MOST_OF = 0.8  # of a found content that lies in a marked one, to be a part of it
PULL = 4.0  # of the links' weight towards what it was, in sources
LINKS = ("stranger", "best_link", "link", "article")
# What the first round resolves with, before anything is learned.
_START = {
    "nobody": 1.5,
    "link": 3,
    "read": 5,
    "spoke_last": 1,
    "near": 1,
    "same_role": 2,
    "called": 2,
    "previous": 1.5,
}


@dataclass(frozen=True, slots=True)
class Sources:
    """Attributions of an article with the links of their words, and the name that readers gave each one's speaker.

    A name is None for nobody, and "" where it is not known.
    """

    attributions: Sequence[Attribution]
    links: Chances
    names: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Read:
    """An article as the encoder reads it, with the sources that readers marked and those that were found."""

    id: str
    text: str
    entities: Sequence[Entity]
    grammar: Grammar | None
    stated: Sequence[Stated]
    marked: Sources
    found: Sources


@dataclass(frozen=True, slots=True)
class Case:
    """A source: a row of features for each in question, their names, which are right, and what was answered."""

    article: str
    table: Floats
    names: tuple[str | None, ...]
    right: tuple[int, ...]
    weight: float
    form: str
    name: str | None
    speaker: Speaker


def read_articles(rows: Iterable[world.Row], nlp: Language) -> list[Read]:
    """Read articles with a pipeline."""
    reader: Any = nlp.get_pipe("attribution_reader")
    reports: Any = nlp.get_pipe("attribution_reports")
    articles = []
    for row in rows:
        doc = nlp.make_doc(row["text"])
        scores = reader.predict(doc)
        reader.set_annotations(doc, scores)
        text, pieces = scores.text, scores.reading.pieces
        marked = [
            (described(text, _marked(one), Grammar.of(doc)), one["speaker"])
            for one in row["attributions"]
            if one["content"]
        ]
        found = reports.predict(doc)
        keep(doc, None, name=SCORES)
        sources = (span for one, _ in marked for span in one.source)
        links = chances(pieces, scores.reading.antecedents, anchors(text, sources))
        given = Sources([one for one, _ in marked], links, [name for _, name in marked])
        names = names_for(text, found.attributions, marked)
        articles.append(
            Read(
                row["id"],
                text,
                entities(pieces, scores.reading.names, text),
                Grammar.of(doc),
                scores.reading.stated,
                given,
                Sources(found.attributions, found.links, names),
            )
        )
    return articles


def _marked(row: dict[str, Any]) -> Attribution:
    return Attribution(_spans(row["content"]), _spans(row["source"]), _spans(row["cue"]), "indirect", 1.0)


def _spans(rows: Iterable[Sequence[int]]) -> Spans:
    return tuple((start, end) for start, end in rows)


def _letters(text: str, spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if text[at : at + 1].isalnum()}


def names_for(
    text: str, found: Iterable[Attribution], marked: Sequence[tuple[Attribution, str | None]]
) -> list[str | None]:
    """The names for found attributions: of the marked one that each shares half with, or that it is a part of."""
    known = [(_letters(text, other.content), name) for other, name in marked]
    names: list[str | None] = []
    for one in found:
        own = _letters(text, one.content)
        shares = [
            (max(both / len(own | letters), 0.5 * (both >= MOST_OF * len(own))), name)
            for letters, name in known
            if (both := len(own & letters))
        ]
        share, name = max(shares, key=lambda row: row[0], default=(0.0, ""))
        names.append(name if share >= 0.5 and one.nested_in is None else "")
    return names


def same(name: str | None, other: str | None) -> bool:
    """Tell whether two names are one: all words of the shorter stand in the longer."""
    short, long = sorted((words_of(name or ""), words_of(other or "")), key=len)
    return bool(short) and set(short) <= set(long)


def cases(articles: Iterable[Read], model: Ranker, *, marked: bool = True, found: bool = True) -> Iterator[Case]:
    """Yield what a model was asked about the sources of articles, and what it answered."""
    for article in articles:
        for wanted, sources in ((marked, article.marked), (found, article.found)):
            if not wanted:
                continue
            resolution = find_speakers(
                article.text,
                sources.attributions,
                article.entities,
                sources.links,
                article.grammar,
                stated=article.stated,
                model=model,
            )
            for number, name in enumerate(sources.names):
                speaker = resolution.attributions[number].speaker
                if name != "" and speaker is not None:
                    yield _case(article.id, resolution.asked.get(number), name, speaker)


def _case(article: str, answer: Answer | None, name: str | None, speaker: Speaker) -> Case:
    if answer is None:
        return Case(article, np.zeros((0, CONTEXT + len(FEATURES)), np.float32), (), (), 0.0, "", name, speaker)
    table = np.asarray([option.features for option in answer.options], dtype=np.float32)
    nobody = tuple(number for number, given in enumerate(answer.names) if given is None)
    right = tuple(n for n, given in enumerate(answer.names) if given and same(given, name)) if name else nobody
    weight = 1.0 if right else OUT_OF_REACH
    return Case(article, table, tuple(answer.names), right or nobody, weight, answer.question.form, name, speaker)


def fit(rows: Iterable[Case], *, seed: int) -> Ranker:
    """Return the weights that make what is right likeliest: the mean of several networks, as one."""
    learned = [case for case in rows if len(case.table) > 1]
    models = [_fitted(learned, seed=seed + number) for number in range(NETWORKS)]
    return Ranker(
        np.concatenate([model.hidden for model in models], axis=1),
        np.concatenate([model.bias for model in models]),
        np.concatenate([model.output for model in models]) / NETWORKS,
        np.asarray(sum(model.direct for model in models) / NETWORKS),
    )


def _fitted(learned: Sequence[Case], *, seed: int) -> Ranker:
    """Fit one network, by Adam on batches of sources."""
    rng = np.random.default_rng(seed)
    features = np.concatenate([case.table for case in learned])
    sizes = np.asarray([len(case.table) for case in learned])
    begins = np.cumsum(sizes) - sizes
    right = np.zeros(len(features), bool)
    for begin, case in zip(begins, learned, strict=True):
        right[[begin + number for number in case.right]] = True
    weights = np.asarray([case.weight for case in learned], dtype=np.float32)
    width = features.shape[1]
    drawn = (rng.normal(0, 0.1, (width, HIDDEN)), np.zeros(HIDDEN), rng.normal(0, 0.1, HIDDEN), np.zeros(width))
    parts: list[Floats] = [part.astype(np.float32) for part in drawn]
    means, squares = [np.zeros_like(part) for part in parts], [np.zeros_like(part) for part in parts]
    steps = EPOCHS * -(-len(learned) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(learned))
        for low in range(0, len(order), BATCH):
            batch = order[low : low + BATCH]
            size = sizes[batch]
            at = np.cumsum(size) - size
            chosen = np.repeat(begins[batch] - at, size) + np.arange(size.sum())
            gradients = _gradients(parts, _Batch(features[chosen], right[chosen], at, size, weights[batch]), rng)
            step += 1
            rate = RATE * (1 - (step - 1) / steps)
            for n, gradient in enumerate(gradients):
                slope = gradient + DECAY * parts[n]
                means[n] = (0.9 * means[n] + 0.1 * slope).astype(np.float32)
                squares[n] = (0.999 * squares[n] + 0.001 * slope**2).astype(np.float32)
                change = (means[n] / (1 - 0.9**step)) / (np.sqrt(squares[n] / (1 - 0.999**step)) + 1e-8)
                parts[n] = (parts[n] - rate * change).astype(np.float32)
    hidden, bias, output, direct = (part.astype(np.float64) for part in parts)
    return Ranker(hidden, bias, output, direct)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sources: ``rows`` of all their options, which of these are ``right``, where each source's begin and how many
    they are, and what each source weighs."""

    rows: Floats
    right: npt.NDArray[np.bool_]
    at: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]
    weights: Floats


def _gradients(parts: Sequence[Floats], batch: _Batch, rng: np.random.Generator) -> tuple[Floats, ...]:
    hidden, bias, output, direct = parts
    at, size = batch.at, batch.size
    raw = batch.rows @ hidden + bias
    kept = (rng.random(raw.shape, dtype=np.float32) > DROPPED) * (raw > 0) / (1 - DROPPED)
    kept = kept.astype(np.float32)
    inner = raw * kept
    scores = inner @ output + batch.rows @ direct
    shares = np.exp(scores - np.repeat(np.maximum.reduceat(scores, at), size))
    wanted = shares * batch.right
    shares = shares / np.repeat(np.add.reduceat(shares, at), size)
    wanted = wanted / np.repeat(np.maximum(np.add.reduceat(wanted, at), 1e-30), size)
    error = ((shares - wanted) * np.repeat(batch.weights, size) / len(at)).astype(np.float32)
    back = np.outer(error, output) * kept
    return batch.rows.T @ back, back.sum(axis=0), inner.T @ error, batch.rows.T @ error


def learn(articles: Sequence[Read], *, seed: int) -> Ranker:
    """Return a ranker that learned from articles, in rounds: each on what the one before has resolved."""
    model = start()
    for _ in range(ROUNDS):
        model = fit(cases(articles, model), seed=seed)
    return model


def start() -> Ranker:
    """Return the weights of the first round."""
    width = CONTEXT + len(FEATURES)
    direct = np.zeros(width)
    for name, weight in _START.items():
        direct[CONTEXT + FEATURES.index(name)] = weight
    return Ranker(np.zeros((width, 1)), np.zeros(1), np.zeros(1), direct)


def recalibrated(articles: Sequence[Read], model: Ranker, *, links: bool) -> Ranker:
    """Return a ranker whose scores, and with ``links`` its links, weigh what makes the right ones likeliest."""
    asked = [case for case in cases(articles, model, marked=False) if len(case.table) > 1]
    columns = [CONTEXT + FEATURES.index(name) for name in LINKS]
    found: list[tuple[float, Ranker]] = []
    for times in np.arange(0.4, 1.61, 0.1) if links else (1.0,):
        hidden, direct = model.hidden.copy(), model.direct.copy()
        hidden[columns] *= times
        direct[columns] *= times
        for temperature in np.arange(0.7, 2.01, 0.1):
            tried = replace(model, hidden=hidden, direct=direct, temperature=float(temperature))
            loss = -sum(np.log(max(1e-9, tried.chances(case.table)[list(case.right)].sum())) for case in asked)
            found.append((float(loss) + PULL * float(np.log(times)) ** 2, tried))
    return min(found, key=lambda one: one[0])[1]


def figures(rows: Iterable[Case]) -> str:
    """Return a line of figures: names right, nobody's that get one, and how far confidences are from the truth."""
    counts: Counter[str] = Counter()
    sure, right = [], []
    for case in rows:
        good = same(case.name, case.speaker.name) if case.name else case.speaker.name is None
        counts["named" if case.name else "nobody"] += 1
        counts["right" if case.name else "left"] += good
        if case.speaker.type != "unresolved":
            sure.append(case.speaker.confidence)
            right.append(float(good))
    bins = np.minimum(9, (np.asarray(sure) * 10).astype(int))
    gaps = [abs(np.mean(np.asarray(sure)[bins == n] - np.asarray(right)[bins == n])) * (bins == n).mean()
            for n in range(10) if (bins == n).any()]  # fmt: skip
    named = 1 - counts["left"] / max(1, counts["nobody"])
    return (
        f"right {counts['right'] / max(1, counts['named']):.3f} ({counts['named']}), nobody named {named:.3f} "
        f"({counts['nobody']}), calibration error {sum(gaps):.3f}"
    )


def main() -> None:
    """Fit, or calibrate anew, and print the figures on the articles held aside."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with world/train.jsonl")
    parser.add_argument("--readings", type=Path, help="a further file of the same form")
    parser.add_argument("--people", type=Path, help="a file of the same form to learn from alone")
    parser.add_argument("--model", help="the folder of the encoder's model; the shipped one if left out")
    parser.add_argument("--recalibrate", action="store_true", help="keep the weights, fit what links count")
    parser.add_argument("--out", type=Path, default=ranker.FILE, help="where to write (default: beside the model)")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rows, rows_held = world.split(world.files(options.data, options.readings), seed=options.seed)
    rows += [*(world.rows(options.people) if options.people else ()), *written.rows()]
    nlp = load(model=options.model)
    held = read_articles(rows_held, nlp)
    if ranker.FILE.exists() and len(ranker.read().direct) == CONTEXT + len(FEATURES):
        sys.stdout.write(f"before, held out: {figures(cases(held, ranker.read(), marked=False))}\n")
    if options.recalibrate:
        model = recalibrated(held, ranker.read(), links=True)
    else:
        model = recalibrated(held, learn(read_articles(rows, nlp), seed=options.seed), links=True)
    sys.stdout.write(f"after, held out: {figures(cases(held, model, marked=False))}\n")
    options.out.write_text(json.dumps(model.to_json()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
