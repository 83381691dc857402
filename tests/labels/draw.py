"""Draw the PolNeAR attributions that are labelled by hand, with a seed: act, negated, hedged, nested.

    PYTHONPATH=. python tests/labels/draw.py acts /path/to/polnear

prints one JSON line an item: the article's id and the offsets of source, cue and content. Acts are drawn from
all attributions of dev. The others are candidates of a search that is meant to be far wider than any rule of
the program: most of them are no case at all, and stay in the labels as such. They come from dev and from the
held-out tenth of train, on which the program's model has not learned, in a seeded order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from drawing import Item, main, seeded

from attribution.training.data.corpora import Triple, hold_out, polnear

SEED = 3
ACTS = 200
_AROUND = 30  # characters on either side of a cue

# Any word that denies, withholds or stands in for a denial.
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|hardly|barely|rarely|seldom|scarcely|few)\b"
    r"|n[’'`]t\b|\b(?:fail|refus|declin|den[iy]|avoid|reject|dismiss|disput|disagree|silen|unable|unwilling)\w*"
    r"|\b(?:yet to|instead of|rather than|far from|un(?:aware|sure|certain|clear)|loath|reluctant)\b",
    re.I,
)
# Any word that makes something less than certain.
_HEDGE = re.compile(
    r"\b(?:reported|alleged|supposed|purported|apparent|evident|seeming|presumab|ostensib|probab|possib|perhaps"
    r"|maybe|likel|appear|seem|rumou?r|hint|impl[iy]|as if|as though|said to|thought to|believed to|known to"
    r"|understood to|quoted as|sort of|kind of|almost|somewhat|tacit|virtual|effectively|in effect|essentially)\w*"
    r"|\b(?:may|might|could|would|can|should|must|if|whether)\b|[’']d\b",
    re.I,
)
# What the first two searches find seldom and readers of news meet often: words that were not said, and hearsay.
_UNSAID = re.compile(
    r"\b(?:not|never|no|nobody|neither|nor|without|fail\w*|refus\w+|declin\w+|yet to|unable|unwilling"
    r"|stopped short|avoid\w*)"
    r"\b.{0,30}\b(?:sa(?:y|id|ying)|tell|told|comment\w*|respon\w+|answer\w*|repl\w+|mention\w*|speak\w*"
    r"|discuss\w*|address\w*|specif\w+|explain\w*|name|claim\w*|den[iy]\w*|confirm\w*|acknowledg\w*|elaborat\w*"
    r"|describ\w*|disclos\w*|admit\w*|condemn\w*|apologi\w*|call\w*|write|offer\w*|endors\w*|promis\w*)\b"
    r"|n[’'`]t\b.{0,30}\b(?:sa(?:y|id|ying)|tell|told|comment\w*|respon\w+|answer\w*|repl\w+|mention\w*|speak\w*"
    r"|discuss\w*|address\w*|specif\w+|explain\w*|name|claim\w*|den[iy]\w*|confirm\w*|acknowledg\w*|call\w*)\b",
    re.I,
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|alleged\w*|supposed\w*|purported\w*|apparent\w*|seemingly|presumabl\w+|ostensibl\w+|rumou?r\w*"
    r"|(?:is|are|was|were|been|being) (?:said|thought|believed|known|understood|reported|rumou?red|expected) to"
    r"|quoted as|may have|might have|could have|must have|appear\w* to|seem\w* to)\b",
    re.I,
)
# Any form of a verb or noun that can report, and any quotation mark inside a content.
_REPORT = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|ask\w*|repl(?:y|ies|ied)|answer\w*|wr(?:ite|ites|ote|iting)"
    r"|written|tweet\w*|report\w*|claim\w*|announc\w*|argu\w+|accus\w*|warn\w*|promis\w*|insist\w*|suggest\w*"
    r"|call(?:s|ed|ing)?|declar\w*|admit\w*|acknowledg\w*|not(?:es|ed|ing)|add(?:s|ed|ing)|explain\w*|stat(?:es|ed|ing)"
    r"|according|assert\w*|alleg\w*|den(?:y|ies|ied|ying)|confirm\w*|reveal\w*|predict\w*|vow\w*|pledg\w*|complain\w*"
    r"|urg(?:e|es|ed|ing)|describ\w*|testif\w*|shout\w*|talk\w*|speak\w*|spoke\w*|mention\w*|statement\w*"
    r"|respond\w*|conclud\w*|demand\w*|criticiz\w*|prais\w*|recommend\w*|estimat\w*|learn\w*|heard|word)\b",
    re.I,
)
_INNER_MARK = re.compile(r"(?<!\w)[‘'](?=\w)|(?<=\w)[“\"]|(?<=[\s,])[“\"‘](?=\w)")


def _near_cue(triple: Triple, text: str, pattern: re.Pattern[str]) -> bool:
    if not triple.cue:
        return False
    low, high = max(0, triple.cue[0][0] - _AROUND), triple.cue[-1][1] + _AROUND
    return bool(pattern.search(text[low:high]))


def _negated(triple: Triple, text: str) -> bool:
    return _near_cue(triple, text, _NEGATION)


def _hedged(triple: Triple, text: str) -> bool:
    return _near_cue(triple, text, _HEDGE)


def _nested(triple: Triple, text: str) -> bool:
    return any(
        _REPORT.search(text, start, end) or _INNER_MARK.search(text, start + 2, end)
        for start, end in triple.content
    )


def _unsaid(triple: Triple, text: str) -> bool:
    return _near_cue(triple, text, _UNSAID)


def _hearsay(triple: Triple, text: str) -> bool:
    return _near_cue(triple, text, _HEARSAY)


TESTS: dict[str, Callable[[Triple, str], bool]] = {
    "negated": _negated,
    "unsaid": _unsaid,
    "hedged": _hedged,
    "hearsay": _hearsay,
    "nested": _nested,
}
WHOLE_TRAIN = ("unsaid", "hearsay")  # too rare for the held-out tenth


def draw(task: str, folder: Path) -> Sequence[Item]:
    """Return the items of a task in their seeded order; for the candidates of a search, all of them."""
    documents = polnear(folder, "dev")
    if task == "acts":
        return seeded(documents, lambda triple, text: True, seed=SEED)[:ACTS]
    train = polnear(folder, "train")
    documents += train if task in WHOLE_TRAIN else hold_out(train, seed=7)[1]
    return seeded(documents, TESTS[task], seed=SEED)


if __name__ == "__main__":
    main(draw)
