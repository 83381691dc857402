"""Whom contents are about, on small fictional texts marked as in speaker_cases."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hand_made import grammar
from speaker_cases import parse, resolve

from attribution.records import Target


def targets_of(marked: str, number: int = -1) -> tuple[str, tuple[Target, ...]]:
    text, attributions, entities = parse(marked)
    return text, resolve(text, attributions, entities)[number].targets


# Each mention of the last attribution with whom it means; SELF where it is the speaker.
CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # Names
    ("{s:[p:Oda Brask]} {q:said} {c:[p:Lars Holm] lied to [o:Tidewatch]}.", [("Lars Holm", "Lars Holm"), ("Tidewatch", "Tidewatch")]),
    ("[p:Lars Holm] left. {s:[p:Oda Brask]} {q:said} {c:Mr. [p:Holm] was tired}.", [("Holm", "Lars Holm")]),
    ("{s:[p:Oda Brask]} {q:backs} {c:the [p:Holm] campaign}. [p:Lars Holm] runs.", [("Holm campaign", "Holm campaign")]),
    ("{s:[p:Oda Brask]} {q:said} {c:the [x:Tide Act] was a mistake}.", []),
    ("{s:[p:Oda Brask]} {q:said} {c:it rained in [l:Norland]}.", []),
    ("{s:[p:Oda Brask]} {q:said} {c:it rained in [l:France] today}.", []),
    ("{s:[p:Oda Brask]} {q:said} {c:[l:France] attacked the port}.", [("France", "France")]),
    ("{s:[p:Oda Brask]} {q:said} {c:the [o:Harbour Institute] knew}.", [("Harbour Institute", "Harbour Institute")]),
    # The speaker's own mentions
    ("{c:“I told my sister,”} {q:said} {s:[p:Oda Brask]}.", [("I", "SELF"), ("my", "SELF")]),
    ("{c:“We will see,”} {q:said} {s:a senior official}.", [("We", "SELF")]),
    ("{s:[p:Oda Brask]} {q:said} {c:she would resign}.", [("she", "SELF")]),
    ("{c:She would resign}, {s:[p:Oda Brask]} {q:said}.", [("She", "SELF")]),
    ("{s:[p:Oda Brask]} {q:said} {c:the [p:Brask] papers were hers}.", [("Brask", "SELF"), ("hers", "SELF")]),
    ("The [o:Harbour Institute] met. {s:The institute} {q:said} {c:it had its doubts}.", [("it", "SELF"), ("its", "SELF")]),
    ("The [o:Harbour Institute] met. {s:The institute} {q:said} {c:it was unlikely}.", []),
    ("The [o:Harbour Institute] met. {s:The institute} {q:said} {c:it was looking for staff}.", [("it", "SELF")]),
    ("{s:Officials} {q:say} {c:we are safe}.", []),  # the author's "we"
    ("{s:Officials} {q:say} {c:they had their doubts about them}.", [("they", "SELF"), ("their", "SELF")]),
    ("{s:A delegate} {q:said} {c:she would resign}.", [("she", "SELF")]),
    ("{s:The law} {q:says} {c:they may stay}.", []),
    # whose spokesman calls it by its kind, if its name says of no other
    ("{s:[p:Jan Brask], a [r:spokesman] for the [b:[o:Mine Workers of Norland]],} {q:said} {c:the union had asked for more}.", [("the union", "Mine Workers of Norland")]),
    ("{s:[p:Jan Brask], a spokesman for the [o:Norland Bank],} {q:said} {c:the union had asked for more}.", []),
    ("{s:[p:Jan Brask], a supporter of the [o:Mine Workers of Norland],} {q:said} {c:the union had asked for more}.", []),
    # Quoted in part: "she" outside the marks is the speaker, inside them somebody else
    ("[p:Anna Lind] left. {s:[p:Maria Brask]} {q:said} {c:she was “glad that she left”}.", [("she", "SELF"), ("she", "Anna Lind")]),
    ("{s:[p:Oda Brask]} {q:said} {c:that “we were wrong”}.", [("we", "SELF")]),
    # Pronouns
    ("{c:“[p:Lars Holm] lies, and he knows it,”} {q:said} {s:[p:Oda Brask]}.", [("Lars Holm", "Lars Holm"), ("he", "Lars Holm")]),
    ("[p:Lars Holm] spoke. {c:“He lies,”} {q:said} {s:[p:Anna Brask]}.", [("He", "Lars Holm")]),
    ("[p:Anna Lind] spoke. {c:“She lies,”} {q:said} {s:[p:Maria Brask]}.", [("She", "Anna Lind")]),
    ("{c:“The US must act,”} {q:said} {s:[p:Oda Brask]}.", []),
    # whom the report itself names before "he" is likelier than the speaker
    ("{s:[p:Jan Brask]} {q:said} {c:the test for [p:Lars Holm] is that he pays}.", [("Lars Holm", "Lars Holm"), ("he", "Lars Holm")]),
    # but not where that one does something to "him"
    ("{s:[p:Jan Brask]} {q:said} {c:[p:Lars Holm] is attacking him}.", [("Lars Holm", "Lars Holm"), ("him", "SELF")]),
    ("{s:[p:Jan Brask]} {q:said} {c:[p:Lars Holm] lies, and that hurts him}.", [("Lars Holm", "Lars Holm"), ("him", "Lars Holm")]),
    # a speaker of whose gender nothing is known gives way to one who has just spoken
    ("{c:“No,”} {q:said} {s:Mr. [p:Lars Holm]}, and then {=}{s:[p:Neeraj Brask]} {q:asked} {c:whether he had doubts}.", [("he", "Lars Holm")]),
    # Descriptions
    ("[p:Lars Holm], the governor, left. {s:[p:Oda Brask]} {q:said} {c:that Gov. [p:Holm] lies}.", [("Holm", "Lars Holm")]),
    ("[p:Lars Holm], the [r:governor], left. {c:“The governor lies,”} {q:said} {s:[p:Oda Brask]}.", [("The governor", "Lars Holm")]),
    ("[p:Lars Holm], the governor, left. {c:“The governor of Tarn lies,”} {q:said} {s:[p:Oda Brask]}.", []),
    ("The [o:Harbour Institute] met. {c:“The institute lies,”} {q:said} {s:[p:Oda Brask]}.", [("The institute", "Harbour Institute")]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[marked for marked, _ in CASES])
def test_case(marked: str, expected: list[tuple[str, str | None]]) -> None:
    text, found = targets_of(marked)
    shown = [(text[t.mention[0] : t.mention[1]], "SELF" if t.own else t.name) for t in found]
    assert shown == expected


def test_targets_stand_in_the_content_in_order_and_do_not_overlap() -> None:
    for marked, _ in CASES:
        text, attributions, entities = parse(marked)
        for one in resolve(text, attributions, entities):
            spans = [target.mention for target in one.targets]
            assert spans == sorted(spans)
            assert all(first[1] <= second[0] for first, second in pairwise(spans))
            for target in one.targets:
                start, end = target.mention
                assert any(low <= start < end <= high for low, high in one.content)
                assert 0 < target.confidence <= 1


def test_the_speaker_of_a_quotation_in_a_quotation_is_not_the_outer_one() -> None:
    marked = "{c:“Holm told me, ‘I lost,’”} {q:said} {s:[p:Oda Brask]}. {=}{c:x}"
    text, attributions, entities = parse(marked)
    at = text.index("‘I lost,’")
    inner = replace(attributions[0], content=((at, at + 9),), source=(), cue=(), nested_in=0)
    outer = resolve(text, [attributions[0], inner], entities)[0]
    assert [(text[t.mention[0] : t.mention[1]], t.own) for t in outer.targets] == [("me", True)]


def test_an_unnamed_speaker_has_no_name_as_target() -> None:
    _, found = targets_of("{c:“I saw it,”} {q:said} {s:a senior official}.")
    assert [(target.name, target.own) for target in found] == [(None, True)]


def test_i_in_an_interview_is_who_has_the_turn() -> None:
    text, found = targets_of("{s:[p:BRASK]}{q::} {c:I think my plan is good}.\nHOLM: No.")
    assert [(text[t.mention[0] : t.mention[1]], t.own) for t in found] == [("I", True), ("my", True)]


def test_what_others_own_is_not_the_speakers() -> None:
    marked = "The [o:Harbour Institute] met. {s:The institute} {q:said} {c:other towns would change their rules}."
    text, attributions, entities = parse(marked)
    tree = grammar(
        text,
        "The/DET/det/2 Harbour/PROPN/compound/2 Institute/PROPN/nsubj/3 met/VERB/root/3 ./PUNCT/punct/3 "
        "The/DET/det/6 institute/NOUN/nsubj/7 said/VERB/root/7 other/ADJ/amod/9 towns/NOUN/nsubj/11 "
        "would/AUX/aux/11 change/VERB/ccomp/7 their/PRON/nmod:poss/13 rules/NOUN/obj/11 ./PUNCT/punct/7",
    )
    assert [t.own for t in resolve(text, attributions, entities)[-1].targets] == [True]
    assert resolve(text, attributions, entities, grammar=tree)[-1].targets == ()
