"""Words of a search in a text."""

from __future__ import annotations

import pytest

from attribution.site.search.highlighting import around, marked


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("The bridge is safe", "bridge", "The [bridge] is safe"),
        ("The Bridge is safe", "SAFE the", "[The] Bridge is [safe]"),
        ("Bridges are no bridge.", "bridge", "Bridges are no [bridge]."),
        ("Rasa Juknienė said", "jukniene", "Rasa [Juknienė] said"),
        ("Rasa Juknienė said", "Juknienė", "Rasa [Juknienė] said"),
        # An accent of its own belongs to its letter.
        ("Rasa Juknienė said", "jukniene", "Rasa [Juknienė] said"),
        ("Łukasz Ødegård", "lukasz odegard", "[Łukasz] [Ødegård]"),
        ("Lukasz", "Łukasz", "[Lukasz]"),
        ("Straße", "strasse", "[Straße]"),
        # A soft hyphen within a word.
        ("the har\u00adbour", "harbour", "the [har\u00adbour]"),
        ("a flood barrier, a barrier flood", '"flood barrier"', "a [flood barrier], a barrier flood"),
        ("a flood-barrier", "“flood barrier”", "a [flood-barrier]"),
        ("the the the", '"the the"', "[the the the]"),
        ("can’t go", "can't", "[can’t] go"),
        ("5.6 per cent", "5.6", "[5.6] per cent"),
        ("<b>bold</b>", "b", "<[b]>bold</[b]>"),
        ("nothing here", "else", "nothing here"),
        ("nothing here", "", "nothing here"),
        ("nothing here", "… --", "nothing here"),
        ("", "word", ""),
    ],
)
def test_words_are_marked_whatever_their_form(text: str, words: str, shown: str) -> None:
    pieces = marked(text, words)
    assert "".join(piece for piece, _ in pieces) == text
    assert "".join(f"[{piece}]" if hit else piece for piece, hit in pieces) == shown


def joined(text: str, words: str, most: int) -> str:
    return "".join(f"[{piece}]" if hit else piece for piece, hit in around(text, words, most=most))


def test_a_long_text_is_cut_around_the_first_word() -> None:
    text = f"{'one two ' * 40}bridge {'three four ' * 40}bridge"
    shown = joined(text, "bridge", 60)
    assert shown == "… one two one two [bridge] three four three four three four …"
    assert joined(text, "nothing", 30) == "one two one two one two one …"
    assert joined(text, "", 30) == "one two one two one two one …"


def test_a_short_one_is_whole_and_one_without_spaces_is_cut_all_the_same() -> None:
    assert joined("a bridge", "bridge", 60) == "a [bridge]"
    assert joined("x" * 1000, "bridge", 60) == "x" * 60 + " …"
    assert joined("bridge at the end of " + "y" * 20 + " bridge", "none", 20) == "bridge at the end …"
