"""Small fictional texts with their attributions marked inline, for the tests of speaker resolution.

``{s:...}`` marks a source, ``{q:...}`` a cue, ``{c:...}`` a content, ``{=}`` the start of the next
attribution; ``[p:...]`` a person, ``[o:...]`` an organisation, ``[l:...]`` a place, ``[x:...]`` another
name. Marks of entities may stand inside those of spans.
"""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.kinds import kind_of
from attribution.language.network.coreference import Chances
from attribution.language.network.statements import Kind, Stated
from attribution.language.people.speakers import find_speakers
from attribution.records import Attribution, Entity, EntityLabel, Span

_LABELS: dict[str, EntityLabel] = {"p": "PERSON", "o": "ORG", "l": "PLACE", "x": "OTHER"}
_MARK = re.compile(r"\{=\}|\{([sqc]):|\[([polxrb]):|[\]}]")
_KINDS: dict[str, Kind] = {"r": "role", "b": "body"}
# What the last texts state of the nearest person, as the network would mark it: "[r:mayor]", "[b:Harbour Board]"
_STATED: dict[str, list[Stated]] = {}


@dataclass
class _Parts:
    spans: dict[str, list[Span]] = field(default_factory=lambda: {"s": [], "q": [], "c": []})


def resolve(
    text: str,
    attributions: Sequence[Attribution],
    entities: Sequence[Entity],
    links: Chances | None = None,
    grammar: Grammar | None = None,
) -> list[Attribution]:
    """Return the attributions with their speakers and targets, as the pipeline's last two components find them."""
    stated = _STATED.get(text, ())
    return find_speakers(text, attributions, entities, links, grammar, stated=stated).with_targets()


def parse(marked: str) -> tuple[str, list[Attribution], list[Entity]]:
    """The bare text, its attributions and its entities."""
    text = ""
    position = 0
    parts = [_Parts()]
    entities: list[Entity] = []
    opened: list[tuple[str, int]] = []
    told: list[tuple[Kind, int, int]] = []
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        if match[0] == "{=}":
            parts.append(_Parts())
        elif match[1] or match[2]:
            opened.append((match[1] or match[2], len(text)))
        else:
            mark, start = opened.pop()
            if mark in _KINDS:
                told.append((_KINDS[mark], start, len(text)))
            elif mark in _LABELS:
                entities.append(Entity(start, len(text), _LABELS[mark]))
            else:
                parts[-1].spans[mark].append((start, len(text)))
    text += marked[position:]
    assert not opened, f"unclosed marks in {marked!r}"
    people = [one.start for one in entities if one.label == "PERSON"]
    _STATED[text] = [
        Stated(kind, (start, end), 1.0, min(people, key=lambda at: abs(at - start)), 1.0)
        for kind, start, end in told
    ]
    attributions = []
    for part in parts:
        content = tuple(part.spans["c"])
        attributions.append(
            Attribution(content, tuple(part.spans["s"]), tuple(part.spans["q"]), kind_of(text, content), 0.9)
        )
    return text, attributions, entities


@dataclass(frozen=True)
class Case:
    """A marked text and what is expected of its last attribution."""

    marked: str
    speaker: str | None
    method: str | None = None
    type: str | None = None


