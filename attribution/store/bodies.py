"""Names of organisations: "the Royal United Services Institute (RUSI)" and "RUSI" are one. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from attribution.store.folding import fold

_LEGAL = frozenset(
    """
    inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ag sa nv bv spa oyj ab asa pty
    """.split()
)
# Acronyms of two letters stand for too much to be told by their letters, but for these.
_KNOWN = {
    "un": "united nations", "eu": "european union", "ap": "associated press", "uk": "united kingdom",
    "us": "united states",
}  # fmt: skip
_SMALL = frozenset("of for the and on in at to de du des la le & von und".split())
_BRACKET = re.compile(r"\s*\((?:the\s+)?(?P<short>[A-Z][\w.&-]{1,8})\)\s*$")
_SHORT = re.compile(r"(?:the\s+)?(?P<short>(?:[A-Z]\.?){2,7})")


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """Return the words of a name that count: folded, without "the", "(RUSI)" and "Inc."."""
    words = _joined_letters(fold(_BRACKET.sub("", name)).split())
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return " ".join(words)


def short_form(name: str) -> str:
    """Return the letters of a name that is nothing but an acronym ("the U.N." is ``un``), else ""."""
    found = _SHORT.fullmatch(name.strip())
    return fold(found["short"]).replace(" ", "") if found else ""


def initials(name: str, *, small: bool = False) -> str:
    """Return the first letters of the words that count, with those of "of" and the like where ``small``."""
    return "".join(word[0] for word in core(name).split() if small or word not in _SMALL)


def known(short: str, full: str) -> bool:
    """Tell whether everybody knows what an acronym of two letters stands for, and it is this."""
    return _KNOWN.get(short) == full


def stated_short_form(text: str, name: str) -> str:
    """Return the acronym that a text gives for a name: in brackets behind it, or it stands before the name's."""
    own = _BRACKET.search(name)
    if own and _abbreviates(own["short"], name):
        return _letters(own["short"])
    if " " not in name.strip():
        return ""
    for found in re.finditer(re.escape(name) + r"\s*\((?:the\s+)?(?P<short>[A-Z][\w.&-]{1,8})\)", text):
        if _abbreviates(found["short"], name):
            return _letters(found["short"])
    return ""


def block(name: str) -> str:
    """Return the key under which an organisation's names are looked for together."""
    return short_form(name) or (initials(name) if " " in core(name) else core(name))


def _letters(short: str) -> str:
    return fold(short).replace(" ", "")


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of an acronym are first letters of the name's words, in order."""
    letters, available = _letters(short), iter(initials(name, small=True))
    return len(letters) > 1 and letters[0] == core(name)[0] and all(letter in available for letter in letters)


def _joined_letters(words: list[str]) -> list[str]:
    """Join letters that stand alone: the "u s" of "U.S." is the "us" of "US"."""
    joined: list[str] = []
    open_run = False
    for word in words:
        if len(word) == 1 and open_run:
            joined[-1] += word
        else:
            joined.append(word)
        open_run = len(word) == 1
    return joined
