"""Where quotations end in a text that has lost its closing marks: a guess, only for reading.

Without any, each quotation seems to run to the end of its paragraph, over the words that say whose it is. Where
a text closes next to none, what looks like "..., he said" is taken to stand outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Mark = tuple[int, int, bool]

_LEAST_OPENED = 3
_MOST_CLOSED = 0.2  # of the opening marks, in a text that has lost its closing marks
_NAME = r"[A-Z][\w.’'-]*(?:[ ][A-Z][\w.’'-]*){0,4}"
_SAYS = (
    "said|says|say|saying|told|tells|added|adds|asked|asks|wrote|writes|tweeted|explained|explains|continued|"
    "continues|noted|notes|replied|replies|responded|responds|argued|argues|recalled|insisted|joked|quipped|"
    "complained|warned|warns|declared|announced|concluded|went on|read|reads|according to|stated|remarked"
)
_WHO = rf"(?:he|she|they|it|I|we|(?:[Tt]he|[Aa]n?|[Oo]ne|his|her|its)(?:[ ][\w’'-]+){{1,3}}|{_NAME})"
_ENDS = re.compile(rf"[,?!.…—–-]\s+(?=(?:{_WHO}[ ])?(?:{_SAYS})\b)")


def with_guesses(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return quotation marks (start, end, opening) with guessed closing ones, each a comma or full stop."""
    opened = sum(opening for _, _, opening in marks)
    if opened < _LEAST_OPENED or len(marks) - opened > _MOST_CLOSED * opened:
        return list(marks)
    found: list[Mark] = []
    limits = [start for start, _, _ in marks[1:]] + [len(text)]
    for mark, limit in zip(marks, limits, strict=True):
        found.append(mark)
        if not mark[2]:
            continue
        paragraph = text.find("\n", mark[1], limit)
        stop = limit if paragraph < 0 else paragraph
        if ends := _ENDS.search(text, mark[1], stop):
            found.append((ends.start(), ends.start() + 1, False))
    return found