NAMES = [
    Case("[p:Marta Ellwood] came with [p:Hamdi Orek]. {s:Ms [p:Elwood]} {q:said} {c:it was late}.", "Marta Ellwood", method="surname"),
    Case("[p:Lydia Ternholm] came. {s:Ms [p:Ternohlms]} {q:said} {c:it was late}.", "Lydia Ternholm"),
    Case("[p:Lydia Ternholm] came, then [p:Oda Ternholn] came. {s:Ms [p:Ternholx]} {q:said} {c:it was late}.", "Ternholx"),
    Case("[p:Ida Brask] came. {s:Mr [p:Brusk]} {q:said} {c:it was late}.", "Brusk"),
    Case("[p:John Ellwood] came. {s:Ms [p:Elwood]} {q:said} {c:it was late}.", "Elwood"),
    Case("[p:Ida Brask] came, then [p:John Brask] came. In her book, {s:[p:Brask]} {q:said} {c:it was late}.", "Ida Brask"),
    Case("[p:John Brask] came, then [p:Ida Brask] came. {s:[p:Brask]} {q:said} {c:he was late}.", "John Brask"),
    Case("[p:John Brask] came, then [p:Ida Brask] came. {s:[p:Brask]} {q:said} {c:it was late}.", "Ida Brask"),
    Case("[p:John Brask] came. {s:[p:Brask]} {q:said} {c:she was late}.", "John Brask"),
    Case("[o:Thomas Petrel of Harbour Magazine] came. {s:[p:Petrel]} {q:said} {c:it is late}.", "Thomas Petrel"),
    Case("{s:The [o:King James of the Sea Society]} {q:said} {c:it is late}.", "King James of the Sea Society", type="organisation"),
    Case("{q:According to} {s:[p:Norland] Ambassador to the [l:United Isles] [p:Hamdi Orek]}, {c:it is late}.", "Hamdi Orek"),
    Case("{s:[l:Norland]'s envoy to [l:Veldoria] [p:Hamdi Orek]} {q:said} {c:no}.", "Hamdi Orek"),
    Case("{c:“It is late,”} {q:said} {s:[p:Oda Brask], a tide analyst at the [o:Harbour Rescue Institute]}.",
         "Oda Brask", method="named", type="person"),
    Case("{q:According to} {s:[p:Tomas Wrenfield], associate fellow at the [o:Royal Tide Society]}, {c:it is late}.",
         "Tomas Wrenfield", method="named"),
    Case("{c:“Go,”} {q:said} {s:[p:Rūta Šalnaitė], [l:Veldoria]’s former defense minister}.",
         "Rūta Šalnaitė", method="named"),
    Case("{c:“Go,”} {q:said} {s:[p:Bill Harrow], a prominent [x:Veldorian]-born financier who has pushed for}.",
         "Bill Harrow", method="named"),
    Case("{s:[l:US] Secretary of State [p:Mara Holm]} {q:said} {c:it was late}.",
         "Mara Holm", method="named"),
    Case("{s:Former secretary of state [p:Mara Holm]} {q:said} {c:it was late}.",
         "Mara Holm", method="named"),
    Case("{s:[x:Russian] Foreign Minister [p:Oda Brask]} {q:said} {c:it was late}.",
         "Oda Brask", method="named"),
    Case("{s:[x:Veldorian] Foreign Minister [p:Oda Brask]} {q:said} {c:it was late}. It rained in [l:Veldoria].",
         "Oda Brask", method="named"),
    Case("{s:[x:Quorish] Foreign Minister [p:Oda Brask]} {q:said} {c:it was late}.",
         "Oda Brask", method="named"),
    Case("{s:Foreign Minister [p:Oda Brask]} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[o:Tidewatch] spokeswoman [p:Oda Brask]} {q:said} {c:it was late}.",
         "Oda Brask", method="named"),
    Case("{s:Sen. [p:Oda Brask] (R-Norl.)} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask] (D-Norl.)} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask] of the [o:Harbour Post]} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[o:Harbour Post]’s [p:Oda Brask]} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:the head of [o:Tidewatch], [p:Oda Brask],} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], who heads [o:Tidewatch],} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[o:Civil Tide Authority] director General [p:Suleiman al-Amr]} {q:said} {c:it was late}.",
         "Suleiman al-Amr"),
    Case("{s:the site’s founder, [p:Jan Holm],} {q:said} {c:it was late}.",
         "Jan Holm"),
    Case("{s:[p:Brask]’s lawyer, [p:Jan Holm],} {q:said} {c:it was late}.",
         "Jan Holm"),
    Case("{s:[p:Oda Brask], head of policy at the [o:Trade Council of West Norland]} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], the [x:Republican] mayor of [l:Port Ansel],} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], 45, a nurse at [o:St. Ansel Hospital],} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], director of the [o:University of Ansel]’s Center for Tides,} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], president and CEO of [o:Tidewatch],} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:longtime tide analyst [p:Oda Brask]} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{s:a spokeswoman for [p:Jan Holm], [p:Oda Brask],} {q:said} {c:it was late}.",
         "Oda Brask"),
    Case("{c:“Go,”} {q:said} {s:[p:Dean Brask], dean of arts at [o:Ansel College]}.",
         "Dean Brask"),
    Case("{s:[p:Joseph R. Brask Jr.], the chief of staff at [o:Tidewatch],} {q:said} {c:it was late}.",
         "Joseph R. Brask Jr."),
    Case("{s:[p:Ursula van der Holm], the union’s chief negotiator,} {q:said} {c:no}.",
         "Ursula van der Holm"),
]  # fmt: skip

