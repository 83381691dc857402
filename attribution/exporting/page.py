"""Articles with their attributions marked in colours, as one HTML page that needs nothing else.

Words keep their places: numbers and names beside them are no part of the text, so that copying a passage
copies what the article says. The page asks no host for anything and runs no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TypeAlias

from attribution.records import Article, Attribution, Span
from attribution.segments import Placed, Segment, segments

Shown: TypeAlias = tuple[Article, Sequence[Attribution]]

GENERATOR = '<meta name="generator" content="attribution">'
_ROLES = ("content", "cue", "source")
# What a browser would drop or refuse, and halves of surrogate pairs, which no file can hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(articles: Iterable[Shown]) -> Iterator[str]:
    """Yield the parts of a page with a section for each article, in order."""
    css = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n{GENERATOR}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Who said what</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
        '<p class="key"><span class="content">what was said</span><span class="cue">the words that attribute it'
        '</span><span class="source">who said it</span><span class="within">inside another statement</span></p>\n'
    )
    for number, (article, attributions) in enumerate(articles, 1):
        yield _section(article, attributions, f"a{number}")
    yield "</body>\n</html>\n"


def _safe(text: str) -> str:
    return escape(_UNFIT.sub("\ufffd", text))


def _section(article: Article, attributions: Sequence[Attribution], name: str) -> str:
    title = article.title or article.id or "Article"
    facts = [fact for fact in (article.outlet, article.date, article.byline) if fact]
    count = len(attributions)
    facts.append("1 statement" if count == 1 else f"{count} statements")
    cards = "\n".join(_card(article.text, one, n, name) for n, one in enumerate(attributions, 1))
    listed = f"<aside>\n<ol>\n{cards}\n</ol>\n</aside>\n" if attributions else ""
    return (
        f'<section>\n<header>\n<h1 dir="auto">{_safe(title)}</h1>\n<p dir="auto">{_safe(" · ".join(facts))}</p>\n'
        f'</header>\n<div class="text" dir="auto">{_text(article.text, attributions, name)}</div>\n'
        f"{listed}</section>\n"
    )


def _who(attribution: Attribution) -> str | None:
    speaker = attribution.speaker
    return (speaker.name or speaker.description) if speaker else None


def _card(text: str, one: Attribution, number: int, name: str) -> str:
    who = _who(one)
    spoken = f'<b dir="auto">{_safe(who)}</b>' if who else '<b class="unknown">nobody named</b>'
    affiliation = one.affiliation
    about = [affiliation.role, affiliation.organisation] if affiliation else []
    about += [one.kind, f"confidence {one.confidence:.2f}"]
    if one.speaker:
        about.append(f"speaker: {one.speaker.method}")
    if one.nested_in is not None:
        about.append(f"inside {one.nested_in + 1}")
    words = " […] ".join(" ".join(text[start:end].split()) for start, end in one.content)
    return (
        f'<li id="{name}l{number}"><a class="chip" href="#{name}t{number}">{number}</a> {spoken}'
        f'<small dir="auto">{_safe(" · ".join(fact for fact in about if fact))}</small>'
        f'<q dir="auto">{_safe(words)}</q></li>'
    )


def _text(text: str, attributions: Sequence[Attribution], name: str) -> str:
    """Return the text cut where any span starts or ends, each piece in the colour of the smallest span on it."""
    spans = [
        Placed(start, end, role, number)
        for number, one in enumerate(attributions, 1)
        for role in _ROLES
        for start, end in _inside(getattr(one, role), len(text))
    ]
    named: set[int] = set()
    out = []
    for piece in segments(spans, 0, len(text)):
        for span in piece.begun:
            if span.role == "content":
                out.append(_chip(attributions[span.number - 1], span.number, name, first=span.number not in named))
                named.add(span.number)
        out.append(_piece(_safe(text[piece.start : piece.end]), piece))
    return "".join(out)


def _inside(spans: Iterable[Span], length: int) -> Iterator[Span]:
    for start, end in spans:
        if 0 <= start < end <= length:
            yield start, end


def _chip(one: Attribution, number: int, name: str, *, first: bool) -> str:
    who = _who(one) if first else None
    label = f"{number} {_safe(' '.join(who.split()))}" if who else str(number)
    place = f' id="{name}t{number}"' if first else ""
    return f'<a class="chip"{place} href="#{name}l{number}">{label}</a>'


def _piece(words: str, piece: Segment) -> str:
    if not piece.active:
        return words
    inner = piece.innermost()
    classes = [inner.role]
    if any(span.role == "content" and span.number != inner.number for span in piece.active):
        classes.append("within")
    numbers = sorted({span.number for span in piece.begun if span.role != "content"})
    belongs = ""
    if numbers:
        classes.append("of")
        belongs = f' data-of="{" ".join(map(str, numbers))}"'
    roles = sorted({f"{span.role} of {span.number}" for span in piece.active})
    return f'<span class="{" ".join(classes)}"{belongs} title="{", ".join(roles)}">{words}</span>'
