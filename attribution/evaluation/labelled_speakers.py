"""How well the program tells who spoke, as what, and about whom, on items labelled by reading.

    python -m attribution.evaluation.labelled_speakers --data /path/to/polnear [--model FOLDER]

reads the articles of the items, and prints counts, shares and 95 % Wilson intervals, twice: with the sources, cues
and contents that people marked given to what tells the speakers, and as a user meets it. There, an item that the
program did not find (no attribution whose content shares half of its characters or more) counts as wrong, and is
counted apart as well. docs/annotation-speakers.md says what a right answer is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language

from attribution.evaluation.figures import read_rows
from attribution.evaluation.labelled import HALF, LABELS, Item, Reader, Share, items, matching, overlap
from attribution.language.mentions.grammar import Grammar
from attribution.language.network.annotate import set_syntax, tokens_of
from attribution.language.network.coreference import anchors, chances
from attribution.language.network.syntax import parse
from attribution.language.people.speakers import find_speakers
from attribution.language.reports.decode import entities
from attribution.language.reports.finish import described, nest
from attribution.records import Attribution, Span
from attribution.words.names import person_name
from attribution.words.text import fold_key

TASKS = ("references", "affiliations", "targets", "source_types")
_PARTIES = {"R": "Republican Party", "D": "Democratic Party"}
_SMALL = {"the", "of", "for", "and", "a", "an", "in", "on", "at", "to"}


@dataclass(slots=True)
class Counts:
    """The shares of one task by name, in the order they are first asked for, and what was not found."""

    shares: dict[str, Share] = field(default_factory=dict)
    missed: int = 0

    def __getitem__(self, name: str) -> Share:
        return self.shares.setdefault(name, Share())


# Names


def words_of(name: str) -> list[str]:
    """Return the folded words of a name that tell it from others: no titles, articles or possessive endings."""
    bare = name.replace("’", "'").replace("'s ", " ").removesuffix("'s").removesuffix("'")
    return [word for word in person_name(bare).words if word not in _SMALL]


def same_name(answer: str, wanted: Iterable[str]) -> bool:
    """Tell whether an answer is one of the names, or the same one by a shorter or longer name."""
    said = words_of(answer)
    return any(_alike(said, words_of(name)) for name in wanted)


def _alike(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and len(long) > 1:
        initials = "".join(word[0] for word in long)
        return short[0] == long[-1] or short[0] == initials or (short[0] == long[0] and len(short[0]) > 3)
    # "Donald Trump" and "Donald J. Trump"
    return (short[-1] == long[-1] and short[0] == long[0]) or all(word in long for word in short)


def texts_at(text: str, spans: Iterable[Sequence[int]]) -> list[str]:
    """Return the words at the places."""
    return list(dict.fromkeys(text[start:end] for start, end in spans))


# Tasks


def references(item: Item, one: Attribution | None, text: str, counts: Counts) -> None:
    """Count whether the one meant by a pronoun or description was found."""
    speaker = one.speaker if one else None
    name = speaker.name if speaker else None
    unresolved = speaker is None or speaker.type == "unresolved"
    wanted = texts_at(text, item["names"])
    if item["unnamed"] is None:
        right = name is not None and _means(name, wanted, several=bool(item.get("several")))
    else:
        makers = texts_at(text, item.get("makers", ()))
        # "Republicans" as a name for those who are called so is as good as none.
        people = item["unnamed"] == "group" and speaker is not None and speaker.type == "group"
        right = not unresolved and (name is None or people or (bool(makers) and same_name(name, makers)))
    counts["right"].add(right)
    counts["resolved"].add(not unresolved)
    counts[f"right, {item['form']}"].add(right)
    counts["right, named" if item["unnamed"] is None else "right, unnamed"].add(right)
    if one is not None:
        counts["right where found"].add(right)


def _means(name: str, wanted: Sequence[str], *, several: bool) -> bool:
    if not several:
        return same_name(name, wanted)
    people = {tuple(words_of(each)) for each in wanted}
    return all(set(person) & set(words_of(name)) for person in people)


def affiliations(item: Item, one: Attribution | None, text: str, counts: Counts) -> None:
    """Count whether what an attribution says of its speaker's role and organisation is stated, and is found."""
    stated = [a for a in item["affiliations"] if not a.get("optional")]
    said = one.affiliation if one else None
    role = " ".join((said.role or "").split()) if said else ""
    organisation = " ".join((said.organisation or "").split()) if said else ""
    if said is not None and (role or organisation):
        fits = [a for a in item["affiliations"] if _states(a, role, organisation, text)]
        if not fits or not all(a.get("optional") for a in fits):
            counts["precision"].add(bool(fits))
    if stated:
        found = (
            any(_states(a, role, organisation, text, whole=True) for a in stated)
            if role or organisation
            else False
        )
        counts["recall (a source with any)"].add(found)
    for each in stated:
        counts["recall (each affiliation)"].add(_states(each, role, organisation, text, whole=True))


def _states(label: Item, role: str, organisation: str, text: str, *, whole: bool = False) -> bool:
    """Tell whether a role and organisation are a label's: the role in any wording, the organisation if told.

    ``whole`` wants the role too where the label has one; else an organisation alone may be right.
    """
    roles = texts_at(text, label["role"])
    notes = texts_at(text, label["label"])
    bodies = [*texts_at(text, label["organisation"]), *notes, *(_PARTIES[n[0]] for n in notes if n[0] in _PARTIES)]
    if role and not any(_same_role(role, wording) for wording in roles):
        return False
    if organisation and bodies and not _same_body(organisation, bodies):
        return False
    return bool(role) or bool(organisation and bodies and not (whole and roles))