CHAINS = [
    # of two bearers of a surname the one of whom the article states the role
    Case("[r:Senator] [p:Ida Noll] met the [r:striker] [p:Otto Noll]. {c:“Yes,”} {s:Senator [p:Noll]} {q:said}.", "Ida Noll"),
    Case("[p:Ida Noll], the [r:trade secretary], spoke. [p:Otto Noll], who speaks for [o:Labour], laughed. {s:[p:Noll], the trade secretary,} {q:said} {c:no}.",
         "Ida Noll"),
    Case("[p:Bryn Holm] wrote poems. He left school in May.\n\n[p:John Fitzgarr], Earl of Tarn\n\nThe following autumn, he went to sea. "
         "{c:“Go,”} {s:he} {q:wrote}.", "Bryn Holm", method="pronoun"),
    Case("[p:Rachel Rook] liked [p:Carrow]. She was younger than [p:Carrow]; she was a student and she rose at seven. "
         "[p:Carrow] put on his coat. {c:“No,”} {s:she} {q:said}.", "Rachel Rook", method="pronoun"),
    Case("[r:President] [p:Oda Brask] came. {s:[p:Ida Holm]} {q:said} {c:she was late}. {=}{c:“Not so,”} {s:the president} {q:said}.", "Oda Brask"),
    Case("[p:Pasi Ervonen], an analyst at [o:Tidewatch], spoke. {c:“It is late,”} {s:[p:Ervonen]} {q:said}.",
         "Pasi Ervonen", method="surname"),
    Case("[p:Ursula van der Holm] came. {s:Ms. [p:Van der Holm]} {q:said} {c:no}.", "Ursula van der Holm", method="surname"),
    Case("[p:Inés García-Luna] came. {s:[p:García]} {q:said} {c:no}.", "Inés García-Luna", method="surname"),
    Case("[p:Enrique Peña Nieves] came. {s:[p:Pena Nieves]} {q:said} {c:no}.", "Enrique Peña Nieves", method="surname"),
    Case("[p:Rūta Šalnaitė] came. {s:[p:Salnaite]} {q:said} {c:no}.", "Rūta Šalnaitė", method="surname"),
    Case("[p:Joseph R. Brask Jr.] came. {s:[p:Brask]} {q:said} {c:no}.", "Joseph R. Brask Jr.", method="surname"),
    Case("[p:Ida Clayborne] and [p:Bill Clayborne] came. {s:Mr. [p:Clayborne]} {q:said} {c:no}.",
         "Bill Clayborne", method="surname"),
    Case("[p:Ida Clayborne] and [p:Bill Clayborne] came. {s:Mrs. [p:Clayborne]} {q:said} {c:no}.",
         "Ida Clayborne", method="surname"),
    Case("[p:Bernard Sandor] came. {s:[p:Bernie]} {q:said} {c:no}.", "Bernard Sandor"),
    Case("President [p:Ansel] came. {s:[p:Ansel]} {q:said} {c:no}.",
         "Ansel"),
    Case("Host: Anchor [p:Mike Wallin] asks.\n{s:WALLIN}{q::} {c:Why now?}",
         "Mike Wallin"),
    Case("It was [o:North Tide Alliance] ([o:NTA]) day. {s:[o:NTA]} {q:said} {c:no}.",
         "North Tide Alliance", type="organisation"),
]  # fmt: skip

