"""Whom pronouns, roles and relative clauses mean, with hand-made links of the model between words."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from speaker_cases import parse, resolve

from attribution.language.network.coreference import leads
from attribution.records import Speaker


@dataclass(frozen=True)
class Linked:
    """A marked text (see speaker_cases), and for words of it the words they lead to and how surely.

    A word is meant by its last occurrence, or by "word#n" the n-th from 0. ``name`` is None for somebody unnamed,
    whose ``description`` is given, or else for an unresolved source.
    """

    marked: str
    links: dict[str, dict[str, float]]
    name: str | None
    description: str | None = None
    type: str | None = field(default=None)


def place(text: str, word: str) -> int:
    """Where a word begins in a text."""
    plain, _, number = word.partition("#")
    starts = [at for at in range(len(text)) if text.startswith(plain, at) and not text[at - 1 : at].isalnum()]
    return starts[int(number) if number else -1]


def last_speaker(case: Linked) -> Speaker:
    """The speaker of the last attribution."""
    text, attributions, entities = parse(case.marked)
    links = {
        place(text, word): [(place(text, target), share) for target, share in targets.items()]
        for word, targets in case.links.items()
    }
    speaker = resolve(text, attributions, entities, links)[-1].speaker
    assert speaker is not None
    return speaker


PLURALS_AND_THINGS = [
    # a plural that the article does not name, though a body has just spoken
    Linked("{c:“Go,”} {q:said} {s:[o:Tidewatch]}. {=}The divers met there. {s:They} {q:said} {c:it was late}.",
           {"They": {"divers": 0.8}}, None, "The divers", "unnamed"),
    # the link goes to a body that has not spoken
    Linked("[o:Tidewatch] is old. The [o:Harbour Bank] is new. {s:They} {q:said} {c:it was late}.",
           {"They": {"Tidewatch": 0.7, "Bank": 0.1}}, "Tidewatch", type="organisation"),
    # through another pronoun
    Linked("The divers met. They were cold. {s:They} {q:said} {c:it was late}.",
           {"They#1": {"They#0": 0.9}, "They#0": {"divers": 0.9}}, None, "The divers", "unnamed"),
    # first in its sentence, a noun has a capital
    Linked("Divers were cold, and {s:they} {q:said} {c:it was late}.",
           {"they": {"Divers": 0.8}}, None, "Divers", "unnamed"),
    # one person may be "they"
    Linked("[p:Oda Brask] came. {s:They} {q:said} {c:it was late}.", {"They": {"Brask": 0.9}}, "Oda Brask"),
    # too weak a link decides nothing
    Linked("The divers met. {s:They} {q:said} {c:it was late}.", {"They": {"divers": 0.2}}, None, type="unresolved"),
    Linked("{c:“Go,”} {q:said} {s:[o:Tidewatch]}. {=}The report is new. {s:It} {q:says} {c:it was late}.",
           {"It": {"report": 0.8}}, None, "The report", "unnamed"),
    Linked("{c:“Go,”} {q:said} {s:[o:Tidewatch]}. {=}{s:It} {q:added} {c:it was late}.",
           {"It": {"Tidewatch": 0.8}}, "Tidewatch", type="organisation"),
    # a word that somebody is quoted with is not what the author means
    Linked("{c:“The insult deserves an answer,”} {q:said} {s:[o:Tidewatch]}. {=}{c:“Soon,”} {s:it} {q:added}.",
           {"it": {"insult": 0.6}}, "Tidewatch", type="organisation"),
]  # fmt: skip

PERSONS = [
    # somebody unnamed, met outside any source, beside somebody named
    Linked("[p:Jan Holm] saw a doctor. {s:He} {q:said} {c:it was late}.",
           {"He": {"doctor": 0.8, "Holm": 0.1}}, None, "a doctor", "unnamed"),
    Linked("[p:Jan Holm] saw a doctor. {s:He} {q:said} {c:it was late}.",
           {"He": {"doctor": 0.1, "Holm": 0.8}}, "Jan Holm"),
    Linked("[p:Jan Holm] saw a doctor. {s:He} {q:said} {c:it was late}.", {}, "Jan Holm"),
    # through a pronoun of the narrative
    Linked("[p:Jan Holm] saw a doctor. He was old. {s:He} {q:said} {c:it was late}.",
           {"He#1": {"He#0": 0.9}, "He#0": {"doctor": 0.8}}, None, "a doctor", "unnamed"),
    # a description of somebody whose name follows it
    Linked("[p:Jan Holm] came. One local woman, [p:Oda Brask], left. {s:She} {q:said} {c:it was late}.",
           {"She": {"woman": 0.9}}, "Oda Brask"),
    # a woman is no "he", whatever the link says
    Linked("[p:Jan Holm] saw a woman. {s:He} {q:said} {c:it was late}.", {"He": {"woman": 0.9}}, "Jan Holm"),
    # the doctor is named
]  # fmt: skip

ROLES = [
    # an office that is stated of nobody, told by the links of its article or of its noun
    Linked("[p:Jan Holm] met [p:Tom Reed]. {s:The former senator} {q:said} {c:it was late}.",
           {"The": {"Holm": 0.3}}, "Jan Holm"),
    Linked("[p:Jan Holm] met [p:Tom Reed]. {s:The former senator} {q:said} {c:it was late}.",
           {"senator": {"Reed": 0.6}}, "Tom Reed"),
    Linked("[p:Jan Holm] came. {s:The former [x:Norland] Cup winner} {q:said} {c:it was late}.",
           {"winner": {"Holm": 0.6}}, "Jan Holm"),
    Linked("[p:Jan Holm] came. {s:The next president} {q:said} {c:it was late}.",
           {"president": {"Holm": 0.5}}, None, "The next president", "unnamed"),
    # once it was used of somebody
    Linked("[p:Jan Holm] met [p:Tom Reed]. {s:The former senator} {q:said} {c:no}. {=}[p:Tom Reed] left. "
           "{s:The senator} {q:said} {c:it was late}.", {"The#0": {"Holm": 0.9}, "former": {"Holm": 0.9}}, "Jan Holm"),
    Linked("[o:Tidewatch] closed. [o:Harbour Times] opened. {s:The group} {q:said} {c:it was late}.",
           {"group": {"Tidewatch": 0.7}}, "Tidewatch"),
    Linked("{s:Police} {q:said} {c:it was late}. Police commissioner [p:Jan Holm] slept.",
           {}, None, "Police", "unnamed"),
]  # fmt: skip


@pytest.mark.parametrize("case", [*PLURALS_AND_THINGS, *PERSONS, *ROLES], ids=lambda case: case.marked)
def test_whom_links_lead_to(case: Linked) -> None:
    speaker = last_speaker(case)
    assert speaker.name == case.name
    if case.type is not None:
        assert speaker.type == case.type
    if case.description is not None:
        assert speaker.description == case.description


@pytest.mark.parametrize(
    ("marked", "name", "description"),
    [
        ("{c:“Go,”} {q:said} [p:Jan Holm], the leader of the union in [l:Norland], {s:who} {q:added} {c:no}.",
         "Jan Holm", None),
        ("Senator [p:Jan Holm] of [l:Norland], {s:who} {q:said} {c:no}, left.", "Jan Holm", None),
        ("[p:Jan Holm], the pollster, met those {s:who} {q:said} {c:no}.", None, "those"),
        ("[p:Jan Holm], the pollster, met some voters {s:who} {q:said} {c:no}.", None, "some voters"),
        ("[p:Jan Holm] leads the groups {s:that} {q:said} {c:no}.", None, "the groups"),
        ("The story is {s:that} {q:said} {c:no}.", None, None),
    ],
)  # fmt: skip
def test_whom_a_relative_clause_is_about(marked: str, name: str | None, description: str | None) -> None:
    speaker = last_speaker(Linked(marked, {}, name))
    assert (speaker.name, speaker.type == "unresolved") == (name, name is None and description is None)
    assert name is not None or description is None or speaker.description == description


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # who is named in others' words only is not introduced
        ("[p:Oda Brask] spoke. {c:“Had [p:Eva Marie Brask] lived,”} {q:said} {s:[p:Brask]}. "
         "{=}{c:“Go,”} {s:[p:Brask]} {q:added}.", "Oda Brask"),
        ("[p:Oda Brask] spoke. [p:Eva Marie Brask] came. {=}{c:“Go,”} {s:[p:Brask]} {q:added}.", "Eva Marie Brask"),
        # a headline's word before the name
        ("{s:Old [p:Icon Oda Brask]} {q:backs} {c:the mayor}. She is an icon in town. "
         "{=}{c:“Go,”} {q:said} {s:[p:Oda Brask]}.", "Oda Brask"),
        ("{c:“Go,”} {q:said} {s:[p:Eva Oda Brask]}.", "Eva Oda Brask"),
        # a name that a recogniser took for a place's
        ("[l:Laura Street] wrote it. [p:Street] spoke. [p:Street] sat. {c:“Go,”} {s:[p:Street]} {q:said}.",
         "Laura Street"),
        ("[l:Harrow Street] is long. [p:Street] spoke. [p:Street] sat. {c:“Go,”} {s:[p:Street]} {q:said}.", "Street"),
        # cut off after a title
        ("[p:Oda Brask] came. {c:“Go,”} {q:said} {s:[p:Mr]. Holm}.", None),
        ("{s:[p:I've] seen it all} {q:said} {c:no}.", None),
        # a source that runs on
        ("[p:Jan Holm] came. {s:He was among those} {q:said} {c:no}.", "Jan Holm"),
        ("{s:[p:Tom Reed]’s security adviser [p:Jan Holm] former commandant} {q:said} {c:no}.", "Jan Holm"),
        ("{s:[o:Tide] World’s recent analysis} {q:said} {c:no}.", "Tide World"),
        ("{s:the [o:Chief Justice]} {q:said} {c:no}.", None),
        ("[p:Jan Holm], the chief justice, came. {s:The [o:Chief Justice]} {q:said} {c:no}.", "Jan Holm"),
    ],
)  # fmt: skip
def test_names(marked: str, name: str | None) -> None:
    speaker = last_speaker(Linked(marked, {}, name))
    assert speaker.name == name


def test_links_that_end_at_a_word_of_nobody() -> None:
    links = {30: [(20, 0.6), (10, 0.3)], 20: [(5, 0.5)]}
    found = leads(links, 30, {10: 7})
    assert found.owners == {7: pytest.approx(0.3)}
    assert found.words == {20: pytest.approx(0.3), 5: pytest.approx(0.3)}


def test_a_circle_of_links_ends() -> None:
    found = leads({4: [(2, 1.0)], 2: [(4, 1.0)]}, 4, {0: 1})
    assert found.owners == {}
    assert sum(found.words.values()) == pytest.approx(1.0)
