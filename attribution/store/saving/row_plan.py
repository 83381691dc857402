"""The rows that an article's attributions ask for, before the database is looked at. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from attribution.errors import StoreError
from attribution.records import Article, Attribution, SourceType, Span, Spans
from attribution.records_json import DECIMALS
from attribution.store.saving.sameness import spans_key
from attribution.words.text import fold_key, seen

JOINT = " […] "
SpanRow = tuple[str, int, int, int, str]
TARGET_COLUMNS = (
    *("position", "name", "folded", "type", "own", "again", "text", "start", "end", "method", "confidence"),
)
TargetRow = tuple[int, str | None, str | None, str, int, int, str, int, int, str, float]


@dataclass(frozen=True, slots=True)
class AffiliationPlan:
    """A speaker's role and organisation; ``evidence_spans`` is JSON, ``evidence`` its words."""

    role: str | None
    organisation: str | None
    evidence: str
    evidence_spans: str
    state: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class RowPlan:
    """All that one attribution puts into the tables, but for the ids of other rows.

    ``nested_in`` is an index in the list of plans; ``names`` are the speaker's name
    and other forms of it in the text.
    """

    key: str
    content: Spans
    spans: tuple[SpanRow, ...]
    kind: str
    confidence: float
    speaker: str | None
    speaker_type: str
    description: str | None
    method: str
    mention: tuple[int, int] | None
    speaker_confidence: float | None
    names: tuple[str, ...]
    affiliation: AffiliationPlan | None
    nested_in: int | None
    quote: str
    cue: str | None
    source: str | None
    act: str = "speech"
    negated: int = 0
    hedged: int = 0
    source_type: SourceType | None = None
    addressee: str | None = None
    addressee_span: Span | None = None
    targets: tuple[TargetRow, ...] = ()

    @property
    def about(self) -> list[tuple[str, str]]:
        """The people and bodies that it is about, the speaker aside: each name once, folded, with its type."""
        # As in TARGET_COLUMNS.
        rows = ((target[2], target[3], target[4] or target[5]) for target in self.targets)
        return [(folded, kind) for folded, kind, apart in rows if folded and not apart]

    @property
    def label(self) -> str:
        """The row in a few words: who, and how the quote begins."""
        who = self.speaker or self.description or self.source or "Unknown"
        quote = " ".join(self.quote.split())
        return f"{_cut(who, 60)}: {_cut(quote, 80)}"


def plan_rows(article: Article, attributions: Sequence[Attribution]) -> list[RowPlan]:
    """Return the rows for the attributions of an article, one for each set of spans.

    Raises StoreError for spans outside the text, an attribution without content, or a ``nested_in``
    that names no other attribution: all of them mean that the offsets are of another text.
    """
    first: dict[str, int] = {}
    place: list[int] = []
    kept: list[Attribution] = []
    for index, attribution in enumerate(attributions):
        _check(article, attribution, index, len(attributions))
        key = spans_key(attribution)
        if key not in first:
            first[key] = len(kept)
            kept.append(attribution)
        place.append(first[key])
    rows = []
    for position, attribution in enumerate(kept):
        outer = None if attribution.nested_in is None else place[attribution.nested_in]
        rows.append(_row(article, attribution, None if outer == position else outer))
    return rows


def joined(text: str, spans: Spans) -> str | None:
    """Return the words of the spans as a reader sees them, the gaps between them shown; None for no spans."""
    return seen(JOINT.join(text[start:end] for start, end in spans)) or None


