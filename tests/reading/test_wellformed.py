"""Characters that no database can hold are replaced one for one."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from attribution.reading import well_formed
from attribution.records import Article


def test_an_ordinary_article_is_itself() -> None:
    article = Article(text="Zoë said: 😀", title="A title")
    assert well_formed(article) is article


def test_halves_of_pairs_and_nuls_are_replaced() -> None:
    article = Article(text="a\ud83db\x00c", id="x", title="\udc00", path="caf\udce9.txt")
    assert well_formed(article) == Article(text="a\ufffdb\ufffdc", id="x", title="\ufffd", path="caf\ufffd.txt")


def test_both_halves_of_a_pair_in_json_are_one_letter() -> None:
    article = Article(text=json.loads('"\\ud83d\\ude00"'))
    assert well_formed(article).text == "😀"


@given(st.text(alphabet=st.characters(categories=["L", "Cs", "Cc", "P"])))
def test_every_offset_stays(text: str) -> None:
    changed = well_formed(Article(text=text)).text
    assert len(changed) == len(text)
    assert "\x00" not in changed
    changed.encode("utf-8")
    assert all(new == old for new, old in zip(changed, text, strict=True) if new != "\ufffd")
