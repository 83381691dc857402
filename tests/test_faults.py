"""Faults that people met, through the shipped model; ``fault_cases.py`` says how a case is written."""

from __future__ import annotations

import pytest
from fault_cases import Case, Expectation, Row, problems, read_cases, read_known_misses, rows_of
from fault_report import GOT, misses, table
from spacy.language import Language

CASES = read_cases()
KNOWN_MISSES = read_known_misses()
SAID = Row("The wall gave way", speaker="the Halm Board", source_type="organisation", role="chief", kind="direct")


def parametrised(case: Case) -> object:
    reason = KNOWN_MISSES.get(case.id)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.model
@pytest.mark.parametrize("case", [parametrised(case) for case in CASES])
def test_fault(case: Case, nlp: Language) -> None:
    found = rows_of(case.text, nlp)
    wrong = problems(case, found)
    assert not wrong, "\n".join([*wrong, "found:", *map(str, found)])


def test_each_case_has_a_name_of_its_own() -> None:
    names = [case.id for case in CASES]
    assert len(names) == len(set(names)) >= 200


def test_known_misses_are_cases_and_have_a_reason() -> None:
    assert set(KNOWN_MISSES) <= {case.id for case in CASES}, "write the list anew: python tests/fault_report.py"
    assert all(KNOWN_MISSES.values())


def wrong(rows: list[Row], *expected: Expectation) -> list[str]:
    return problems(Case("kind/name", "", expected), rows)


def expect(sign: str, words: str, **fields: str) -> Expectation:
    return Expectation(sign, words, tuple(fields.items()))


@pytest.mark.parametrize(
    "fields",
    [
        {"speaker": "Halm board"},
        {"speaker": "none or Halm Board"},
        {"addressee": "none"},
        {"role": "chief"},
        {"without": "wal"},
        {"with": "gave way"},
    ],
)
def test_a_row_fits(fields: dict[str, str]) -> None:
    assert not wrong([SAID], expect("+", "The wall", **fields))
    assert wrong([SAID], expect("-", "The wall", **fields))


@pytest.mark.parametrize(
    "fields", [{"speaker": "none"}, {"role": "Chief"}, {"kind": "mixed"}, {"with": "held"}, {"without": "gave"}]
)
def test_a_row_does_not_fit(fields: dict[str, str]) -> None:
    assert wrong([SAID], expect("+", "The wall", **fields))
    assert wrong([SAID], expect("?", "The wall", **fields))
    assert not wrong([SAID], expect("-", "The wall", **fields))


def test_a_row_may_be_missing_only_where_it_need_not_be_there() -> None:
    assert wrong([], expect("+", "The wall"))
    assert not wrong([], expect("?", "The wall"))
    assert not wrong([], expect("-", ""))
    assert wrong([SAID], expect("-", ""))


def test_the_same_words_with_a_second_speaker_are_wrong() -> None:
    other = Row("The wall gave way", speaker="Ida Noll")
    assert wrong([SAID, other], expect("+", "The wall", speaker="Halm Board"))
    both = expect("+", "The wall", speaker="Halm Board"), expect("?", "gave way", speaker="Ida Noll")
    assert not wrong([SAID, other], *both)


@pytest.mark.parametrize("names", [["Karl Deen and Pavel Nord"], ["Karl Deen", "Pavel Nord"]])
def test_several_people_in_one_row_or_in_several(names: list[str]) -> None:
    rows = [Row("The keys were lost", speaker=name) for name in names]
    assert not wrong(rows, expect("+", "The keys", people="Pavel Nord, Karl Deen"))
    assert wrong(rows, expect("+", "The keys", people="Pavel Nord"))
    assert wrong(rows, expect("+", "The keys", people="Pavel Nord, Karl Deen, Ida Noll"))


def test_the_report_counts_and_keeps_written_reasons() -> None:
    results = {"a/one": [], "a/two": ["new"], "b/three": ["new"]}
    assert [line.split() for line in table(results).splitlines()[1:]] == [
        ["a", "2", "1"],
        ["b", "1", "0"],
        ["all", "3", "1"],
    ]
    listed = misses(results, {"a/one": "mended", "a/two": "no such reading", "b/three": f"{GOT}old"})
    assert listed.splitlines()[1:] == ["a/two | no such reading", f"b/three | {GOT}new"]