def _same_role(one: str, other: str) -> bool:
    """Tell whether two wordings share their head, or one stands in the other."""
    first, second = fold_key(one).split(), fold_key(other).split()
    return bool(first and second) and (
        first[-1] == second[-1] or all(w in second for w in first) or all(w in first for w in second)
    )


def _same_body(name: str, wanted: Sequence[str]) -> bool:
    said = set(words_of(name))
    return any(said & set(words_of(each)) for each in wanted)


def targets(item: Item, one: Attribution | None, text: str, counts: Counts) -> None:
    """Count the mentions that are found in a content, and whether they mean whom they should."""
    content = item["content"]
    wanted = [m for m in item["mentions"] if not m.get("optional")]
    free = [m["mention"] for m in item["mentions"] if m.get("optional")]
    said = list(one.targets) if one else []
    # What stands outside the labelled content was not looked at by the labeller.
    said = [t for t in said if any(low <= t.mention[0] and t.mention[1] <= high for low, high in content)]
    left = list(wanted)
    for target in said:
        hit = next((m for m in left if _touch(m["mention"], target.mention) and _is(m, target, text)), None)
        if hit is not None:
            left.remove(hit)
        elif any(_touch(span, target.mention) for span in free):
            continue
        counts["precision"].add(hit is not None)
        counts["precision, self" if target.own else "precision, others"].add(hit is not None)
    for mention in wanted:
        found = mention not in left
        counts["recall"].add(found)
        counts["recall, self" if mention.get("self") else "recall, others"].add(found)


def _touch(one: Sequence[int], other: Span) -> bool:
    return overlap([one], [other]) >= HALF


def _is(mention: Item, target: Any, text: str) -> bool:
    if bool(mention.get("self")) != target.own:
        return False
    if not mention["names"]:
        return True
    return target.name is not None and same_name(target.name, texts_at(text, mention["names"]))


def source_types(item: Item, one: Attribution | None, text: str, counts: Counts) -> None:
    """Count whether the type of the source and the addressee are told."""
    right = one is not None and one.source_type in (item["type"], *item["also"])
    counts["right"].add(right)
    if one is not None:
        counts["right where found"].add(right)
        counts[f"right where found, {item['type']}"].add(right)
    said = one.addressee if one else None
    wanted = item["addressee"]
    hit = said is not None and wanted is not None and overlap([said], [wanted]) >= HALF
    if said is not None:
        counts["addressee, precision"].add(hit)
    if wanted is not None:
        counts["addressee, recall"].add(hit)


_COUNT = {"references": references, "affiliations": affiliations, "targets": targets, "source_types": source_types}


def evaluate(task: str, labelled: Iterable[Item], texts: Mapping[str, str], read: Reader) -> Counts:
    """Return the counts of a task over its items; ``read`` gives the attributions of a text."""
    counts = Counts()
    for item in labelled:
        text = texts[item["id"]]
        one = matching(item, read(text))
        counts.missed += one is None
        _COUNT[task](item, one, text, counts)
    return counts


def lines(task: str, counts: Counts, number: int) -> Iterator[str]:
    """Yield the lines that are printed for a task."""
    yield f"{task}: {number} items, {counts.missed} of them not found"
    for name, share in counts.shares.items():
        yield f"  {name:<32} {share}"


def on_marked(text: str, marked: Iterable[Item], nlp: Language) -> list[Attribution]:
    """Resolve what people marked in a text, with the names, links and syntax that the model reads in it."""
    reader: Any = nlp.get_pipe("attribution_reader")
    triples = [[tuple(map(tuple, row[role])) for role in ("content", "source", "cue")] for row in marked]
    reading = reader.encoder.read(text)
    doc = nlp.make_doc(text)
    set_syntax(doc, parse(text, tokens_of(doc), reading.pieces, reading.syntax))
    grammar = Grammar.of(doc)
    plain = [
        described(text, Attribution(content, source, cue, kind="indirect", confidence=1.0), grammar)
        for content, source, cue in triples
        if content
    ]
    sources = (span for one in plain for span in one.source)
    links = chances(reading.pieces, reading.antecedents, anchors(text, sources))
    names = entities(reading.pieces, reading.names, text)
    found = find_speakers(text, nest(plain), names, links, grammar, stated=reading.stated)
    return found.with_targets()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with PolNeAR's dev.jsonl")
    parser.add_argument("--model", help="the folder of the model; the shipped one if left out")
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder of the labels (default: %(default)s)")
    options = parser.parse_args()
    from attribution.language import extract, load

    nlp = load(model=options.model)
    articles = read_rows(str(options.data / "dev.jsonl"))
    texts = {row["id"]: row["text"] for row in articles}
    marked = {row["text"]: row["attributions"] for row in articles}
    ways: dict[str, Reader] = {
        "on the spans that people marked": cache(lambda text: on_marked(text, marked[text], nlp)),
        "as a user meets it": cache(lambda text: extract(text, nlp=nlp)),
    }
    for way, read in ways.items():
        sys.stdout.write(f"{way}\n")
        for task in TASKS:
            labelled = items(options.labels, task)
            sys.stdout.write("\n".join(lines(task, evaluate(task, labelled, texts, read), len(labelled))) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
