"""The records that travel between the rooms of the package. Imports nothing of ours.

All offsets are integers that count Unicode characters (``str`` positions) of ``Article.text``,
end exclusive, so that ``article.text[start:end]`` is the text of a span.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Spans = tuple[Span, ...]
Kind = Literal["direct", "mixed", "indirect"]
Act = Literal["speech", "writing", "belief", "intention", "feeling", "perception", "evidence", "other"]
EntityLabel = Literal["PERSON", "ORG", "PLACE", "OTHER"]
SpeakerType = Literal["person", "organisation", "group", "unnamed", "unresolved"]
Method = Literal["named", "surname", "pronoun", "nominal", "continuation", "unnamed", "unresolved"]
SourceType = Literal[
    "person", "organisation", "document", "unnamed_person", "unnamed_group", "outlet", "public", "none"
]
State = Literal["former", "acting", "elect"]
TargetType = Literal["person", "organisation"]


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one text, verbatim.

    ``date`` is ISO 8601 text (a day, or a day with a time); ``path`` is where the text was read
    from, as the user named it; ``id`` is the input's own identifier (a file's stem or a JSON
    line's ``id``), not a database key.
    """

    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: str | None = None
    url: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity as it stands in the text."""

    start: int
    end: int
    label: EntityLabel


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A speaker's role and organisation as the article states it; ``evidence`` are the words that say so.

    ``state`` is how the role is held, None where it simply is; ``party`` the note behind a politician's name, as
    printed ("R-Tarn").
    """

    role: str | None
    organisation: str | None
    evidence: Spans
    state: State | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One whom a source may mean too: the name, and how likely that is, between 0 and 1."""

    name: str
    chance: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source resolved to an entity.

    ``name`` is the fullest form that the article gives, or None where nobody is named ("a senior
    official") or the source could not be resolved. ``description`` is what an unnamed or unresolved
    source is called in the text. ``mention`` is the span of the mention that decided (the full name,
    or the pronoun's antecedent). ``confidence`` is between 0 and 1. ``candidates`` are the likeliest others, at
    most three.
    """

    name: str | None
    type: SpeakerType
    method: Method
    confidence: float
    mention: Span | None = None
    description: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A person or organisation that a content is about: one mention inside the content.

    ``name`` is the fullest form that the article gives; None only where the speaker, who is not named, means
    himself. ``method`` says how the mention was read, as for speakers. ``own`` is true where the mention means the
    speaker.
    """

    name: str | None
    type: TargetType
    mention: Span
    method: Method
    confidence: float
    own: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content in an article, each a tuple of spans in order of the text.

    ``content`` is never empty; ``source`` and ``cue`` may be. ``confidence`` is between 0 and 1. ``act`` is what
    the cue says was done; ``negated``, that it was not ("did not say"); ``hedged``, that the article leaves open
    whether it was ("reportedly said", "might say").
    ``nested_in`` is the index, in the article's list of attributions, of the one this stands in.
    ``source_type`` is what kind of source it is, None before the speaker was looked for; ``addressee``, the words
    for those to whom it was said ("told *the committee*"). ``targets`` are the mentions of persons and
    organisations in the content, in order of the text.
    """

    content: Spans
    source: Spans
    cue: Spans
    kind: Kind
    confidence: float
    speaker: Speaker | None = None
    affiliation: Affiliation | None = None
    nested_in: int | None = None
    act: Act = "speech"
    negated: bool = False
    hedged: bool = False
    source_type: SourceType | None = None
    addressee: Span | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of the extractor. ``started`` is ISO 8601 in UTC; ``options`` is JSON text."""

    version: str
    model: str
    options: str
    started: str
