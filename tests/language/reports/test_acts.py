"""What a cue says was done, and whether it was negated or hedged. Marks as in marked.py."""

from __future__ import annotations

import pytest
from marked import Span, read_marked

from attribution.language.reports.acts import act_of
from attribution.language.reports.polarity import hedged, negated

ACTS = [
    ("<s>Ilse Marchetti</s> <q>said</q> <c>that the tide would turn</c>.", "speech"),
    ("<q>According to</q> <s>Ilse Marchetti</s>, <c>the tide will turn</c>.", "speech"),
    ("<s>Marchetti</s><q>:</q> <c>Tide will turn</c>", "speech"),
    ("<c>“The tide turns.”</c>", "speech"),
    ("<s>The mayor</s> <q>declined to comment on</q> <c>the plan</c>.", "speech"),
    ("<s>Stein</s> <q>attacked</q> <c>Voss for the delay</c>.", "speech"),
    ("<s>Voss</s> <q>promised</q> <c>to open the gates</c>.", "speech"),
    ("<s>Stein</s> <q>agreed</q>: <c>“She is right.”</c>", "speech"),
    ("<s>Stein</s> <q>pointed out</q> <c>that it rained</c>.", "speech"),
    ("<s>Voss</s> <q>wrote</q> <c>that it was over</c>.", "writing"),
    ("<s>Voss</s> <q>tweeted</q>: <c>“It is over.”</c>", "writing"),
    ("In a statement, <s>the bank</s> <q>said</q> <c>it was solvent</c>.", "writing"),
    ("<c>“We are solvent,”</c> <s>the bank</s> <q>said</q> in a letter to its clients.", "writing"),
    ("<q>According to</q> <s>the Tarn Wire newspaper</s>, <c>it is over</c>.", "writing"),
    ("<s>The Harrow Gazette</s> <q>reported</q> <c>that it was over</c>.", "writing"),
    ("<s>The complaint</s> <q>says</q> <c>he was late</c>.", "writing"),
    ("<s>Wenn</s> <q>said</q> <c>his financial statements were good</c>.", "speech"),
    ("<c>“I don’t know,”</c> <s>Wenn</s> <q>replied</q>, ignoring his previous statement.", "speech"),
    ("The judge wanted no more statements. <s>He</s> <q>told</q> Falk <c>to go on</c>.", "speech"),
    ("<s>Noll</s> <q>told</q> jurors during closing statements <c>that it was safe</c>.", "speech"),
    ("<s>Several figures in the party</s> <q>said</q> <c>he should go</c>.", "speech"),
    ("<s>The letter signed by seven physicians</s> <q>said</q> <c>the ward was full</c>.", "writing"),
    ("<s>Voss</s> <q>believes</q> <c>it is over</c>.", "belief"),
    ("<s>Voss</s> <q>seemed to think</q> <c>it was over</c>.", "belief"),
    ("<s>Many</s> <q>see</q> <c>the ferry as a burden</c>.", "belief"),
    ("<q>In</q> <s>her</s> <q>eyes</q>, <c>it is over</c>.", "belief"),
    ("<s>Voss</s> <q>expects</q> <c>a storm</c>.", "belief"),
    ("<s>Stein</s> <q>agrees</q> <c>that it rained</c>.", "belief"),
    ("<s>Voss</s> <q>plans</q> <c>to open the gates</c>.", "intention"),
    ("<s>Voss</s> <q>wants</q> <c>the gates open</c>.", "intention"),
    ("<s>Stein</s> <q>agreed</q> <c>to pay the fine</c>.", "intention"),
    ("<s>She</s> <q>would like</q> <c>to see it again</c>.", "intention"),
    ("<s>Voss</s> <q>refuses</q> <c>to pay the fine</c>.", "intention"),
    ("<s>Voss</s> <q>hopes</q> <c>it is over</c>.", "feeling"),
    ("<s>Residents</s> <q>are worried about</q> <c>the noise</c>.", "feeling"),
    ("<s>Voss</s> <q>heard</q> <c>that it was over</c>.", "perception"),
    ("<s>The tribunal</s> <q>found</q> <c>that it was over</c>.", "perception"),
    ("<s>The poll</s> <q>found</q> <c>that most agree</c>.", "evidence"),
    ("<q>According to</q> <s>a survey of 800 sailors</s>, <c>most agree</c>.", "evidence"),
    ("<s>The figures</s> <q>show</q> <c>that most agree</c>.", "evidence"),
    ("<s>Poll</s><q>:</q> <c>Most sailors agree</c>", "evidence"),
    ("<s>The council</s> <q>ignored</q> <c>the noise</c>.", "other"),
    ("<c>The ferry</c> <q>seems</q> <c>to be late</c>.", "other"),
]

