"""The texts written for training: all parse, and a broken mark is reported with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from attribution.training.data.written import TEXTS, rows

GOOD = """=== harbour
{s1 Ida Noll} {q1 said} the wall {c1 “leaked,”} and {s2+3 Otto Wenn} {q2 nodded} {c2 at it} and {q3 wrote:}
{c3 No.}
--
1 = Ida Noll
2 3 = Otto Wenn
p Ida Noll
p Otto Wenn | mason | - | the wall
"""


def _written(folder: Path, words: str) -> list[dict[str, object]]:
    (folder / "kind.txt").write_text(words, encoding="utf-8")
    return list(rows(folder))


def test_marks_leave_the_text_and_their_places(tmp_path: Path) -> None:
    (row,) = _written(tmp_path, GOOD.replace("| mason |", "| wall |"))
    assert row["id"] == "kind-harbour"
    text = "Ida Noll said the wall “leaked,” and Otto Wenn nodded at it and wrote:\nNo."
    assert row["text"] == text
    said = [
        [[text[start:end] for start, end in one[field]] for field in ("source", "cue", "content")]
        for one in row["attributions"]  # type: ignore[attr-defined]
    ]
    assert said == [
        [["Ida Noll"], ["said"], ["“leaked,”"]],
        [["Otto Wenn"], ["nodded"], ["at it"]],
        [["Otto Wenn"], ["wrote:"], ["No."]],
    ]
    assert [(one["speaker"], one["kind"]) for one in row["attributions"]] == [  # type: ignore[attr-defined]
        ("Ida Noll", "direct"),
        ("Otto Wenn", "indirect"),
        ("Otto Wenn", "indirect"),
    ]
    assert row["people"] == [
        {"name": "Ida Noll", "role": None, "organisation": None, "evidence": []},
        {"name": "Otto Wenn", "role": "wall", "organisation": None, "evidence": [[14, 22]]},
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“No,” | “never.”", "direct"),
        ("‘It’s the boys’ hut,’", "direct"),
        ("that he was “late”", "mixed"),
        ("that he’s late", "indirect"),
        ("“It fell and", "direct"),
    ],
)
def test_kind_is_what_the_marks_say(tmp_path: Path, content: str, kind: str) -> None:
    marked = " ".join(f"{{c1 {piece}}}" for piece in content.split(" | "))
    (row,) = _written(tmp_path, f"=== one\n{marked}\n--\n")
    assert row["attributions"][0]["kind"] == kind  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("{c3 No.}", "{c3 No.", "without an end"),
        ("{c3 No.}", "c3 No.}", "an end without a mark"),
        ("{c3 No.}", "{c3 No. {q3 yes}}", "a mark within a mark"),
        ("{c3 No.}", "{x3 No.}", "begins no mark"),
        ("{c3 No.}", "{c3 No. }", "a space at its edge"),
        ("{c3 No.}", "No.", "without content"),
        ("2 3 =", "2 4 =", "without marks"),
        ("1 = Ida", "1: Ida", "neither"),
        ("2 3 =", "2 x =", "no numbers"),
        ("--\n", "", "no line '--'"),
        ("p Ida Noll", "p Ida Nol1", "not in the text"),
        ("wall\n", "wall", "no evidence for 'mason'"),
        ("=== harbour\n", "", "words before the first"),
    ],
)
def test_a_broken_text_is_reported_with_its_file_and_name(tmp_path: Path, old: str, new: str, error: str) -> None:
    good = GOOD if "mason" in error else GOOD.replace("| mason |", "| wall |")
    with pytest.raises(ValueError, match=error) as raised:
        _written(tmp_path, good.replace(old, new, 1))
    assert "kind.txt, line 1" in str(raised.value)


def test_a_name_stands_once(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="two texts are called 'kind-harbour'"):
        _written(tmp_path, GOOD.replace("| mason |", "| wall |") * 2)


def test_every_text_parses() -> None:
    found = list(rows())
    assert len(found) >= 600
    # News in which nobody says anything teaches too, but is rare.
    assert sum(not row["attributions"] for row in found) < 20
    stems = {path.stem for path in TEXTS.glob("*.txt")}
    assert {next((stem for stem in stems if row["id"].startswith(f"{stem}-")), None) for row in found} == stems
    for row in found:
        text, people = row["text"], {person["name"] for person in row["people"]}
        assert not set("{}⟦⟧") & set(text), row["id"]
        for one in row["attributions"]:
            for span in (*one["source"], *one["cue"], *one["content"]):
                words = text[span[0] : span[1]]
                assert words and words == words.strip(), (row["id"], words)
            assert one["content"] == sorted(one["content"]), row["id"]
            if one["source"] and one["speaker"] is None:
                (start, end), *_ = one["source"]
                assert not any(name in text[start:end] for name in people) or " " in text[start:end], row["id"]
