"""Compare with treebanks: ``python -m attribution.training.treebank_scores --data FOLDER [--held-out]``.

Scores as in the shared task of CoNLL 2018 (Zeman et al.): the pipeline cuts the raw text itself, its words count
as right where they begin and end where the treebank's do, and each measure is an F1 over all words. Relations are
the 37 universal ones. Names are those in GUM's named mentions, without article, title or possessive ending: a
person, organisation or place counts as found with exactly its span and label.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from attribution.training.data import corpora
from attribution.training.data.documents import Document, Word, hold_out

if TYPE_CHECKING:
    from spacy.language import Language

NAMED = ("PERSON", "ORG", "PLACE")
WORD_MEASURES = ("tokens", "UPOS", "UAS", "LAS")
Figures = dict[str, dict[str, float]]


class Tally:
    """Right, given and wanted things of each measure."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()

    def add(self, measure: str, *, right: int, given: int, wanted: int) -> None:
        """Count some more."""
        self.right[measure] += right
        self.given[measure] += given
        self.wanted[measure] += wanted

    def figures(self) -> Figures:
        """Return precision, recall and F1 of each measure in the order in which they came."""
        found = {}
        for measure, wanted in self.wanted.items():
            right, given = self.right[measure], self.given[measure]
            row = {
                "p": right / max(1, given),
                "r": right / max(1, wanted),
                "f1": 2 * right / max(1, given + wanted),
            }
            found[measure] = {key: round(value, 4) for key, value in row.items()}
        return found


def words_of(doc: Doc) -> list[Word]:
    """Return the tokens of a Doc as a treebank's words; white space is not a word."""
    kept = [token for token in doc if not token.is_space]
    number = {token.i: at for at, token in enumerate(kept)}
    words = []
    begun = False
    for token in doc:
        begun = begun or bool(token.is_sent_start)
        if token.is_space:
            continue
        is_root = token.head.i == token.i
        head = -1 if is_root else number.get(token.head.i, -1)
        relation = "root" if is_root else token.dep_
        words.append(Word(token.idx, token.idx + len(token), token.pos_, relation, head, begun))
        begun = False
    return words


def compare_words(tally: Tally, given: Sequence[Word], wanted: Sequence[Word]) -> None:
    """Add the words and sentences of one text to ``tally``."""
    by_span = {(word.start, word.end): word for word in given}

    def head(word: Word, words: Sequence[Word]) -> tuple[int, int] | None:
        return (words[word.head].start, words[word.head].end) if word.head >= 0 else None

    right = dict.fromkeys(WORD_MEASURES, 0)
    for gold in wanted:
        found = by_span.get((gold.start, gold.end))
        if found is None:
            continue
        right["tokens"] += 1
        right["UPOS"] += found.upos == gold.upos
        if head(found, given) == head(gold, wanted):
            right["UAS"] += 1
            right["LAS"] += found.relation == gold.relation
    for measure in WORD_MEASURES:
        tally.add(measure, right=right[measure], given=len(given), wanted=len(wanted))
    ours, theirs = _sentences(given), _sentences(wanted)
    tally.add("sentences", right=len(ours & theirs), given=len(ours), wanted=len(theirs))


def _sentences(words: Sequence[Word]) -> set[tuple[int, int]]:
    if not words:
        return set()
    firsts = [0, *(at for at, word in enumerate(words) if at and word.starts_sentence)]
    lasts = [*(at - 1 for at in firsts[1:]), len(words) - 1]
    return {(words[first].start, words[last].end) for first, last in zip(firsts, lasts, strict=True)}


def compare_names(
    tally: Tally, given: Iterable[tuple[int, int, str]], wanted: Iterable[tuple[int, int, str]]
) -> None:
    """Add the persons, organisations and places of one text to ``tally``."""
    ours, theirs = ({name for name in names if name[2] in NAMED} for names in (given, wanted))
    for label in NAMED:
        some = {name for name in ours if name[2] == label}
        others = {name for name in theirs if name[2] == label}
        tally.add(label, right=len(some & others), given=len(some), wanted=len(others))
    tally.add("names", right=len(ours & theirs), given=len(ours), wanted=len(theirs))


def score(documents: Iterable[Document], nlp: Language) -> Figures:
    """Read the texts of ``documents`` and compare with their words and names, where they have them."""
    tally = Tally()
    for document in documents:
        doc = nlp(document.text)
        if document.words is not None:
            compare_words(tally, words_of(doc), document.words)
        if document.names is not None:
            found = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
            compare_names(tally, found, document.names)
    return tally.figures()


def lines(title: str, figures: Figures) -> list[str]:
    """Return figures as a table in Markdown."""
    rows = [f"| {title} | precision | recall | F1 |", "| --- | --- | --- | --- |"]
    rows += [f"| {name} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} |" for name, row in figures.items()]
    return rows


def main(argv: list[str] | None = None) -> int:
    """Print the scores of GUM and EWT."""
    parser = argparse.ArgumentParser(prog="python -m attribution.training.treebank_scores", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gum/ and ewt/")
    parser.add_argument("--model", default=None, help="folder of the model (default: the package's)")
    parser.add_argument("--held-out", action="store_true", help="score the tenth of train that is kept aside")
    parser.add_argument("--seed", type=int, default=7, help="of the tenth kept aside")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    wanted = parser.parse_args(argv)
    from attribution.language.pipeline import load

    nlp = load(model=wanted.model)
    results: dict[str, Any] = {}
    for name, reader in (("gum", corpora.gum), ("ewt", corpora.ewt)):
        documents = reader(wanted.data / name, "train" if wanted.held_out else "dev")
        if wanted.held_out:
            _, documents = hold_out(documents, seed=wanted.seed)
        results[name] = score(documents, nlp)
    if wanted.json:
        sys.stdout.write(json.dumps(results, indent=1) + "\n")
    else:
        tables = ["\n".join(lines(name, figures)) for name, figures in results.items()]
        sys.stdout.write("\n\n".join(tables) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
