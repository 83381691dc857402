"""Pieces of regular expressions that several rules are made of: alternatives, to be put into a group."""

from __future__ import annotations

NOW_OR_THEN = "is|are|was|were"
BE = f"{NOW_OR_THEN}|be|been|being"
HAVE = "has|have|had"
DO = "do|does|did"
MODALS = "will|would|can|could|should|may|might|must"
NOT = "n[’']t"  # right after an auxiliary, as in "didn't"
_TITLES = ("Mr", "Ms", "Mrs", "Dr", "Sen", "Rep", "Gov")
_ABBREVIATED = (*_TITLES, "Gen", "St", "Jr", r"U\.S", "v", "[A-Z]")
# A full stop after these ends no sentence; to be put before a pattern of one.
NO_TITLE = "".join(rf"(?<!\b{title})" for title in _TITLES)
NO_TITLE_OR_INITIAL = rf"{NO_TITLE}(?<!\bGen)(?<!\b[A-Z])"
# Such a full stop itself.
ABBREVIATING_STOP = "(?:" + "|".join(rf"(?<=\b{word})" for word in _ABBREVIATED) + r")\."
# By what "as the mayor admitted, ..." is told for a report, at the beginning of a sentence or inside words quoted.
REPORTS = (
    r"said|says|admit(?:s|ted)?|acknowledge[sd]?|conced(?:es|ed)|not(?:es|ed)|report(?:s|ed)|wrote|writes|written"
    r"|puts?\sit|explain(?:s|ed)|argue[sd]|warn(?:s|ed)|predict(?:s|ed)|confirm(?:s|ed)|announced|point(?:s|ed)\sout"
    r"|told\s[\w’'.-]+(?:\s[A-Z][\w’'.-]+){0,4}|observed|recall(?:s|ed)"
)
