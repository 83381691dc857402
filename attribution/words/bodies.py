"""Organisations, and names of one: "the Royal United Services Institute (RUSI)" and "RUSI". Pure."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from attribution.words import lists
from attribution.words.text import fold_key

_words = partial(lists.words, "bodies")

# Heads of phrases that name or mean a body of people, and those that "the" makes refer back to one named before.
ORG_NOUNS = _words("nouns")
ORG_REFERENCES = ORG_NOUNS - _words("no references")
# What a body of a kind may be called: the numbers of the groups that a noun is in.
KINDS = {
    noun: frozenset(number for number, group in enumerate(lists.groups("bodies", "kinds")) if noun in group)
    for noun in frozenset().union(*lists.groups("bodies", "kinds"))
}
# What bodies are called in other languages, as the first word of a name.
FOREIGN_BODIES = _words("foreign")
# Bodies known by a place, a building or a street.
METONYMS = _words("metonyms")

_LEGAL = _words("legal")
_SAME = lists.by_word("bodies", "same")
_DEPARTMENTS = _words("departments")
_COURTS = _words("courts")
_GOVERNMENT = frozenset(f"department of {field}" for field in _DEPARTMENTS)
_COMMON = _words("common")
_SMALL = _words("small")
_BRACKET = re.compile(r"\s*\((?:the\s+)?(?P<short>[A-Z][\w.&-]{1,8})\)\s*$")
_SHORT = re.compile(r"(?:the\s+)?(?P<short>(?:[A-Z]\.?){2,7})")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_MOST_OF_AN_OWNER = 3  # words: "John Quincy Adams campaign"


@lru_cache(maxsize=65536)
def core(name: str) -> str:
    """Return the words of a name that count: folded, without "the", "(RUSI)", "Inc." and a possessive's ending.

    Names that are one for everybody have one core: "GOP" and "Republican Party", "Justice Department" and
    "Department of Justice", "Reed’s presidential camp" and "Reed campaign".
    """
    words = _joined_letters(fold_key(_POSSESSIVE.sub("", _BRACKET.sub("", name))).split())
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    if len(words) > 1 and words[-1] == "camp":
        words[-1] = "campaign"
    if len(words) > 2 and words[-2:] == ["presidential", "campaign"]:
        del words[-2]
    joined = " ".join(words)
    return _SAME.get(joined) or _department(words) or joined


def owner(name: str) -> str:
    """Return whose campaign a name is ("hillary clinton"), "" where it is another body's."""
    *words, last = core(name).split()
    return " ".join(words) if last == "campaign" and 0 < len(words) <= _MOST_OF_AN_OWNER else ""


def common(name: str) -> bool:
    """Tell whether a name is nouns that mean another in each article ("the Commission", "a Nevada Democrat")."""
    words = core(name).split()
    if len(words) > 1 and words[-1] in ("democrat", "republican"):
        return True
    nouns = all(word in _COMMON or word in _SMALL for word in words) and core(name) not in _GOVERNMENT
    return nouns or core(name) in _COURTS


def short_form(name: str) -> str:
    """Return the letters of a name that is nothing but an acronym ("the E.P.A." is ``epa``), else ""."""
    found = _SHORT.fullmatch(name.strip())
    letters = fold_key(found["short"]).replace(" ", "") if found else ""
    return "" if letters in _SAME or letters in _COMMON else letters


def initials(name: str, *, small: bool = False) -> str:
    """Return the first letters of the words that count, with those of "of" and the like where ``small``."""
    return "".join(word[0] for word in core(name).split() if small or word not in _SMALL)


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


def spelled_out(text: str, short: str) -> str:
    """Return the core of the one name in a text that has these letters for its initials, else ""."""
    letters = [re.escape(letter.upper()) for letter in short]
    if len(letters) < 3 or not short.isalpha():
        return ""
    between = r"(?:[ \-]|[ \-](?:of|for|the|and|on|in|to|&)(?: the)?[ \-])"
    found = re.finditer(r"\b" + between.join(rf"{letter}[\w’'.]*\w" for letter in letters) + r"\b", text)
    names = {core(" ".join(match[0].split())) for match in found}
    return names.pop() if len(names) == 1 else ""


def block(name: str) -> str:
    """Return the key under which an organisation's names are looked for together."""
    if owner(name):  # full names and surnames of an owner come together
        return " ".join(core(name).split()[-2:])
    return short_form(name) or (initials(name) if " " in core(name) else core(name))


def _department(words: list[str]) -> str:
    """Return "department of justice" for the words of that and of "US Justice Department", else ""."""
    words = words[1:] if words[0] == "us" else words
    if words[-1] == "department":
        field = " ".join(words[:-1])
    elif words[:2] == ["department", "of"]:
        field = " ".join(words[2:]).removeprefix("the ")
    else:
        return ""
    return f"department of {field}" if field in _DEPARTMENTS else ""


def _letters(short: str) -> str:
    return fold_key(short).replace(" ", "")


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
