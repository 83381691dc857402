"""Reports inside reports: which are found, with what source, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attribution.language import extract
from attribution.language.reports.nested import with_nested
from attribution.records import Attribution

if TYPE_CHECKING:
    from spacy.language import Language

# The content of an outer attribution, and the inner source, cue and content that it holds.
FOUND = [
    ("He told me, ‘Never again,’", "He", "told", "‘Never again,’"),
    ("Vera looked at me and said, 'You were late,'", "Vera", "said", "'You were late,'"),
    ("and I said, ‘Madam, that was our table.’", "I", "said", "‘Madam, that was our table.’"),
    ("that officials said the bridge was safe", "officials", "said", "the bridge was safe"),
    ("that two officials had told her the bridge was safe", "two officials", "told", "the bridge was safe"),
    ("the mayor promised to open the gates", "the mayor", "promised", "to open the gates"),
    ("what several members called “fraud”", "several members", "called", "“fraud”"),
    ("They called it a “rant.”", "They", "called", "it a “rant.”"),
    ("an open letter calling Quarrie unfit for office", "an open letter", "calling", "Quarrie unfit for office"),
    (
        "Ms. Voss once described the plan as “the gold standard”",
        "Ms. Voss",
        "described",
        "the plan as “the gold standard”",
    ),
    ("some referred to her as ‘the boss’", "some", "referred to", "her as ‘the boss’"),
    ("his recent claim that the harbour was closed", "his", "claim", "that the harbour was closed"),
    ("the criticism is that, ‘Hey, you were not there.’", None, "criticism", "that, ‘Hey, you were not there.’"),
    ("with the mantra of ‘nobody was hurt’", None, "mantra", "‘nobody was hurt’"),
    ("You said earlier today that the port had paid its debt", "You", "said", "that the port had paid its debt"),
    ("My mother says I have to save money.", "My mother", "says", "I have to save money"),
    ("Last week Quarrie said sailors live in fear.", "Quarrie", "said", "sailors live in fear"),
    ("In March the minister said the port would close.", "the minister", "said", "the port would close"),
    ("In May 2015 she said the port would close.", "she", "said", "the port would close"),
    ("Now she says the port is open.", "she", "says", "the port is open"),
    ("they laughed because he said she should go", "he", "said", "she should go"),
    (
        "as the Tarn Wire wrote, it shows that people are afraid",
        "the Tarn Wire",
        "wrote",
        "it shows that people are afraid",
    ),
    (
        "Adeyemi and Pell told the court they were unaware of the plan",
        "Adeyemi and Pell",
        "told",
        "they were unaware of the plan",
    ),
    (
        "a neighbour came in and told me they had been taken away.",
        "a neighbour",
        "told",
        "they had been taken away",
    ),
    ("she was advised by Pell to use another account", "Pell", "was advised", "to use another account"),
    (
        "relatives, who asked the port to show them the film",
        "relatives",
        "asked",
        "the port to show them the film",
    ),
    ("He started it all by saying the mayor is not from here.", "He", "saying", "the mayor is not from here"),
    (
        "voices in the party that suggest that somehow I am a stranger",
        "voices in the party",
        "suggest",
        "that somehow I am a stranger",
    ),
    (
        "Voss argued that some of the anger is about her age",
        "Voss",
        "argued",
        "that some of the anger is about her age",
    ),
    (
        "You say you ‘accept the blame, and others did it,’",
        "You",
        "say",
        "you ‘accept the blame, and others did it,’",
    ),
    ("One man came in and said maybe we should leave", "One man", "said", "maybe we should leave"),
    ("Stein said if you fear the sea, stay at home.", "Stein", "said", "if you fear the sea, stay at home"),
    ("the public says older ferries should be sold", "the public", "says", "older ferries should be sold"),
    ("telling his friends, ‘We have to remember that,’", None, "telling", "‘We have to remember that,’"),
    ("He never said that the bridge was safe", "He", "said", "that the bridge was safe"),
    ("the same broken system that she claims she will change", "she", "claims", "she will change"),
    (
        "the tide was falling, according to the harbour master",
        "the harbour master",
        "according to",
        "the tide was falling",
    ),
    ("a campaign dubbing the members as ‘Quarrelicans’", "a campaign", "dubbing", "the members as ‘Quarrelicans’"),
    (
        "after the tycoon claimed that a judge was unfit to serve",
        "the tycoon",
        "claimed",
        "that a judge was unfit to serve",
    ),
    ("I had to step back and think, ‘This is their life.’", "I", "think", "‘This is their life.’"),
    ("President Quarrie announced a ‘turn’ to the sea", "President Quarrie", "announced", "a ‘turn’"),
    ("what she called a “brazen breach” of the rules", "she", "called", "a “brazen breach”"),
]

NOTHING = [
    "the bridge is safe",
    "I want to say that the bridge is safe",
    "I say the bridge is safe",
    "you should tell them that it is over",
    "he would say that the bridge is safe",
    "we call on the council to act now",
    "she called for calm in the harbour",
    "they talked about the bridge and its debts",
    "he attacked the mayor over the bridge",
    "let me tell you that it is over",
    "the bridge has a “good” name",
    "I never said that.",
    "the United States that we knew",
    "there was a demand for bread",
]


def inside(content: str) -> list[tuple[str | None, str, str]]:
    """What is found in the content of an outer attribution: source, cue and content of each."""
    text = f"Ada Field said {content} and left."
    start = len("Ada Field said ")
    outer = Attribution(((start, start + len(content)),), ((0, 9),), ((10, 14),), "indirect", 0.9)
    found = [a for a in with_nested(text, [outer]) if a.nested_in is not None]
    return [
        (
            text[a.source[0][0] : a.source[0][1]] if a.source else None,
            text[a.cue[0][0] : a.cue[0][1]],
            text[a.content[0][0] : a.content[0][1]],
        )
        for a in found
    ]


@pytest.mark.parametrize(("content", "source", "cue", "words"), FOUND)
def test_a_report_in_a_report(content: str, source: str | None, cue: str, words: str) -> None:
    assert (source, cue, words) in inside(content)


@pytest.mark.parametrize("content", NOTHING)
def test_no_report(content: str) -> None:
    assert inside(content) == []


def test_a_nested_one_notes_what_it_stands_in_and_is_less_sure() -> None:
    text = "The Tarn Wire reported that officials said the bridge was safe."
    outer = Attribution(((23, 62),), ((0, 13),), ((14, 22),), "indirect", 0.9)
    first, second = with_nested(text, [outer])
    assert first == outer
    assert text[second.content[0][0] : second.content[0][1]] == "the bridge was safe"
    assert (second.nested_in, second.kind, second.act, second.confidence) == (0, "indirect", "speech", 0.72)


def test_what_is_there_already_is_not_found_again() -> None:
    text = "The Tarn Wire reported that officials said the bridge was safe."
    outer = Attribution(((23, 62),), ((0, 13),), ((14, 22),), "indirect", 0.9)
    inner = Attribution(((43, 62),), ((28, 37),), ((38, 42),), "indirect", 0.9, nested_in=0)
    assert with_nested(text, [outer, inner]) == [outer, inner]


@pytest.mark.parametrize(
    "words", ["he said that ", "he called x ", "according to x ", "he said ‘a b ", "‘", "as the "]
)
def test_a_content_without_an_end_gives_few_and_whole_spans(words: str) -> None:
    """No news text: it must neither take minutes nor give spans outside the content."""
    content = words * 2000
    outer = Attribution(((0, len(content)),), (), (), "direct", 0.9)
    found = [a for a in with_nested(content, [outer]) if a.nested_in is not None]
    assert len(found) <= 100
    assert all(0 <= start < end <= len(content) for a in found for start, end in (*a.content, *a.cue, *a.source))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("“Instead of telling them that they had to pay, I told them that it was our problem,” Wenn said.", ["I"]),
        ("“Rather than saying it was late, they said nothing,” Wenn said.", []),
        ("“Besides telling us that it was late, she told us that it was dear,” Wenn said.", ["she"]),
    ],
)
def test_a_source_is_a_noun(text: str, sources: list[str], nlp: Language) -> None:
    inner = [one for one in extract(text, nlp=nlp) if one.nested_in is not None]
    assert [text[slice(*span)] for one in inner for span in one.source] == sources