BROKEN = [
    # the recogniser missed the name
    Case("{c:“It is late,”} {q:said} {s:Oda Brask, a tide analyst at the Harbour Rescue Institute}.",
         "Oda Brask"),
    Case("{s:Foreign Minister Oda Brask} {q:said} {c:it was late}.",
         "Oda Brask"),
    # the recogniser cut the name short
    Case("{c:“It is late,”} {q:said} {s:Oda [p:Brask], a tide analyst}.",
         "Oda Brask"),
    Case("{c:“It is late,”} {q:said} {s:[p:Oda] Brask, a tide analyst}.",
         "Oda Brask"),
    Case("{c:“It is late,”} {q:said} {s:[p:Oda Brask], a tide analyst at the [o:Harbour Rescue] Institute}.",
         "Oda Brask"),
    # the recogniser gave another label
    Case("[p:Oda Brask] came. {s:[o:Brask]} {q:said} {c:no}.", "Oda Brask", method="surname"),
    Case("{s:Mr. [o:Brask]} {q:said} {c:no}.", "Brask", type="person"),
    # the recogniser took in more than the name
    Case("{s:[p:President Oda Brask]} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask’s]} {q:claim} {c:that it was late}.", "Oda Brask"),
    # the surname alone was missed
    Case("[p:Oda Brask] came. {s:Brask} {q:said} {c:no}.", "Oda Brask", method="surname"),
    # the recogniser took parts of a body's name for people
    Case("{s:[p:Oda Brask], a tide analyst at the [p:Harbour] Rescue [p:Institute],} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], fellow at the Royal [p:Holm Tide] Institute,} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], fellow at the Institute for [p:Tidal Affairs],} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], fellow at the [p:Instituto] das [p:Marés],} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:Several [p:NTA] officials} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:[p:Rūta Šalnaitė], [p:Lithuania]’s former defense [p:minister],} {q:said} {c:no}.",
         "Rūta Šalnaitė"),
    Case("{s:[p:Oda] [p:Brask]} {q:said} {c:no}.", "Oda Brask", method="named"),
    Case("[p:Siri] [p:d’Orso-Lund] came. {s:[p:d’Orso-Lund]} {q:said} {c:no}.", "Siri d’Orso-Lund", method="surname"),
    # a headline taken for a name, once
    Case("[p:Oda Brask Slams Harbour]\n\n[p:Oda Brask] left. [p:Oda Brask] came. {s:[p:Brask]} {q:said} {c:no}.", "Oda Brask"),
    Case("[p:Oda Brask Slams] Harbour\n\n[p:Oda Brask] left. [p:Oda Brask] came. {s:[p:Brask]} {q:said} {c:no}.", "Oda Brask"),
    Case("[p:Oda Brask Slams] Harbour Plan\n\n[p:Oda Brask] left. {s:[p:Brask]} {q:said} {c:no}.", "Oda Brask"),
    Case("[p:Maria Lopez Garcia] left. [p:Maria Lopez] came. {s:[p:Lopez]} {q:said} {c:no}.", "Maria Lopez Garcia"),
    # words before a name
    Case("{s:[p:Comedian Maria Brask]} {q:said} {c:no}.",
         "Maria Brask"),
    Case("{s:[p:Neither Brask]} {q:said} {c:no}.", "Brask"),
    Case("{s:Minority [p:Whip Oda Brask]} {q:said} {c:no}.", "Oda Brask"),
    Case("{s:[p:Hunter Maria Brask]} {q:said} {c:no}.",
         "Maria Brask"),
    Case("{s:[p:ODA BRASK’S]} {q:view} {c:is no}.", "ODA BRASK"),
    # a lost space
    Case("{s:image[l:US] Secretary of State [p:Mara Holm]} {q:said} {c:it was late}.",
         "Mara Holm"),
]  # fmt: skip