NEGATED = [
    "<s>Voss</s> <q>did not say</q> <c>when it would open</c>.",
    "<s>Voss</s> <q>didn’t mention</q> <c>the noise</c>.",
    "<s>Voss</s> <q>never claimed</q> <c>that it was safe</c>.",
    "<s>Voss</s> <q>has yet to explain</q> <c>why it closed</c>.",
    "<s>Voss</s> <q>declined to say</q> <c>why it closed</c>.",
    "<s>Voss</s> <q>declined</q> <c>to comment</c>.",
    "<s>Voss</s> <q>avoided calling</q> <c>it a failure</c>.",
    "<s>No one</s> <q>expected</q> <c>a storm</c>.",
    "<s>Few</s> <q>believe</q> <c>it is over</c>.",
    "<s>Voss</s> did not <q>say</q> <c>when it would open</c>.",
    "<s>The letter</s> <q>makes no mention of</q> <c>the noise</c>.",
    "Rather than <q>complain about</q> <c>the noise</c>, they slept.",
    "<s>Voss</s> <q>no longer supports</q> <c>the plan</c>.",
    "Nor did <s>she</s> <q>say</q> <c>when it would open</c>.",
    "<s>Voss</s> <q>wouldn't discuss</q> <c>the noise</c>.",
]
NOT_NEGATED = [
    "<s>Voss</s> <q>said</q> <c>it did not open</c>.",
    "<s>Voss</s> <q>denied</q> <c>that it was late</c>.",
    "<s>Voss</s> <q>refuses</q> <c>to pay the fine</c>.",
    "<s>Voss</s> <q>not only said</q> <c>it was late</c>.",
    "<s>Voss</s> <q>decided not to</q> <c>open the gates</c>.",
    "<s>Voss</s>, who did not win, <q>said</q> <c>it was late</c>.",
    "<c>“No,”</c> <s>she</s> <q>said</q>.",
    "<c>“It did not open,”</c> <s>Voss</s> <q>said</q> without a smile.",
    "<s>Voss</s> <q>is unaware of</q> <c>the noise</c>.",
    "<s>Voss</s> <q>minced no words about</q> <c>the noise</c>.",
]
HEDGED = [
    "<s>Voss</s> <q>reportedly said</q> <c>it was late</c>.",
    "<s>Voss</s> reportedly <q>said</q> <c>it was late</c>.",
    "<s>Voss</s> <q>apparently thinks</q> <c>it is late</c>.",
    "<s>Voss</s> <q>is said to have called</q> <c>it late</c>.",
    "<s>Voss</s> <q>appeared to suggest</q> <c>it was late</c>.",
    "<c>The ferry</c> <q>seems</q> <c>to be late</c>.",
    "<s>Some</s> <q>might say</q> <c>it was late</c>.",
    "<s>Critics</s> <q>would argue</q> <c>it was late</c>.",
    "Perhaps <s>she</s> <q>wants</q> <c>it late</c>.",
    "<s>The council</s> <q>may not want</q> <c>to pay</c>.",
]
NOT_HEDGED = [
    "<s>Voss</s> <q>said</q> <c>it may be late</c>.",
    "<s>Voss</s> <q>alleged</q> <c>that it was late</c>.",
    "<s>Voss</s> <q>would like</q> <c>to leave</c>.",
    "<s>I</s> <q>would say</q> <c>it was late</c>.",
    "<s>Voss</s> <q>would later say</q> <c>it was late</c>.",
    "<s>Voss</s> <q>would not say</q> <c>if it was late</c>.",
    "<c>It</c> <q>seems late to</q> <s>me</s>.",
    "<s>Voss</s> appeared on the radio and <q>said</q> <c>it was late</c>.",
    "<s>Voss</s> <q>is perhaps the loudest critic of</q> <c>the plan</c>.",
]


def spans_of(marked: str) -> tuple[str, list[tuple[Span, ...]]]:
    """The text without its marks, and the spans of source, cue and content."""
    one = read_marked(marked)
    return one.text, [tuple(one.role(role)) for role in ("source", "cue", "content")]


@pytest.mark.parametrize(("marked", "act"), ACTS)
def test_act(marked: str, act: str) -> None:
    text, spans = spans_of(marked)
    assert act_of(text, *spans) == act


@pytest.mark.parametrize("marked", NEGATED)
def test_negated(marked: str) -> None:
    text, spans = spans_of(marked)
    assert negated(text, *spans)


@pytest.mark.parametrize("marked", NOT_NEGATED)
def test_not_negated(marked: str) -> None:
    text, spans = spans_of(marked)
    assert not negated(text, *spans)


@pytest.mark.parametrize("marked", HEDGED)
def test_hedged(marked: str) -> None:
    text, spans = spans_of(marked)
    assert hedged(text, *spans)


@pytest.mark.parametrize("marked", NOT_HEDGED)
def test_not_hedged(marked: str) -> None:
    text, spans = spans_of(marked)
    assert not hedged(text, *spans)
