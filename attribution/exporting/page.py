"""Articles with their quotes marked as on the site's page of an article, as one HTML file that needs nothing else.

The page asks no host for anything and runs no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TypeAlias

from markupsafe import Markup

from attribution import marking
from attribution.marking import Mark, Passage, Source, shown
from attribution.records import Article, Attribution, Spans

Shown: TypeAlias = tuple[Article, Sequence[Attribution]]

# The style of the marks and of the records beside a text; in that folder, as Datasette serves it from there.
STYLE = Path(__file__).parents[1] / "site" / "static" / "marks.css"
GENERATOR = '<meta name="generator" content="attribution">'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_KEY = """<ul class="key" aria-label="What the marks mean">
<li><span class="content t1">what was said</span></li>
<li><span class="source of1">who said it</span></li>
<li><span class="cue of1">the words that attribute it</span></li>
<li><span class="content t2 in1">said inside another quote</span></li>
</ul>
"""
_SECTION = Markup("""<section>
<header>
<h1 dir="auto">{title}</h1>
{facts}</header>
{voices}<div class="reading">
<div class="text" dir="auto" lang="en">{text}</div>
<section class="records" aria-label="Quotes">
<h2>Quotes</h2>
{records}</section>
</div>
</section>
""")
_VOICES = Markup("""<nav class="voices-key" aria-label="Who speaks in this article">
<ul>
{}</ul>
</nav>
""")
_VOICE = Markup(
    '<li><a class="label t{tone}" href="#q-{first}" data-label="{letter}" '
    'aria-label="First quote of {letter}"></a> {who} <span class="faint">{quotes}</span></li>\n'
)
_RECORD = Markup("""<li id="r-{id}">
<p class="record-who">{label} {who}<span class="faint" dir="auto">{role}</span></p>
<p class="record-words" dir="auto">{words}</p>
{facts}</li>
""")
_LABEL = Markup(
    '<a class="label t{tone}" href="#q-{id}" data-label="{label}" '
    'aria-label="{label}: to its place in the text"></a>'
)


def page(articles: Iterable[Shown]) -> Iterator[str]:
    """Yield the parts of a page with a section for each article, in order."""
    css = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "page.css", STYLE))
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n{GENERATOR}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Who said what</title>\n<style>\n{css}</style>\n</head>\n<body>\n{_KEY}<main>\n"
    )
    # A quote's number is its own in the whole page, its label in its article.
    numbers = count(1)
    for article, attributions in articles:
        yield _section(article, attributions, [next(numbers) for _ in attributions])
    yield "</main>\n</body>\n</html>\n"


def _section(article: Article, attributions: Sequence[Attribution], numbers: Sequence[int]) -> Markup:
    text, total = article.text, len(attributions)
    labels = marking.labelled(_source(text, one) for one in attributions)
    marks = [
        Mark(number, label, voice, {"source": one.source, "cue": one.cue, "content": one.content})
        for number, one, (label, voice) in zip(numbers, attributions, labels, strict=True)
    ]
    pairs = zip(attributions, marks, strict=True)
    records = _joined(_record(text, one, mark, marks) for one, mark in pairs)
    facts = (article.outlet, article.date, article.byline, "1 quote" if total == 1 else f"{total} quotes")
    return _SECTION.format(
        title=shown(article.title or article.id or "Article"),
        facts=_facts(facts),
        voices=_voices(marks),
        text=_joined(marking.marked([Passage(0, text)], marks)),
        records=Markup("<ol>\n{}</ol>\n").format(records) if marks else Markup("<p>No quote was found.</p>\n"),
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _source(text: str, one: Attribution) -> Source:
    """Return whose a quote is; in one article a name is one person or body."""
    speaker = one.speaker
    if speaker and speaker.name:
        return Source((speaker.type, speaker.name), speaker.name)
    if speaker and speaker.description and speaker.method != "unresolved":
        return Source(speaker.description.casefold(), speaker.description)
    return Source(None, _words(text, one.source))


def _words(text: str, spans: Spans) -> str:
    return " […] ".join(" ".join(text[start:end].split()) for start, end in spans)


def _facts(facts: Iterable[str | None]) -> Markup:
    listed = _joined(Markup("<li><bdi>{}</bdi></li>").format(shown(fact)) for fact in facts if fact)
    return Markup('<ul class="facts">{}</ul>\n').format(listed)


def _voices(marks: Sequence[Mark]) -> Markup:
    """Return the list of who speaks, each with a link to their first quote."""
    listed = _joined(
        _VOICE.format(tone=voice.tone, first=first.id, letter=voice.letter, who=_who(first), quotes=quotes)
        for voice, first, quotes in marking.voices_of(marks)
    )
    return _VOICES.format(listed) if marks else Markup()


def _who(mark: Mark) -> Markup:
    return Markup("<bdi>{}</bdi>").format(shown(mark.voice.name)) if mark.voice.tone else Markup("not known who")


def _record(text: str, one: Attribution, mark: Mark, marks: Sequence[Mark]) -> Markup:
    """Return what is known of a quote, for the list beside the text."""
    stated = (one.affiliation.role, one.affiliation.organisation) if one.affiliation else ()
    facts = [one.kind, f"confidence {one.confidence:.2f}"]
    if one.speaker:
        facts.append(f"speaker: {one.speaker.method}")
    if one.nested_in is not None:
        facts.append(f"inside {marks[one.nested_in].label}")
    return _RECORD.format(
        id=mark.id,
        label=_LABEL.format(tone=mark.voice.tone, id=mark.id, label=mark.label),
        who=_who(mark),
        role=shown("".join(f", {part}" for part in stated if part)),
        words=shown(_words(text, one.content)),
        facts=_facts(facts),
    )
