"""What kind of source it is, by the speaker and by the words."""

from __future__ import annotations

import pytest

from attribution.language.people.source_types import source_type
from attribution.records import Method, SourceType, Speaker, SpeakerType

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
        ("A Tidewatch poll this month", "document"),
        ("46 percent of voters", "document"),
        ("nearly four in 10 likely voters", "document"),
        ("a majority of voters", "document"),
        ("emails", "document"),
        ("the law", "document"),
        ("Two objectors, Lars Holm and Oda Brask,", "person"),
        ("the weather", "none"),
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
    ("source", "description", "expected"),
    [
        ("he", "a senior official", "unnamed_person"),
        ("who", "some voters", "unnamed_group"),
        ("She", "the two", "person"),
        ("it", "the report", "document"),
    ],
)
def test_a_pronoun_is_what_it_means(source: str, description: str, expected: SourceType) -> None:
    assert kind(source, Speaker(None, "unnamed", "pronoun", 0.7, None, description)) == expected


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


def test_a_relative_pronoun_is_what_it_follows() -> None:
    unresolved = Speaker(None, "unresolved", "unresolved", 0.1)
    assert kind("that", unresolved, before="He supports the bill ") == "document"
    assert kind("which", unresolved, before="They left the committee, ") == "organisation"
