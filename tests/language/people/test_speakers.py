"""Speakers and affiliations on small fictional texts, one construction a line (see speaker_cases)."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speaker_cases import ALL, Case, parse, resolve

from attribution.language.mentions.kinds import kind_of
from attribution.records import Attribution, Entity, EntityLabel, Spans


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.marked)
def test_case(case: Case) -> None:
    text, attributions, entities = parse(case.marked)
    resolved = resolve(text, attributions, entities)
    assert len(resolved) == len(attributions)
    last = resolved[-1]
    assert last.speaker is not None
    assert last.speaker.name == case.speaker
    if case.method is not None:
        assert last.speaker.method == case.method
    if case.type is not None:
        assert last.speaker.type == case.type


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.marked)
def test_evidence_and_mention_stand_in_the_text(case: Case) -> None:
    text, attributions, entities = parse(case.marked)
    for one in resolve(text, attributions, entities):
        check_shape(text, one)
        if one.affiliation:
            words = " ".join(" ".join(text[start:end] for start, end in one.affiliation.evidence).split())
            for word in (one.affiliation.role or "").split():
                if word != "Independent" and one.affiliation.role not in ("head",):
                    assert word in words


def test_resolution_changes_nothing_else() -> None:
    for case in ALL:
        text, attributions, entities = parse(case.marked)
        for before, after in zip(attributions, resolve(text, attributions, entities), strict=True):
            assert replace(after, speaker=None, affiliation=None, source_type=None, targets=()) == before


def test_order_of_the_attributions_is_kept_and_does_not_matter() -> None:
    text, attributions, entities = parse(
        "{c:“A,”} {q:said} {s:[p:Oda Brask], a nurse}. {=}{c:“B,”} {s:she} {q:added}. {=}{c:“C.”}"
    )
    forward = resolve(text, attributions, entities)
    backward = resolve(text, attributions[::-1], entities[::-1])
    assert forward == backward[::-1]
    assert [one.speaker.name for one in forward if one.speaker] == ["Oda Brask"] * 3


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # still open at the end of its paragraph: the next attribution's speaker says it
        ("{c:“A.}\n\n{=}{c:“B,”} {q:said} {s:[p:Oda Brask]}.", ["Oda Brask", "Oda Brask"]),
        ("{c:“A.}\n\n{=}{c:“B.}\n\n{=}{c:“C,”} {q:said} {s:[p:Oda Brask]}.", ["Oda Brask"] * 3),
        # two quotes that make up a paragraph with one speaker at the end
        ("{c:“A.”} {=}{c:“B,”} {q:said} {s:[p:Oda Brask]}.", ["Oda Brask", "Oda Brask"]),
        # after the speaker, in the next paragraph, and the one after that
        ("{s:[p:Oda Brask]} {q:said}: {c:“A.”}\n\n{=}{c:“B.”}\n\n{=}{c:“C.”}", ["Oda Brask"] * 3),
        # a new speaker between
        (
            "{c:“A,”} {q:said} {s:[p:Oda Brask]}.\n\n{=}{c:“B,”} {q:said} {s:[p:Jan Holm]}.\n\n{=}{c:“C.”}",
            ["Oda Brask", "Jan Holm", "Jan Holm"],
        ),
        # nobody before
        ("{c:“A.”} It rained.", [None]),
        # an unnamed speaker's goes on too
        ("{c:“A,”} {q:said} {s:one official}. {=}{c:“B.”}", [None, None]),
    ],
)
def test_quotes_without_a_source(marked: str, expected: list[str | None]) -> None:
    text, attributions, entities = parse(marked)
    found = [one.speaker for one in resolve(text, attributions, entities)]
    assert [speaker and speaker.name for speaker in found] == expected
    for speaker, attribution in zip(found, attributions, strict=True):
        if speaker and speaker.type != "unresolved" and not attribution.source:
            assert speaker.method == "continuation"


NAMES = [
    ("Oda Brask", "Jan Holm"),
    ("Rūta Žalgirienė", "Đorđe Przewoźnik"),
    ("Ana Luísa de la Fuente-Okoro", "Håkon van der Straaten"),
    ("Thandeka Ó Brollacháin", "Jean-Baptiste al-Haddawi"),
    ("Xqzwu Vbrkt", "Plmnó Ghtrd"),  # in no list of names
]


@pytest.mark.parametrize(("first", "second"), NAMES)
@pytest.mark.parametrize("recognised", ["all", "full", "none"])
def test_names_of_any_language(first: str, second: str, recognised: str) -> None:
    """The same little article with other names, by a recogniser that finds all, few or none of them."""
    surnames = [name.split(" ", 1)[1].removeprefix("Luísa ") for name in (first, second)]
    bodies = ("Harbour Rescue Institute", "Royal Tide Society")
    text = (
        f"“It is late,” said {first}, a tide analyst at the {bodies[0]}. “Go home.”\n\n"
        f"According to {second}, associate fellow at the {bodies[1]}, it is not late.\n\n"
        f"He also says that it is early.\n\n“We know,” {surnames[0]} said.\n\n"
        "Several officials said it was noon."
    )
    said = [
        ("It is late", first),
        ("it is not late", second),
        ("it is early", "He"),
        ("We know", surnames[0]),
        ("it was noon", "Several officials"),
    ]
    attributions = []
    for content, source in said:
        start = text.index(content)
        near = max(text.rfind(source, 0, start), text.find(source, start, start + 60))
        span = (start, start + len(content))
        attributions.append(Attribution((span,), ((near, near + len(source)),), (), kind_of(text, [span]), 0.9))
    ends = {first: "analyst at the Harbour Rescue Institute", second: "fellow at the Royal Tide Society"}
    for i, (_, source) in enumerate(said):
        if source in ends:  # the source with its apposition
            end = text.index(ends[source]) + len(ends[source])
            attributions[i] = replace(attributions[i], source=((attributions[i].source[0][0], end),))
    entities = []
    if recognised != "none":
        wanted = [(first, "PERSON"), (second, "PERSON"), (bodies[0], "ORG"), (bodies[1], "ORG")]
        entities = [Entity(text.index(w), text.index(w) + len(w), label) for w, label in wanted]
    if recognised == "all":
        start = text.index(f"{surnames[0]} said")
        entities.append(Entity(start, start + len(surnames[0]), "PERSON"))
    found = resolve(text, attributions, entities)
    assert [one.speaker.name for one in found if one.speaker] == [first, second, second, first, None]


def check_shape(text: str, one: Attribution) -> None:
    speaker = one.speaker
    assert speaker is not None
    assert 0 <= speaker.confidence <= 1
    assert (speaker.name is None) == (speaker.type in ("unnamed", "unresolved"))
    assert (speaker.type == "unresolved") == (speaker.method == "unresolved")
    spans = [speaker.mention] if speaker.mention else []
    spans += list(one.affiliation.evidence) if one.affiliation else []
    for start, end in spans:
        assert 0 <= start < end <= len(text)
    if one.affiliation:
        assert one.affiliation.evidence
        assert one.affiliation.role or one.affiliation.organisation


WORDS = st.sampled_from(
    ["Oda Brask", "Brask", "Mr.", "Ms.", "the minister", "minister", "of", "said", "She", "he", "they", "who",
     ",", ".", "\n\n", "“", "”", "'s", "Harbour Institute", "NTA", "(", ")", "and", "a", "former", "US", "I",
     "several officials", "\u00a0", "é", ":", "-", "according to", "\r\n", "Secretary of State", "", "’s", "45"]
)  # fmt: skip
SPANS = st.lists(st.tuples(st.integers(-9, 150), st.integers(-9, 150)), max_size=3).map(tuple)
LABELS = st.sampled_from(["PERSON", "ORG", "PLACE", "OTHER"])


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80)),
    st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=6),
    st.lists(st.tuples(st.integers(-9, 150), st.integers(-9, 150), LABELS), max_size=8),
)
def test_any_input_gives_an_answer(
    text: str, spans: list[tuple[Spans, Spans, Spans]], names: list[tuple[int, int, EntityLabel]]
) -> None:
    attributions = [Attribution(content, source, cue, "indirect", 0.5) for content, source, cue in spans]
    found = resolve(text, attributions, [Entity(*name) for name in names])
    assert len(found) == len(attributions)
    for one in found:
        check_shape(text, one)


def long_article(paragraphs: int) -> tuple[str, list[Attribution], list[Entity]]:
    text, attributions, entities = "", [], []
    for number in range(paragraphs):
        marked = (
            f"{{c:“It is late and the road to the harbour is closed to all but the rescue crews,”}} {{q:said}} "
            f"{{s:[p:Oda Brask{number % 40}], a tide analyst at the [o:Harbour Rescue Institute]}}. "
            "The road runs along the bay and has been closed for most of the week after the storm came in. "
            "{=}{s:She} {q:added} {c:that it was later than anybody in the town had thought it to be}.\n\n"
        )
        piece, said, named = parse(marked)
        at = len(text)
        attributions += [
            replace(one, **{role: tuple((s + at, e + at) for s, e in getattr(one, role))
                            for role in ("content", "source", "cue")})
            for one in said
        ]  # fmt: skip
        entities += [Entity(one.start + at, one.end + at, one.label) for one in named]
        text += piece
    return text, attributions, entities


def test_work_grows_with_the_length() -> None:
    """Ten times the text takes about ten times the work: calls of functions, which no busy machine changes."""

    def calls(paragraphs: int) -> int:
        article = long_article(paragraphs)
        count = 0

        def note(_frame: FrameType, event: str, _arg: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(note)
        try:
            resolve(*article)
        finally:
            sys.setprofile(None)
        return count

    assert calls(400) < 14 * calls(40)


@pytest.mark.parametrize(
    ("marked", "state", "party"),
    [
        ("{c:“No,”} {q:said} {s:[r:former senator] [p:Oda Brask]}.", "former", None),
        (
            "{c:“No,”} {q:said} {s:[p:Oda Brask], the [r:acting director] of the [o:Harbour Institute]}.",
            "acting",
            None,
        ),
        ("{c:“No,”} {q:said} {s:[r:interim mayor] [p:Oda Brask]}.", "acting", None),
        ("{c:“No,”} {q:said} {s:[r:Governor-elect] [p:Oda Brask]}.", "elect", None),
        ("{c:“No,”} {q:said} {s:[r:Sen.] [p:Oda Brask] (R-Tarn)}.", None, "R-Tarn"),
        ("{c:“No,”} {q:said} {s:[r:Sen.] [p:Oda Brask] (D)}.", None, "D"),
        ("{c:“No,”} {q:said} {s:[r:Sen.] [p:Oda Brask]}.", None, None),
    ],
)
def test_how_a_role_is_held(marked: str, state: str | None, party: str | None) -> None:
    text, attributions, entities = parse(marked)
    (one,) = resolve(text, attributions, entities)
    assert one.affiliation is not None
    assert (one.affiliation.state, one.affiliation.party) == (state, party)
