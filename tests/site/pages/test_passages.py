"""The words around a quote, from a database with texts and from a published copy without."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from closing_sites import closed
from datasette.app import Datasette
from stored import fill, find, said

from attribution.marking import Passage
from attribution.records import Article
from attribution.site.metadata import metadata_for
from attribution.site.page import Site
from attribution.site.pages.passages import around, passages
from attribution.store.publishing import publish

FILLER = " ".join(f"Sentence {number} is of no interest." for number in range(60))
TEXT = f"{FILLER} “Yes, 🙂 it holds,” said Ola Venn. {FILLER} “No,” said Ola Venn. {FILLER}"
QUOTES = [
    said(TEXT, "“Yes, 🙂 it holds,”", source="Ola Venn", name="Ola Venn"),
    said(TEXT, "“No,”", cue="said", name="Ola Venn"),
]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return fill(tmp_path / "whole.db", [(Article(TEXT, id="a"), QUOTES)])


def site_of(path: Path) -> Site:
    return Site(Datasette([], immutables=[str(path)], metadata=metadata_for(path.stem)), None, path.stem)


@pytest.mark.asyncio
async def test_a_whole_text_is_one_passage(whole: Path) -> None:
    site = site_of(whole)
    try:
        assert await passages(site, 1) == (True, [Passage(0, TEXT)])
        assert await passages(site, 2) == (False, [])
        start, end = find(TEXT, "“Yes, 🙂 it holds,”")
        assert await around(site, 1, start, end, characters=20) == [
            Passage(start - 20, TEXT[start - 20 : end + 20])
        ]
        assert await around(site, 1, 5, 9, characters=20) == [Passage(0, TEXT[:29])]
    finally:
        closed(site.datasette)


@pytest.mark.asyncio
async def test_a_copy_without_texts_has_passages_at_the_same_places(whole: Path, tmp_path: Path) -> None:
    publish(whole, tmp_path / "cut.db", texts=False, context=50)
    shutil.copy(tmp_path / "cut.db", tmp_path / "copy.db")
    site = site_of(tmp_path / "copy.db")
    try:
        complete, pieces = await passages(site, 1)
        # The cue of the second stands in the first sentence: one passage around each word that belongs to a quote.
        assert (complete, len(pieces)) == (False, 2)
        assert all(TEXT[piece.start : piece.end] == piece.text for piece in pieces)
        for quote, piece in zip(QUOTES, pieces, strict=True):
            start, end = quote.content[0]
            assert piece.start <= start < end <= piece.end
            (near,) = await around(site, 1, start, end, characters=20)
            assert near == Passage(start - 20, TEXT[start - 20 : end + 20])
        start = pieces[0].start
        assert await around(site, 1, start, start + 5, characters=30) == [Passage(start, TEXT[start : start + 35])]
        assert await around(site, 1, 0, 5, characters=30) == []
        both = await around(site, 1, pieces[0].start, pieces[1].end)
        assert both == pieces
    finally:
        closed(site.datasette)
