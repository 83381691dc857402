"""What is known of each person's gender: by given names, titles, role words and the article's own pronouns."""

from __future__ import annotations

import re

from attribution.language.mentions.entities import EntityChain, EntityChains
from attribution.language.mentions.layout import Layout
from attribution.words.known_names import first_name_gender
from attribution.words.roles import GENDERED
from attribution.words.text import fold_word
from attribution.words.titles import Gender
from attribution.words.word_classes import FEMININE, MASCULINE, singular

PRONOUN = re.compile(r"\b(?:she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:him|her(?=[^\w\s]|\s(?:up|down|out|off|back|over|away|when|as|if|because|that|and|or|but|to|of|in|on|at|for|from"
    r"|with|by|about|against|during|after|before|into|a|an|the)\b))\b",
    re.IGNORECASE,
)
# More than a given name alone weighs: lists of names err, so that a name alone excludes nobody.
SURE_OF_GENDER = 2.4
GIVEN_NAME = 2.0
NAME_ALONE = 0.5  # "Kelly" may be a surname
VOTE = 0.6  # of a pronoun


def gather_gender(text: str, chains: EntityChains, layout: Layout) -> None:
    """Fill in what given names, role words and the article's own pronouns say of each person's gender."""
    for chain in chains.entities:
        if chain.type != "person" or not chain.words:
            continue
        weight = GIVEN_NAME if len(chain.words) > 1 else NAME_ALONE
        gender = first_name_gender(chain.words[0])
        chain.female += weight * (gender == "f")
        chain.male += weight * (gender == "m")
        for role in chain.roles:
            stated = GENDERED.get(singular(role))
            chain.female += 2 * (stated == "f")
            chain.male += 2 * (stated == "m")
    # A pronoun votes for the only person whom its sentence names before it, outside quotations. One to whom
    # something is done is rather somebody else: "Brask backed her up"; and where the same pronoun stood before
    # the name, it goes on to mean whom it meant: "She was younger than Brask; she ...".
    told: list[tuple[int, str]] = []
    for match in PRONOUN.finditer(text):
        at, gender = match.start(), pronoun_gender(fold_word(match[0]))
        if gender is None or layout.quoted(at):
            continue
        start = layout.sentence_start(at)
        told = [(where, which) for where, which in told if where >= start]
        people = [m for m in chains.between(start, at)
                  if chains.entities[m.who].type == "person" and not layout.quoted(m.start)]  # fmt: skip
        taken = people and any(which == gender and where < people[0].start for where, which in told)
        told.append((at, gender))
        if len({m.who for m in people}) != 1 or taken or _OBJECT.match(text, at):
            continue
        chain = chains.entities[people[0].who]
        chain.female += VOTE * (gender == "f")
        chain.male += VOTE * (gender == "m")


def gender_of(chain: EntityChain) -> tuple[Gender | None, bool]:
    """A person's gender as far as it is known, and whether it is sure enough to exclude."""
    balance = chain.female - chain.male
    if abs(balance) < 0.5:
        return None, False
    total = chain.female + chain.male
    return ("f" if balance > 0 else "m"), abs(balance) >= SURE_OF_GENDER and abs(balance) > 0.5 * total


def pronoun_gender(word: str) -> Gender | None:
    """The gender of a folded pronoun."""
    return "f" if word in FEMININE else "m" if word in MASCULINE else None