REFERENCES = [
    Case("[p:Oda Brask], a [o:Tidewatch] engineer, spoke. {s:She} {q:said} {c:no}.",
         "Oda Brask", method="pronoun"),
    Case("{c:“A,”} {q:said} {s:[p:Oda Brask]}. {=}{s:She} {q:believes} {c:it is late}.", "Oda Brask", method="pronoun"),
    Case("{c:“A,”} {q:said} {s:[p:Oda Brask]}. {=}{c:“B,”} {s:he} {q:added}.", "Oda Brask", method="pronoun"),
    Case("Mr. [p:Brask] met Ms. [p:Holm]. {s:She} {q:said} {c:no}.", "Holm", method="pronoun"),
    Case("Ms. [p:Holm] met Mr. [p:Brask]. {s:She} {q:said} {c:no}.", "Holm", method="pronoun"),
    Case("[p:Ylva Quist] met [p:Ister Vann] on her yacht. Mr. [p:Vann] left. {s:She} {q:said} {c:no}.",
         "Ylva Quist", method="pronoun"),
    Case("{s:A senior official} {q:said} {c:no}. {=}{s:He} {q:added} {c:that it was late}.",
         None, method="pronoun", type="unnamed"),
    Case("{s:[p:Oda Brask], the defence minister,} {q:said} {c:no}. [p:Jan Holm] left. {=}{s:The minister} {q:said} {c:yes}.",
         "Oda Brask", method="nominal"),
    Case("[p:Oda Brask], a former tide analyst, met Judge [p:Jan Holm]. {s:The former analyst} {q:said} {c:yes}.",
         "Oda Brask", method="nominal"),
    Case("Sen. [p:Oda Brask] met Gov. [p:Jan Holm]. {s:The governor} {q:said} {c:yes}.", "Jan Holm", method="nominal"),
    Case("[r:Sen.] [p:Oda Brask] met [r:Gov.] [p:Jan Holm]. {s:The lawmaker} {q:said} {c:yes}.", "Oda Brask", method="nominal"),
    # The article's only leader, named below; but a bare "leader" may be the minister just named.
    Case("[r:Minister] [p:Oda Brask] spoke. {s:The leader of the opposition} {q:said} {c:no}. [r:Union leader] [p:Jan Holm] left.", "Jan Holm", method="nominal"),
    Case("[o:Tidewatch] cut jobs. {s:The company} {q:said} {c:sales fell}.", "Tidewatch", type="organisation", method="nominal"),
    Case("The [o:Harbour Committee] met in [l:Ansel]. [o:Tidewatch] lost. {s:The committee} {q:said} {c:no}.",
         "Harbour Committee", method="nominal"),
    Case("{s:[o:Tidewatch]} {q:said} {c:no}. {=}{s:It} {q:added} {c:that sales fell}.", "Tidewatch", method="pronoun"),
    Case("{s:Several [o:Tidewatch] officials} {q:said} {c:no}. {=}{s:They} {q:added} {c:that sales fell}.",
         None, method="pronoun", type="unnamed"),
    Case("[p:Oda Brask], {s:who} {q:said} {c:it was late}, left.", "Oda Brask", method="pronoun"),
    Case("Minister [p:Oda Brask] spoke. {s:The minister’s statement} {q:said} {c:no}.",
         "Oda Brask", method="nominal"),
    Case("[r:Finance minister] [p:Oda Brask] spoke.\n\n{s:Minister}{q::} {c:taxes will fall}",
         "Oda Brask", method="nominal"),
    Case("{s:Minister}{q::} {c:taxes will fall}\n\n[r:Finance minister] [p:Oda Brask] spoke.",
         "Oda Brask", method="nominal"),
    Case("{s:[p:Oda Brask]’s statement} {q:said} {c:no}.", "Oda Brask", type="person"),
    Case("{s:[o:Harbour Post]’s analysis of its own figures} {q:found} {c:no}.", "Harbour Post", type="organisation"),
    Case("{c:“A,”} {q:said} {s:[p:Oda Brask]}.\n\n{=}{c:“B.”}", "Oda Brask", method="continuation"),
]  # fmt: skip

