"""Whom "they", "both", "his wife" and "the former senator" mean, on small fictional texts; trees given by hand."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import pytest
from hand_made import grammar
from speaker_cases import parse, resolve

from attribution.records import Speaker

SAYS = "{q:said} {c:it was late}."


def last_speaker(marked: str, tree: str | None = None) -> Speaker:
    text, attributions, entities = parse(marked)
    speaker = resolve(text, attributions, entities, None, grammar(text, tree) if tree else None)[-1].speaker
    assert speaker is not None
    return speaker


@pytest.mark.parametrize(
    ("marked", "name", "description"),
    [
        # the article names them by the same noun and owner
        ("[p:Oda Brask] came with [p:Jan Holm], her [r:husband]. " + "{s:Her husband} " + SAYS, "Jan Holm", None),
        ("[p:Oda Brask]'s [r:brother], [p:Jan Holm], came. {s:Brask's brother} " + SAYS, "Jan Holm", None),
        # another's manager, another kind of manager, and one who is one of many
        ("[p:Tom Reed]'s campaign manager, [p:Jan Holm], met [p:Oda Brask]. It rained for long that day. It was cold. "
         "{s:Brask's campaign manager} " + SAYS, None, "Brask's campaign manager"),
        ("[p:Oda Brask] met her bank manager, [p:Jan Holm]. {s:Brask's campaign manager} " + SAYS, None, "Brask's campaign manager"),
        # two who are called so
        ("[p:Oda Brask] came with [p:Jan Holm], her brother, and [p:Tom Holm], her brother. {s:Her brother} " + SAYS, None, "Her brother"),
    ],
)  # fmt: skip
def test_with_an_owner(marked: str, name: str | None, description: str | None) -> None:
    speaker = last_speaker(marked)
    assert (speaker.name, speaker.description) == (name, description)
    assert speaker.method == ("nominal" if name else "unnamed")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # gender leaves one out
        ("Mrs. [p:Oda Brask] met Ms. [p:Ida Reed] and Mr. [p:Jan Holm]. {s:Both women} " + SAYS, "Oda Brask and Ida Reed"),
        # three to choose from, things, and more than two
        ("[p:Oda Brask] came. [p:Tom Reed] came. [p:Jan Holm] came. {s:Both} " + SAYS, None),
        ("[p:Oda Brask] met [p:Jan Holm]. {s:Both sides of the debate} " + SAYS, None),
        ("[p:Oda Brask] met [p:Jan Holm]. {s:The three senators} " + SAYS, None),
    ],
)  # fmt: skip
def test_two_people(marked: str, name: str | None) -> None:
    assert last_speaker(marked).name == name


@pytest.mark.parametrize(
    ("marked", "tree", "name", "description"),
    [
        # several people who are joined
        ("[p:Oda Brask] and [p:Jan Holm] met. {s:They} " + SAYS,
         "Oda/PROPN/nsubj/5 Brask/PROPN/flat/0 and/CCONJ/cc/3 Jan/PROPN/conj/0 Holm/PROPN/flat/3 met/VERB/root/5 ./PUNCT/punct/5 "
         "They/PRON/nsubj/8 said/VERB/root/8 it/PRON/nsubj/11 was/AUX/cop/11 late/ADJ/ccomp/8 ./PUNCT/punct/8",
         "Oda Brask and Jan Holm", None),
        # a people with a name
        # no subject of several
        ("The diver saw boats. {s:They} " + SAYS,
         "The/DET/det/1 diver/NOUN/nsubj/2 saw/VERB/root/2 boats/NOUN/obj/2 ./PUNCT/punct/2 "
         "They/PRON/nsubj/6 said/VERB/root/6 it/PRON/nsubj/9 was/AUX/cop/9 late/ADJ/ccomp/6 ./PUNCT/punct/6",
         None, "They"),
    ],
)  # fmt: skip
def test_they_without_a_link(marked: str, tree: str, name: str | None, description: str | None) -> None:
    speaker = last_speaker(marked, tree)
    assert (speaker.name, speaker.description) == (name, description)
    assert (speaker.type == "unresolved") == (description == "They")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # "New" of a place is not what is to come
        ("Gov. [p:Oda Brask] of [l:New Norland] came. {s:The [l:New Norland] governor} " + SAYS, "Oda Brask"),
        # a short title is the same role as the whole word
        ("[r:Gov.] [p:Oda Brask] met [p:Jan Holm], a [r:politician]. {s:The governor} " + SAYS, "Oda Brask"),
        # an office somewhere is its own
        ("[p:Oda Brask] was glad. {s:The attorney general of [l:Norland]} " + SAYS, None),
        # "the government" is no person
        ("[p:Oda Brask] was glad. {s:The government} " + SAYS, None),
        # one of a party's people, whatever the recogniser took the words for
        ("[p:Oda Brask] was glad. {s:The [x:Republican]} " + SAYS, "Oda Brask"),
        ("[p:Oda Brask] was glad. {s:The [l:Norland] Republican} " + SAYS, "Oda Brask"),
        ("[p:Oda Brask] was glad. {s:The [o:Norland Democrat]} " + SAYS, "Oda Brask"),
        ("[p:Oda Brask] was glad. {s:The [l:Norland] independent} " + SAYS, "Oda Brask"),
        ("[p:Oda Brask] was glad. {s:A [l:Norland] Democrat} " + SAYS, None),
        # who made the figures speaks through them
        ("[p:Oda Brask] was glad. {s:Data from the [o:Norland Survey]} " + SAYS, "Norland Survey"),
        ("[p:Oda Brask] was glad. {s:The latest findings by [o:Harbour Institute]} " + SAYS, "Harbour Institute"),
        ("[p:Oda Brask] was glad. {s:Data from the 2014 [o:Norland Survey]} " + SAYS, "Norland Survey"),
        ("[p:Oda Brask] was glad. {s:Data} " + SAYS, None),
        # a paper, a party
        ("[p:Oda Brask] was glad. {s:The [o:Independent]} " + SAYS, "Independent"),
        ("[p:Oda Brask] was glad. {s:The [o:Norland Democratic Party]} " + SAYS, "Norland Democratic Party"),
    ],
)  # fmt: skip
def test_by_a_role(marked: str, name: str | None) -> None:
    assert last_speaker(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[p:Oda Brask]’s campaign met the [o:Harbour Council]. {s:The campaign} " + SAYS, "Oda Brask’s campaign"),
        ("The [o:Brask campaign] met the [o:Harbour Council]. {s:The campaign} " + SAYS, "Brask campaign"),
        # the one that was named last
        ("[p:Oda Brask]’s campaign met the [p:Reed] campaign. {s:The campaign} " + SAYS, "Reed campaign"),
        # no other body is one
        ("[p:Oda Brask] met the [o:Harbour Council]. {s:The campaign} " + SAYS, None),
    ],
)  # fmt: skip
def test_whose_campaign(marked: str, name: str | None) -> None:
    assert last_speaker(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # the name follows the phrase that holds the pronoun
        ("[p:Jan Holm] came. In {s:her} statement, Mrs. [p:Oda Brask] " + SAYS, "Oda Brask"),
        ("[p:Jan Holm] came. After {s:he} left, [p:Tom Reed] " + SAYS, "Tom Reed"),
        # but not where the phrase names somebody, somebody of the other gender follows, or another word
        ("[p:Jan Holm] came. In {s:his} statement, Mrs. [p:Oda Brask] " + SAYS, "Jan Holm"),
        ("[p:Jan Holm] came. In {s:his} statement, rivals of [p:Tom Reed] " + SAYS, "Jan Holm"),
        # whom a quotation addresses by a name of the other gender is not whom "she" goes back to
        ("[p:Ida Reed] sat there. It rained. It snowed. It was a long day. The sun set. The lamp was lit. It was late. "
         "Nobody came. The clock struck. {c:“Goodbye, [p:Robert]. You helped.”} {=}{c:“He is useless,”} {s:she} {q:said}.", "Ida Reed"),
        # who has just spoken goes on, and not whom he spoke about
        ("{c:“No,”} {q:said} {s:Mr. [p:Tom Reed]} about the plan of [p:Jan Holm]. {=}{s:He} {q:added} {c:that it was late}.", "Tom Reed"),
        ("[p:Tom Reed] spoke. Counter to {s:his} reputation, Mr. [p:Jan Holm] " + SAYS, "Jan Holm"),
        ("[p:Kim Reed] came. It rained. It snowed. It was cold. [p:Sally Holm] came and left. {s:He} " + SAYS, "Kim Reed"),
        # nobody names himself in his own quotation
        ("[p:Jan Holm] came. {c:“[p:Tom Reed] is late,”} {s:he} {q:said}.", "Jan Holm"),
        ("[p:Jan Holm] came. {c:“Go, [p:Tom Reed]! Go, [p:Tom Reed]!”} {s:he} {q:said}.", "Jan Holm"),
        # one to whom something is done tells nothing of the name before
        ("[p:Sal Holm] backed her in May. [p:Sal Holm] met her in June. [p:Sal Holm] saw her in July. [p:Oda Brask] slept. [p:Sal Holm] left. {s:He} " + SAYS,
         "Sal Holm"),
    ],
)  # fmt: skip
def test_pronouns(marked: str, name: str) -> None:
    assert last_speaker(marked).name == name