def _row(article: Article, attribution: Attribution, nested_in: int | None) -> RowPlan:
    text, speaker, addressee = article.text, attribution.speaker, attribution.addressee
    name = _clean(speaker.name) if speaker else None
    spans = tuple(
        (role, number, start, end, seen(text[start:end]))
        for role, group in (
            ("source", attribution.source),
            ("cue", attribution.cue),
            ("content", attribution.content),
        )
        for number, (start, end) in enumerate(group)
    )
    return RowPlan(
        key=spans_key(attribution),
        content=attribution.content,
        spans=spans,
        kind=attribution.kind,
        confidence=round(attribution.confidence, DECIMALS),
        speaker=name,
        speaker_type=speaker.type if speaker else "unresolved",
        description=_clean(speaker.description) if speaker else None,
        method=speaker.method if speaker else "unresolved",
        mention=speaker.mention if speaker else None,
        speaker_confidence=round(speaker.confidence, DECIMALS) if speaker else None,
        names=_names(text, name, speaker.mention if speaker else None),
        affiliation=_affiliation(text, attribution),
        nested_in=nested_in,
        quote=joined(text, attribution.content) or "",
        cue=joined(text, attribution.cue),
        source=joined(text, attribution.source),
        act=attribution.act,
        negated=int(attribution.negated),
        hedged=int(attribution.hedged),
        source_type=_source_type(article, attribution, name),
        addressee=_clean(text[addressee[0] : addressee[1]]) if addressee else None,
        addressee_span=addressee,
        targets=_targets(text, attribution),
    )


def _source_type(article: Article, attribution: Attribution, name: str | None) -> SourceType | None:
    """Return the type of source; the text alone does not tell which of the papers in it is its own."""
    if attribution.source_type == "organisation" and name and article.outlet:
        own, called = (fold_key(each).removeprefix("the ") for each in (article.outlet, name))
        if own == called:
            return "outlet"
    return attribution.source_type


def _targets(text: str, attribution: Attribution) -> tuple[TargetRow, ...]:
    rows: list[TargetRow] = []
    met: set[tuple[str | None, bool]] = set()
    for position, target in enumerate(attribution.targets):
        name, own, (start, end) = _clean(target.name), target.own, target.mention
        rows.append(
            (
                position,
                name,
                fold_key(name) if name else None,
                target.type,
                int(own),
                int((name, own) in met),
                seen(text[start:end]),
                start,
                end,
                target.method,
                round(target.confidence, DECIMALS),
            )
        )
        met.add((name, own))
    return tuple(rows)


def _names(text: str, name: str | None, mention: tuple[int, int] | None) -> tuple[str, ...]:
    """Return a speaker's name, and the mention that decided where it is another form of that name."""
    if name is None:
        return ()
    names = [name]
    if mention:
        written = " ".join(seen(text[mention[0] : mention[1]]).split())
        # A form of the name shares a word with it; "the minister" does not.
        if set(fold_key(written).split()) & set(fold_key(name).split()):
            names.append(written)
    return tuple(dict.fromkeys(names))


def _affiliation(text: str, attribution: Attribution) -> AffiliationPlan | None:
    stated = attribution.affiliation
    if stated is None:
        return None
    role, organisation = _clean(stated.role), _clean(stated.organisation)
    if role is None and organisation is None:
        return None
    return AffiliationPlan(
        role=role,
        organisation=organisation,
        evidence=joined(text, stated.evidence) or "",
        evidence_spans=json.dumps(stated.evidence),
        state=stated.state,
        party=stated.party,
    )


def _check(article: Article, attribution: Attribution, index: int, count: int) -> None:
    spans = [*attribution.content, *attribution.source, *attribution.cue]
    if attribution.affiliation:
        spans += attribution.affiliation.evidence
    if attribution.speaker and attribution.speaker.mention:
        spans.append(attribution.speaker.mention)
    if attribution.addressee:
        spans.append(attribution.addressee)
    spans += [target.mention for target in attribution.targets]
    length = len(article.text)
    where = f"Attribution {index} of article {article.id or article.path or article.title or '(no name)'}"
    wrong = next((span for span in spans if not 0 <= span[0] < span[1] <= length), None)
    if wrong is not None:
        raise StoreError(
            f"{where} has a span {list(wrong)} outside its text of {length} characters: "
            "extract and save the same text. Nothing of the article was saved."
        )
    if not attribution.content:
        raise StoreError(f"{where} has no content: leave it out. Nothing of the article was saved.")
    outer = attribution.nested_in
    if outer is not None and not 0 <= outer < count:
        raise StoreError(
            f"{where} is nested in attribution {outer}, and there are {count}: "
            "save an article's attributions together. Nothing of the article was saved."
        )


def _clean(name: str | None) -> str | None:
    """Return a name with single spaces (it may stand over two lines of the text); None for no words."""
    return " ".join(seen(name).split()) or None if name else None


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
