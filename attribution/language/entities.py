"""Repairs what a recogniser of names gets wrong: stray ends, split votes, missing and cut names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from attribution.language.layout import WORD, tidy
from attribution.language.lexicon import (
    COURTESY,
    DOCUMENTS,
    GROUP_NOUNS,
    METONYMS,
    NEVER_NAMES,
    ORG_NOUNS,
    PARTICLES,
    PARTY_WORDS,
    PRONOUNS,
    SUFFIXES,
    is_role,
    singular,
)
from attribution.language.names import fold, is_initial, is_titleword, parse_name
from attribution.language.world import DEMONYMS
from attribution.records import Entity, EntityLabel, Span


def clean(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Entities inside the text, trimmed, in order, the longer of two that overlap."""
    trimmed = []
    for entity in entities:
        start, end = tidy(text, entity.start, entity.end)
        for suffix in ("'s", "’s"):
            if text[start:end].endswith(suffix):
                end -= 2
        word = text[start:end].casefold()
        if start < end and word not in PRONOUNS:
            trimmed.append(Entity(start, end, entity.label))
    trimmed.sort(key=lambda e: (e.start, e.start - e.end))
    kept: list[Entity] = []
    for entity in trimmed:
        if kept and entity.start < kept[-1].end:
            if entity.end - entity.start > kept[-1].end - kept[-1].start:
                kept[-1] = entity
            continue
        kept.append(entity)
    return kept


def settle(text: str, found: Iterable[Entity], sources: Sequence[Span]) -> list[Entity]:
    """The entities with one label a string, by vote, and names in sources where no entity was found."""
    entities = clean(text, found)
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    surnames = set()
    for entity in entities:
        written = fold(text[entity.start : entity.end])
        votes[written][entity.label] += 1
        if entity.label == "PERSON":
            name = parse_name(text, entity.start, entity.end)
            if name and len(name.words) > 1:
                surnames.add(name.words[-1])
    settled = []
    for entity in entities:
        written = fold(text[entity.start : entity.end])
        label: EntityLabel = votes[written].most_common(1)[0][0]
        if votes[written]["PERSON"] * 2 >= votes[written].total() and votes[written]["PERSON"]:
            label = "PERSON"
        before = text[max(0, entity.start - 8) : entity.start].split()
        addressed = bool(before) and text[entity.start - 1].isspace() and before[-1][0].isupper()
        if addressed and fold(before[-1]).rstrip(".") in COURTESY:
            label = "PERSON"
        elif label != "PERSON" and written in surnames and entity.label != "PLACE":
            label = "PERSON"
        elif label == "PERSON" and written in METONYMS:
            label = "ORG"
        elif label == "PERSON" and (_is_people(written) or _is_people(written.removesuffix("s"))):
            label = "OTHER"
        settled.append(Entity(entity.start, entity.end, label))
    starts = [entity.start for entity in settled]
    for start, end in sources:
        first = bisect_left(starts, start)
        if first < len(starts) and starts[first] < end:
            continue
        if first and settled[first - 1].end > start:
            continue
        settled.extend(_guess(text, start, end))
    settled.sort(key=lambda e: (e.start, e.end))
    return settled


def _is_people(word: str) -> bool:
    return word in DEMONYMS or word in PARTY_WORDS


def _guess(text: str, start: int, end: int) -> list[Entity]:
    """Names by their capitals, for a source in which the model found none."""
    runs: list[list[Span]] = []
    for match in WORD.finditer(text, start, end):
        word = fold(match[0])
        capital = match[0][0].isupper() or (match[0].isdigit() and bool(runs))
        joined = bool(runs) and not text[runs[-1][-1][1] : match.start()].strip(" \u00a0.")
        if (capital and joined) or (word in PARTICLES and joined and runs):
            runs[-1].append(match.span())
        elif capital and word not in NEVER_NAMES and word not in PRONOUNS:
            runs.append([match.span()])
    guessed = []
    for run in runs:
        while run and text[run[-1][0]].islower():
            run.pop()
        words = [fold(text[a:b]).rstrip(".") for a, b in run]
        roles = [i for i, word in enumerate(words[:-1]) if is_role(word) or is_titleword(word)]
        lead = roles[-1] + 1 if roles else 0
        while lead + 1 < len(words) and _is_people(words[lead]):
            lead += 1
        words, run = words[lead:], run[lead:]
        if not words or (len(words) == 1 and not _looks_like_name(text, run[0], words[0])):
            continue
        span = (run[0][0], run[-1][1])
        body = any(word in ORG_NOUNS for word in words) or (
            len(words) == 1 and text[span[0] : span[1]].isupper() and not text[span[1] : span[1] + 1] == ":"
        )
        article = text[max(0, span[0] - 4) : span[0]].casefold().endswith("the ")
        group = words[-1] in PARTY_WORDS or words[-1].rstrip("s") in PARTY_WORDS or words[-1] in DEMONYMS
        label: EntityLabel = "OTHER" if group else "ORG" if body or article else "PERSON"
        guessed.append(Entity(*span, label))
    return guessed


def _looks_like_name(text: str, span: Span, word: str) -> bool:
    """Whether a lone capitalised word may be a name: not a noun that stands first in its sentence."""
    if any(
        is_role(w) or w in GROUP_NOUNS or w in ORG_NOUNS or w in DOCUMENTS for w in (word, singular(word))
    ):
        return False
    if word.endswith("s") and (text.find(f" {text[span[0] : span[1]].lower()} ") >= 0):
        return False
    return text.find(f" {text[span[0] : span[1]].lower()}") < 0


def complete(text: str, entity: Entity, sources: Sequence[Span]) -> Span:
    """A person's span with the capitalised words beside it that belong to the name, inside a source."""
    start, end = entity.start, entity.end
    index = bisect_left(sources, (start + 1, -1)) - 1
    if index < 0 or sources[index][1] < end or sources[index][0] > start:
        return start, end
    low, high = sources[index]
    words = [match.span() for match in WORD.finditer(text, low, high)]
    at = next((i for i, (a, _) in enumerate(words) if a >= start), None)
    if at is None or words[at][0] != start:
        return start, end
    while at > 0 and not text[words[at - 1][1] : start].strip(" .") and _namelike(text, words[at - 1]):
        gap = text[words[at - 1][1] : start]
        if gap.strip() and not is_initial(fold(text[slice(*words[at - 1])])):
            break
        at -= 1
        start = words[at][0]
    after = next((i for i, (a, _) in enumerate(words) if a >= end), None)
    while (
        after is not None
        and after < len(words)
        and text[end : words[after][0]] == " "
        and _namelike(text, words[after])
    ):
        end = words[after][1]
        after += 1
    return start, end


def _namelike(text: str, span: Span) -> bool:
    word = fold(text[span[0] : span[1]]).rstrip(".")
    if not text[span[0]].isupper() or word in SUFFIXES:
        return False
    known = (
        is_role(word) or is_titleword(word) or word in NEVER_NAMES or word in PARTY_WORDS or word in ORG_NOUNS
    )
    return not (
        known
        or word in DEMONYMS
        or word in GROUP_NOUNS
        or (len(word) > 1 and text[span[0] : span[1]].isupper())
    )
