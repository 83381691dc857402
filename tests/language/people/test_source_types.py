"""What kind of source it is, by the speaker and by the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attribution.language import extract
from attribution.language.mentions.grammar import Grammar
from attribution.language.people.source_types import source_type
from attribution.records import Method, SourceType, Speaker, SpeakerType

if TYPE_CHECKING:
    from spacy.language import Language

UNNAMED = Speaker(None, "unnamed", "unnamed", 0.9)


def kind(
    source: str,
    speaker: Speaker | None = UNNAMED,
    *,
    before: str = "",
    quoted: bool = False,
) -> SourceType:
    text = f"{before}{source} said so."
    spans = ((len(before), len(before) + len(source)),) if source else ()
    return source_type(text, spans, speaker, quoted=quoted)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a senior official", "unnamed_person"),
        ("one voter", "unnamed_person"),
        ("A Republican", "unnamed_person"),
        ("someone in the audience", "unnamed_person"),
        ("one of the 25 delegates", "unnamed_person"),
        ("officials", "unnamed_group"),
        ("experts who saw the report", "unnamed_group"),
        ("the police", "unnamed_group"),
        ("Many officials", "unnamed_group"),
        ("people in the crowd", "unnamed_group"),
        ("Clinton supporters", "unnamed_group"),
        ("people", "public"),
        ("many", "public"),
        ("no one", "public"),
        ("Americans", "public"),
        ("Observers", "public"),
        ("the company", "organisation"),
        ("the Tarn campaign", "organisation"),
        ("courts", "organisation"),
        ("the media", "organisation"),
        ("a new report", "document"),
        ("46 percent of voters", "document"),
        ("nearly four in 10 likely voters", "document"),
        ("a majority of voters", "document"),
        ("emails", "document"),
        ("the law", "document"),
        ("", "none"),
    ],
)
def test_by_the_words(source: str, expected: SourceType) -> None:
    assert kind(source) == expected


@pytest.mark.parametrize(
    ("name", "type", "source", "expected"),
    [
        ("Oda Brask", "person", "she", "person"),
        ("Oda Brask", "person", "Brask, an author of reports", "person"),
        ("Oda Brask", "person", "Brask’s letter", "document"),
        ("Oda Brask", "person", "", "person"),  # goes on speaking
        ("Morning Post", "organisation", "The Morning Post", "organisation"),
        ("Tidewatch", "organisation", "a Tidewatch poll", "document"),
        ("Tidewatch Research", "organisation", "Tidewatch Research", "organisation"),
        ("Republicans", "group", "Republicans", "unnamed_group"),
        ("Americans", "group", "Americans", "public"),
        ("Oda Brask and Lars Holm", "group", "Oda Brask and Lars Holm", "person"),
        ("Oda Brask and Lars Holm", "group", "they", "person"),
    ],
)
def test_by_the_speaker(name: str, type: SpeakerType, source: str, expected: SourceType) -> None:
    assert kind(source, Speaker(name, type, "named", 0.9)) == expected


@pytest.mark.parametrize(
    ("source", "meant", "expected"),
    [
        ("he", "a senior official", "unnamed_person"),
        ("who", "some voters", "unnamed_group"),
        ("She", "the two", "person"),
        ("it", "the report", "document"),
    ],
)
def test_a_pronoun_is_what_it_means(source: str, meant: str, expected: SourceType) -> None:
    speaker = Speaker(None, "unnamed", "pronoun", 0.7, (0, len(meant)), meant)
    assert kind(source, speaker, before=f"{meant} came. ") == expected


@pytest.mark.parametrize(
    ("source", "quoted", "expected"),
    [
        ("I", False, "outlet"),
        ("we", False, "outlet"),
        ("I", True, "person"),
        ("we", True, "unnamed_group"),
        ("he", False, "person"),
        ("they", False, "unnamed_group"),
        ("it", False, "organisation"),
        ("the senator", False, "person"),
        ("the official", False, "unnamed_person"),
    ],
)
def test_what_nobody_could_resolve(source: str, quoted: bool, expected: SourceType) -> None:
    method: Method = "unresolved"
    assert kind(source, Speaker(None, "unresolved", method, 0.1), quoted=quoted) == expected
    assert kind(source, None, quoted=quoted) == expected


def test_what_does_not_speak_is_no_person() -> None:
    text = "The weather shows it."
    assert source_type(text, ((0, 11),), UNNAMED, speaks=False) == "none"


# A sentence each: what it says stands between "[" and "]".
BY_THE_TREE = [
    ("[Teachers] said the school was cold.", "unnamed_group"),
    ("[Prosecutors] alleged that Otto Wenn had hidden the keys.", "unnamed_group"),
    ("[Farmers] say the rain came late.", "unnamed_group"),
    ("[Engineers] feared the wall would fall.", "unnamed_group"),
    ("[Executives across the world] say the market is slow.", "unnamed_group"),
    ("[Nurses in the north] say the wards are full.", "unnamed_group"),
    ("[Doctors] warned that the vaccine was late.", "unnamed_group"),
    ("[The doctors offering to run the clinic] said the state had refused.", "unnamed_group"),
    ("[The pilots waiting at the gate] said the fog was thick.", "unnamed_group"),
    ("[The letter signed by seven physicians] said the ward was full.", "document"),
    ("[The memo written by two clerks] said the vault was open.", "document"),
    ("[Another] wondered why nobody had asked.", "unnamed_person"),
    ("[Several figures in the party] said he should go.", "unnamed_group"),
    ("[The latest figures] show that the harbour is empty.", "document"),
    ("[The suspect] said he had been asleep.", "unnamed_person"),
    ("[A guy in the bar] said he had seen it.", "unnamed_person"),
    ("[The band] said it would play on Friday.", "organisation"),
    ("[A number of officials] said the dam was safe.", "unnamed_group"),
    ("[Businesses and residents] say the outages were too broad.", "unnamed_group"),
    ("[Shops and neighbours] say the noise was too loud.", "unnamed_group"),
    ("They left the committee, [which] said it was late.", "organisation"),
    ("He supports the bill [that] says the road must close.", "document"),
    ("[A Tidewatch poll this month] said the harbour was loved.", "document"),
    ("[46 percent of voters] said they would stay at home.", "document"),
]


@pytest.mark.model
@pytest.mark.parametrize(("marked", "expected"), BY_THE_TREE)
def test_by_the_tree(marked: str, expected: SourceType, nlp: Language) -> None:
    text = marked.replace("[", "").replace("]", "")
    span = marked.index("["), marked.index("]") - 1
    assert source_type(text, (span,), UNNAMED, Grammar.of(nlp(text))) == expected


# What the whole pipeline says of the one source of a text: its type and the name of its speaker.
AS_MET = [
    ("WHO said the vaccine was safe.", "organisation", "WHO"),
    ("Her badge said “Ask me again”.", "document", None),
    ("The banner read “Wenn must go”.", "document", None),
    ("The poster read “Save the ferry”.", "document", None),
    ("Businesses and residents say the outages were too broad.", "unnamed_group", None),
    ("The Courier reported on Monday that the mayor would resign.", "organisation", "Courier"),
    ("According to the Examiner, the ferry sank at dawn.", "organisation", "Examiner"),
    (
        "A letter to Otto Wenn, the director of the Norland Health Agency, said the vaccine was late.",
        "document",
        None,
    ),
    ("An email to the Harbour Board warned that the wall would fall.", "document", None),
    ("A note to the Tide Council said the pumps were broken.", "document", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected", "name"), AS_MET)
def test_as_met(text: str, expected: SourceType, name: str | None, nlp: Language) -> None:
    (one,) = extract(text, nlp=nlp)
    assert (one.source_type, one.speaker.name if one.speaker else None) == (expected, name)
