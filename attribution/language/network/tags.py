"""The label sets of the model's heads: the order is part of the shipped weights."""

from __future__ import annotations

from attribution.records import EntityLabel

ROLES = ("source", "cue", "content")
ENTITY_LABELS: tuple[EntityLabel, ...] = ("PERSON", "ORG", "PLACE", "OTHER")


def bio(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels "O", then "B-x" and "I-x" of each name: B is odd, I is even."""
    return ("O", *(f"{prefix}-{name}" for name in names for prefix in "BI"))


ROLE_TAGS = bio(ROLES)
STATED_TAGS = ("O", "B", "I")  # of what is stated of a named person: the role, the body
ENTITY_TAGS = bio(ENTITY_LABELS)

# Universal Dependencies (de Marneffe et al., Computational Linguistics 2021): parts of speech and relations
_UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
_RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl "
    "fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative "
    "xcomp"
)
UPOS_TAGS = tuple(_UPOS.split())
RELATIONS = tuple(_RELATIONS.split())


def allowed(previous: int, following: int) -> bool:
    """Say whether tag number ``following`` may stand after ``previous`` (an I needs its own B or I before it)."""
    is_inside = following > 0 and following % 2 == 0
    return not is_inside or previous in (following, following - 1)
