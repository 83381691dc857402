"""What is said of people: the speaker's name, role and organisation, and the kind, where a statement is found.

Gold rows have, beside what ``figures`` reads, the ``people`` that the article names (``name``, ``role``,
``organisation``), and each attribution its ``speaker`` (the full name; None where nobody is named) and ``kind``.
Of a prediction's attributions ``speaker``, ``affiliation`` and ``kind`` are read; nested ones are left out. A
statement is found where half of its content is. Names, roles and organisations may be longer or shorter than in
gold, and words that begin alike are one ("Norland", "Norlandic").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from attribution.evaluation.figures import Match, matches, same_name
from attribution.evaluation.labelled import Share

Row: TypeAlias = Mapping[str, Any]
Figures: TypeAlias = dict[str, dict[str, Any]]

# What is counted, and how it is called for people.
MEASURES = {
    "speaker": "named speakers, right where found",
    "recall": "named speakers, right of all in gold",
    "nobody named": "nobody's statements that get a name",
    "nominal": "sources by description, right",
    "role shown": "roles, shown",
    "role right": "roles, right of shown",
    "organisation shown": "organisations, shown",
    "organisation right": "organisations, right of shown",
    "kind": "kind, right",
}
FORMS = ("name", "nominal", "pronoun", "none")

_WORD = re.compile(r"\w+")
_ALIKE = 4  # letters at the beginning that make two words one
_UNSAID = frozenset("a an and for of s the".split())
_PRONOUNS = frozenset(
    "i we you he she it they him her them his their its who which that one both some other others many all".split()
)
# Family, home and a part in the story: nothing that a speaker is by office or trade.
_NO_ROLES = frozenset(
    "boyfriend brother customer daughter fan father girlfriend homeowner husband local mother neighbor neighbour "
    "parent passenger patient resident shopper sister son survivor suspect victim widow wife witness".split()
)


def people(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> Figures:
    """Return each of ``MEASURES`` with its counts (``right``, ``of``), ``share`` and 95 % interval (``ci95``).

    Raises InputError as ``figures.evaluate`` does.
    """
    shares = {name: Share() for name in MEASURES}
    for match in matches(gold_rows, predicted_rows):
        _count(match, shares)
    return {name: share.figures() for name, share in shares.items()}


def tells_people(gold_rows: Iterable[Row]) -> bool:
    """Say whether gold rows list people."""
    return any("people" in row for row in gold_rows)


def as_lines(figures: Figures) -> Iterator[str]:
    """Yield the figures as lines: the share, its interval, and the counts that make it."""
    yield "[people]"
    for name, words in MEASURES.items():
        yield f"  {words:<38}{share_line(figures[name])}"


def share_line(figure: Mapping[str, Any]) -> str:
    """Return a share with its interval and counts in one line; "-" where there was nothing to count."""
    if not figure["of"]:
        return "-"
    low, high = figure["ci95"]
    return f"{figure['share']:.3f} ({low:.3f} to {high:.3f}), {figure['right']} of {figure['of']}"


def speaker_right(gold: str | None, predicted: str | None) -> bool:
    """Say whether a name is that of gold: the same, or one has all words of the other. None is right for None."""
    if not gold or not predicted:
        return not gold and not predicted
    return same_name(gold, predicted) or _alike(gold, predicted) == 1.0


def source_form(one: Row, text: str) -> str:
    """Return which of ``FORMS`` the source of a gold attribution in ``text`` has.

    It is a pronoun where it begins with one ("his lawyer"), and a name where it has a word of the speaker's.
    """
    source = " ".join(text[start:end] for start, end in one.get("source") or ())
    if not source:
        return "none"
    first = _WORD.match(source.lower())
    if first and first.group() in _PRONOUNS:
        return "pronoun"
    return "name" if _words(source) & _words(one.get("speaker") or "") else "nominal"


def _count(match: Match, shares: Mapping[str, Share]) -> None:
    gold, predicted = match.gold, match.predicted
    if gold is None or "speaker" not in gold:
        return
    right = predicted is not None and speaker_right(gold["speaker"], predicted.get("speaker"))
    if gold["speaker"]:
        shares["recall"].add(right)
    if predicted is None:
        return
    shares["kind"].add(gold.get("kind") == predicted.get("kind"))
    if gold["speaker"]:
        shares["speaker"].add(right)
    else:
        shares["nobody named"].add(not right)
    if source_form(gold, match.article["text"]) == "nominal":
        shares["nominal"].add(right)
    named = [one for one in match.article.get("people", ()) if one["name"] == gold["speaker"]]
    stated = predicted.get("affiliation") or {}
    for key in ("role", "organisation"):
        wanted = named[-1].get(key) if named else None
        if not wanted or (key == "role" and _is_no_role(wanted)):
            continue
        shares[f"{key} shown"].add(bool(stated.get(key)))
        if stated.get(key):
            shares[f"{key} right"].add(_alike(wanted, stated[key]) >= 0.5)


def _is_no_role(role: str) -> bool:
    words = _WORD.findall(role.casefold())
    return "partner of" in role.casefold() or any(
        word in _NO_ROLES or word.removesuffix("s") in _NO_ROLES or re.match("grand.", word) for word in words
    )


def _words(name: str) -> frozenset[str]:
    """Return the words of a name, without accents and small words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(_WORD.findall(plain)) - _UNSAID


def _alike(one: str, other: str) -> float:
    """Return the share of the words of the shorter that stand in the longer, or one that begins alike."""
    few, many = sorted((_words(one), _words(other)), key=len)
    begin = {word[:_ALIKE] for word in many}
    return sum(word in many or (len(word) >= _ALIKE and word[:_ALIKE] in begin) for word in few) / max(1, len(few))
