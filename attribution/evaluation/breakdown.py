"""The figures by what an article is about, where it comes from, what the source is, and who is speaking.

Each group has two shares: how much of gold is found with its source (recall of ``+source``), and how many named
speakers are right where a statement is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attribution.evaluation.figures import matches
from attribution.evaluation.labelled import Share
from attribution.evaluation.people import FORMS, share_line, source_form, speaker_right

Row: TypeAlias = Mapping[str, Any]
Key: TypeAlias = Callable[[Row, Row], str | None]  # of a gold row and an attribution in it: the group, if any
Group: TypeAlias = dict[str, Any]

LEAST = 100  # statements that a topic or country needs to be a group
UNSTATED = "not stated"
# The pronouns that show how an article speaks of a person.
_SHE_OR_HE = {"she": "she", "her": "she", "he": "he", "him": "he"}


def breakdown(gold_rows: Sequence[Row], predicted_rows: Iterable[Row], by: str) -> dict[str, Group]:
    """Return the figures of each group of ``BY[by]``, in order: ``found`` and ``speaker``, as ``Share.figures``.

    Topics and countries with fewer than ``LEAST`` statements are left out. Of pronouns there are "she" and "he":
    what most of an article's pronouns for a person are; other statements are in no group. Raises InputError as
    ``figures.evaluate`` does.
    """
    key = BY[by]()
    found: dict[str, Share] = {}
    speakers: dict[str, Share] = {}
    for match in matches(gold_rows, predicted_rows):
        group = key(match.article, match.gold) if match.gold else None
        if match.gold is None or group is None:
            continue
        found.setdefault(group, Share()).add(match.right)
        named = speakers.setdefault(group, Share())
        if match.predicted and match.gold.get("speaker"):
            named.add(speaker_right(match.gold["speaker"], match.predicted.get("speaker")))
    least = LEAST if by in ("topic", "country") else 0
    order = FORMS if by == "form" else sorted(found, key=lambda group: (-found[group].of, group))
    return {
        group: {"found": found[group].figures(), "speaker": speakers[group].figures()}
        for group in order
        if group in found and found[group].of >= least
    }


def as_lines(by: str, groups: Mapping[str, Group]) -> Iterator[str]:
    """Yield the figures of ``breakdown`` as lines for people."""
    yield f"[by {by}]"
    yield f"  {'':<16}{'found with their source':<44}named speakers, right where found"
    for group, figures in groups.items():
        yield f"  {group:<16}{share_line(figures['found']):<44}{share_line(figures['speaker'])}"


def _stated(field: str) -> Callable[[], Key]:
    return lambda: lambda article, _: str(article.get(field) or UNSTATED)


def _form() -> Key:
    return lambda article, one: source_form(one, article["text"])


def _pronoun() -> Key:
    articles: dict[object, dict[str, str]] = {}

    def key(article: Row, one: Row) -> str | None:
        if article["id"] not in articles:
            articles[article["id"]] = pronouns(article)
        return articles[article["id"]].get(one.get("speaker") or "")

    return key


def pronouns(article: Row) -> dict[str, str]:
    """Return "she" or "he" for the speakers of a gold row that are sources by a pronoun: the more frequent one."""
    votes: dict[str, Counter[str]] = {}
    for one in article["attributions"]:
        words = " ".join(article["text"][start:end] for start, end in one.get("source") or ()).lower()
        if one.get("speaker") and words in _SHE_OR_HE:
            votes.setdefault(one["speaker"], Counter())[_SHE_OR_HE[words]] += 1
    return {
        name: max(count, key=count.__getitem__) for name, count in votes.items() if count["she"] != count["he"]
    }


# What figures can be told apart by; each makes the key of one comparison.
BY: Mapping[str, Callable[[], Key]] = {
    "topic": _stated("topic"),
    "country": _stated("country"),
    "form": _form,
    "pronoun": _pronoun,
}