SEEN_IN_NEWS = [
    Case("{s:[p:Oda Brask], who lives in [l:Ansel],} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], [p:Jan Holm]’s daughter,} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], the author of “Tides,”} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:Senator [p:Oda Brask], Republican of [l:Norland],} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:New Ansel City Council president [p:Oda Brask]} {q:said} {c:no}.",
         "Oda Brask"),
    Case("{s:[p:Oda Brask], a North Norland businesswoman,} {q:said} {c:no}.",
         "Oda Brask"),
    Case("They brought Sen. [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.",
         "Oda Brask", method="surname"),
    Case("{s:[p:Oda Brask], one of the pilots,} {q:said} {c:no}.",
         "Oda Brask"),
    Case("[p:Oda Brask], a pilot, met [p:Jan Holm]. {s:[p:Holm]} {q:said} {c:no}.", "Jan Holm", method="surname"),
    Case("{s:[l:VELDORIA] TODAY} {q:reported} {c:no}.", "VELDORIA TODAY", type="organisation"),
    Case("{s:super PACs} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("By Jan Holm\n\n[p:Oda Brask] came. {s:She} {q:said} {c:no}.", "Oda Brask", method="pronoun"),
    Case("By [p:Jan Holm]\n\nThe road is closed. {s:He} {q:said} {c:no}.",
         None, type="unresolved"),
    Case("{s:A statement from [o:Tidewatch]} {q:said} {c:no}.", "Tidewatch", type="organisation"),
    Case("{s:[p:Oda Brask], [p:Jan Holm] and [p:Ib Vann]} {q:said} {c:no}.", "Oda Brask, Jan Holm and Ib Vann",
         type="group"),
    Case("{s:an officer {c:who said no} in [l:Ansel]} {q:said}.",
         None, method="unnamed", type="unnamed"),
    Case("{c:“A,”} {q:said} {s:[p:Oda Brask]}. {=}{c:“B,”} {q:adding} {c:that it was late}.", "Oda Brask", method="continuation"),
    Case("{c:“We left,”} {q:said} {s:[p:Oda Brask]}. “{=}{s:I} {q:thought} {c:it was late}.”",
         None, method="unresolved"),
    Case("{c:“A.}\n\n{=}{c:“B,”} {q:said} {s:[p:Oda Brask]}.", "Oda Brask", method="named"),
]  # fmt: skip

UNNAMED = [
    Case("{s:Several [o:NTA] officials} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:[o:NTA] sources} {q:say} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{c:It is late}, {s:observers} {q:say}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:some} {q:believe} {c:it is late}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:A senior official} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:A spokesman for [o:Tidewatch]} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:[p:Brask]’s top advisers} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:[p:Brask] supporters} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:people close to [p:Oda Brask]} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{q:According to} {s:officials from the oldest [o:NTA] members}, {c:it is late}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:Officials who spoke to [o:TVK]} {q:said} {c:no}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:Polls} {q:show} {c:a lead}.",
         None, method="unnamed", type="unnamed"),
    Case("{s:I} {q:think} {c:it is late}.",
         None, method="unresolved", type="unresolved"),
    Case("{s:We} {q:think} {c:it is late}.",
         None, method="unresolved", type="unresolved"),
    Case("{s:She} {q:said} {c:it is late}.",
         None, method="unresolved", type="unresolved"),
    Case("{c:The road} {q:was said} {c:to be closed}.",
         None, method="unresolved", type="unresolved"),
]  # fmt: skip

BODIES = [
    # a body of another kind is not meant
    Case("[p:Ida Noll] works for [o:Varnholt Hospital]. {s:The union} {q:said} {c:no}.", None),
    Case("[o:Varnholt University] opened. {s:The agency} {q:said} {c:no}.", None),
    Case("The [o:Supreme Court] banned fireworks. {s:The monitoring agency} {q:said} {c:no}.", None),
    Case("The Tarn Institute poll came out. A Kelm poll came out. It rained. It rained. It rained. It rained. {s:The poll} {q:says} {c:it is late}.",
         None, type="unnamed"),
    Case("The Tarn Institute poll came out. {s:The new poll} {q:says} {c:it is late}.", None, type="unnamed"),
    Case("The October report came out. {s:The report} {q:says} {c:it is late}.", None, type="unnamed"),
    Case("The Tarn Institute poll came out. {s:The survey of the harbour} {q:says} {c:it is late}.", None, type="unnamed"),
    Case("The [o:Water Health Organisation] (WHO) met. {s:WHO} {q:said} {c:no}.",
         "Water Health Organisation", method="named", type="organisation"),
    Case("The [o:Water Health Organisation] (WHO) met. {s:The WHO} {q:said} {c:no}.",
         "Water Health Organisation", method="named", type="organisation"),
    Case("{s:The [o:Stonegate]} {q:said} {c:no}.",
         "Stonegate", method="named", type="organisation"),
    Case("{s:the Senate} {q:said} {c:no}.",
         "Senate", method="named", type="organisation"),
    Case("{s:The [o:Lake House]} {q:said} {c:no}.",
         "Lake House", method="named", type="organisation"),
    Case("{s:[o:TVK]} {q:reported} {c:no}.",
         "TVK", method="named", type="organisation"),
    Case("{s:[l:Port Ansel]} {q:said} {c:no}.",
         "Port Ansel", method="named", type="organisation"),
    Case("{s:[l:Veldoria]’s defence ministry} {q:said} {c:no}.", "Veldoria’s defence ministry", type="organisation"),
    Case("{s:the [p:Brask] campaign} {q:said} {c:no}.", "Brask campaign", type="organisation"),
    Case("{s:[l:Norland]’s [o:Civil Tide Authority]} {q:said} {c:no}.", "Civil Tide Authority", type="organisation"),
    Case("{s:[x:Republicans]} {q:said} {c:no}.", "Republicans", type="group"),
    Case("{s:[p:Oda Brask] and [p:Jan Holm]} {q:said} {c:no}.", "Oda Brask and Jan Holm", type="group"),
    Case("{s:[p:Oda Brask], an adviser, and [p:Jan Holm], a lawyer,} {q:said} {c:no}.", "Oda Brask and Jan Holm", type="group"),
    Case("{s:Both advisers, [p:Oda Brask] and [p:Jan Holm],} {q:said} {c:no}.", "Oda Brask and Jan Holm", type="group"),
]  # fmt: skip

ALL = SEEN_IN_NEWS + NAMES + CHAINS + BROKEN + REFERENCES + UNNAMED + BODIES
