"""Repairs what a recogniser of names gets wrong: stray ends, split votes, missing and cut names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attribution.language.mentions.layout import tidy
from attribution.records import Entity, EntityLabel, Span
from attribution.words.bodies import FOREIGN_BODIES, METONYMS, ORG_NOUNS
from attribution.words.known_names import COUNTRIES, COUNTRY_CODES, DEMONYMS, FEMALE_NAMES, MALE_NAMES
from attribution.words.lists import word_set
from attribution.words.names import is_particle, parse_name
from attribution.words.roles import PARTY_WORDS, PORTFOLIOS, ROLE_MODIFIERS, is_role
from attribution.words.text import WORD, fold_word
from attribution.words.titles import COURTESY, SUFFIXES, is_titleword
from attribution.words.word_classes import (
    ARTICLES,
    DOCUMENTS,
    GROUP_NOUNS,
    NEVER_NAMES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    singular,
)

# A person and the body they belong to, taken for one name
_OF_BODY = re.compile(r"([A-Z][\w’'-]+ (?:[A-Z]\. )?[A-Z][\w’'-]+) of (?:the )?([A-Z][^,;]+)")
# Words that join the parts of a body's name, in the languages such names come in.
_CAPITAL_BEFORE = re.compile(r"(?<![\w’'-])([^\W\d_a-z][\w’'-]*) $")
_PART_OF_BODY = re.compile(
    r"([^\W\d_a-z][\w’'-]*) ((?:of|for|on|für|de|do|da|dos|das|del|della|di|des|du|pour|para) (?:the |la |el )?)?$"
)
_WORD_BEFORE = re.compile(r"(?<![\w’'.-])([^\W\d_][\w’'-]*|[^\W\d_]\.)[ \u00a0]$")
_CONNECTORS = word_set("of for fur und et e y d l pour para zur zum auf the di du")


def clean(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Entities inside the text, trimmed, in order, the longer of two that overlap."""
    trimmed = []
    for entity in entities:
        start, end = tidy(text, entity.start, entity.end)
        if entity.label == "PERSON":
            start = _without_office(text, start, end)
        for suffix in ("'s", "’s", "‘s", "'S", "’S"):
            if text[start:end].endswith(suffix):
                end -= 2
        # A name has a capital; "US" is no pronoun.
        named = any(chain.isupper() for chain in text[start:end])
        if start < end and named and fold_word(text[start:end]).partition("'")[0] not in PRONOUNS:
            trimmed.append(Entity(start, end, entity.label))
    trimmed.sort(key=lambda e: (e.start, e.start - e.end))
    kept: list[Entity] = []
    for entity in trimmed:
        if kept and entity.start < kept[-1].end:
            if entity.end - entity.start > kept[-1].end - kept[-1].start:
                kept[-1] = entity
            continue
        kept.append(entity)
    return kept


def _without_office(text: str, start: int, end: int) -> int:
    """Where a person's name begins once what belongs to an office before it is left out: "Foreign",
    "US", the "State" of "Secretary of State NAME". Equal to ``end`` where nothing else was taken for a name."""
    for match in WORD.finditer(text, start, end):
        word = fold_word(match[0])
        of_office = word == "state" and text[max(0, match.start() - 3) : match.start()] == "of "
        glued = match[0][0].islower() and match.start() == start and match.end() < end
        code = word in COUNTRY_CODES and match[0].isupper()
        if not (of_office or glued or code or word in PORTFOLIOS or word in ROLE_MODIFIERS):
            return match.start()
    return end


def settle(text: str, found: Iterable[Entity], sources: Sequence[Span]) -> list[Entity]:
    """The entities with one label a string, by vote, and names in sources where no entity was found."""
    entities = [part for entity in clean(text, found) for part in _member_and_body(text, entity)]
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    surnames = set()
    for entity in entities:
        written = fold_word(text[entity.start : entity.end])
        votes[written][entity.label] += 1
        if entity.label == "PERSON":
            name = parse_name(text, entity.start, entity.end)
            if name and len(name.words) > 1:
                surnames.add(name.words[-1])
    settled: list[Entity] = []
    for entity in entities:
        written = fold_word(text[entity.start : entity.end])
        label: EntityLabel = votes[written].most_common(1)[0][0]
        if votes[written]["PERSON"] * 2 >= votes[written].total() and votes[written]["PERSON"]:
            label = "PERSON"
        before = text[max(0, entity.start - 8) : entity.start].split()
        addressed = bool(before) and text[entity.start - 1].isspace() and before[-1][0].isupper()
        titled = addressed and fold_word(before[-1]).rstrip(".") in COURTESY
        # A place may share a surname; but "Washington: taxes will fall" is somebody's headline.
        place = entity.label == "PLACE" and text[entity.end : entity.end + 1] != ":"
        surname = label != "PERSON" and written in surnames and not place
        if titled or surname or (label != "PERSON" and _bearer(written, votes)):
            label = "PERSON"
        elif label == "PERSON":
            label = _corrected(text, entity, written, surnames)
        whole = _with_body(text, entity) if label == "PERSON" and not titled else None
        whole = whole or Entity(entity.start, entity.end, label)
        if settled and settled[-1].end > whole.start:  # two halves of one body's name
            whole = Entity(min(settled[-1].start, whole.start), max(settled[-1].end, whole.end), "ORG")
            settled.pop()
        settled.append(whole)
    starts = [entity.start for entity in settled]
    guessed: list[Entity] = []
    for start, end in sources:
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        reach = settled[low - 1].end if low else 0
        taken = settled[low:high]
        if guessed and guessed[-1].end > start:
            continue  # a source that overlaps the one before
        guessed.extend(_guess(text, max(start, reach), end, taken))
    return sorted([*settled, *guessed], key=lambda e: (e.start, e.end))


def _member_and_body(text: str, entity: Entity) -> list[Entity]:
    """A name that is a person's and a body's: "Tomas Petrel of Harbour Magazine"; else the name as it is."""
    joined = _OF_BODY.fullmatch(text, entity.start, entity.end) if entity.label == "ORG" else None
    first = fold_word(joined[1].split()[0]) if joined else ""
    if joined is None or not (first in FEMALE_NAMES or first in MALE_NAMES):
        return [entity]
    return [Entity(*joined.span(1), "PERSON"), Entity(*joined.span(2), "ORG")]


def _bearer(written: str, votes: Mapping[str, Counter[EntityLabel]]) -> bool:
    """Whether a name that was taken for a place is a person's: "Oda Street", where "Street" alone is somebody."""
    words = written.split()
    if len(words) < 2 or not (words[0] in FEMALE_NAMES or words[0] in MALE_NAMES):
        return False
    alone = votes.get(words[-1])
    return alone is not None and alone["PERSON"] >= 2 and alone["PERSON"] * 2 > alone.total()


def _corrected(text: str, entity: Entity, written: str, surnames: set[str]) -> EntityLabel:
    """The label of what a recogniser took for a person and common knowledge knows better."""
    word = text[entity.start : entity.end]
    if written in METONYMS or word.split()[0].casefold() in FOREIGN_BODIES or written in FOREIGN_BODIES:
        return "ORG"
    if written in ORG_NOUNS and written not in surnames:
        return "ORG"
    if written in COUNTRIES or written in COUNTRY_CODES:
        return "PLACE"
    if _is_people(written) or _is_people(written.removesuffix("s")):
        return "OTHER"
    speaks_turn = text[entity.end : entity.end + 1] == ":"  # "WALLIN: Why now?"
    acronym = word.isalpha() and word.isupper() and 1 < len(word) <= 6
    return "ORG" if acronym and not speaks_turn and written not in surnames else "PERSON"


def _with_body(text: str, entity: Entity) -> Entity | None:
    """The body in whose name a supposed person stands, else None: "Royal [Holm Tide] Institute",
    "Institute for [Northern Affairs]", "at the [Holm Archive]"."""
    before = text[max(0, entity.start - 60) : entity.start]
    after = WORD.match(text, entity.end + 1) if text[entity.end : entity.end + 1] == " " else None
    noun = fold_word(after[0]) if after and after[0][0].isupper() else ""
    if after and noun in ORG_NOUNS and not is_role(noun):
        return Entity(_start_of_run(text, entity.start), after.end(), "ORG")
    part = _PART_OF_BODY.search(before)
    if part and (fold_word(part[1]) in FOREIGN_BODIES or (part[2] and fold_word(part[1]) in ORG_NOUNS)):
        return Entity(_start_of_run(text, entity.start - len(part[0])), entity.end, "ORG")
    follows = text[entity.end : entity.end + 2]
    modifies = (follows[:1].isspace() and follows[1:].islower()) or follows[:1] in ("'", "’", "-")
    if before.endswith((" the ", "\nthe ")) and not modifies:
        return Entity(entity.start, entity.end, "ORG")
    return None


def _start_of_run(text: str, start: int) -> int:
    """Where the capitalised words that lead up to a position begin."""
    while True:
        before = _CAPITAL_BEFORE.search(text[max(0, start - 24) : start])
        if not before or fold_word(before[1]) in NEVER_NAMES or is_titleword(fold_word(before[1])):
            return start
        start -= len(before[0])


def _is_people(word: str) -> bool:
    return word in DEMONYMS or word in PARTY_WORDS


def _guess(text: str, start: int, end: int, taken: Sequence[Entity]) -> list[Entity]:
    """Names by their capitals, where the model found none at a source's head or in the rest of it.

    With names found by the model (``taken``) only the words before the first of them are looked at,
    where the speaker stands, and those after a body whose role they name ("Tidewatch director ...").
    """
    limit = taken[0].start if taken else end
    if taken and taken[0].label != "PERSON":
        following = taken[1].start if len(taken) > 1 else end
        guessed_after = _role_bearer(text, taken[0].end, following)
        if guessed_after:
            return [guessed_after]
    guessed = []
    for number, capitals in enumerate(_capital_runs(text, start, limit)):
        before = text[start : capitals[0][0]].rstrip()
        words = [fold_word(text[a:b]).rstrip(".") for a, b in capitals]
        lead = _leading_titles(words)
        words, run = words[lead:], capitals[lead:]
        if not words or text[run[-1][1] : run[-1][1] + 1] == "-" or all(_is_address(word) for word in words):
            continue
        span = (run[0][0], run[-1][1])
        placed = _place_in_source(before, head=number == 0)
        if placed == "no" or (taken and placed != "head"):
            continue
        if taken and (span[1] == limit or text[span[1] : limit].isspace()):
            continue  # the model's name goes on here; it is completed as such
        if len(words) == 1 and not _looks_like_name(text, run[0], words[0]):
            continue
        after = text[span[1] : span[1] + 1]
        body = any(word in ORG_NOUNS or word in ("of", "for", "fur") for word in words) or (
            len(words) == 1 and text[span[0] : span[1]].isupper() and after != ":"
        )
        article = before.casefold().endswith(" the") or before.casefold() == "the"
        group = _is_people(words[-1]) or _is_people(words[-1].removesuffix("s"))
        label: EntityLabel = "OTHER" if group else "ORG" if body or article or placed == "of" else "PERSON"
        if label == "PERSON" and before and fold_word(before.split()[-1]) in ORG_NOUNS:
            label = "ORG"  # "the security firm Tidewatch"
        guessed.append(Entity(*span, label))
    return guessed


def _role_bearer(text: str, start: int, end: int) -> Entity | None:
    """The name after a role that follows a body's name directly: "US Secretary of State ..."."""
    clause = text[start:end].partition(",")[0]
    if not clause.startswith((" ", "'", "’")):
        return None
    for run in _capital_runs(text, start, start + len(clause)):
        words = [fold_word(text[a:b]).rstrip(".") for a, b in run]
        lead = _leading_titles(words)
        before = [fold_word(word) for word in text[start : run[0][0]].split()]
        if any(word in PREPOSITIONS for word in before):
            return None
        role_right_before = lead > 0 or (bool(before) and is_role(before[-1]))
        if role_right_before and lead < len(run) and not all(_is_address(word) for word in words[lead:]):
            return Entity(run[lead][0], run[-1][1], "PERSON")
    return None


def _is_address(word: str) -> bool:
    """Whether a word is title, role or their modifier, and so no name by itself."""
    return word in COURTESY or word in ROLE_MODIFIERS or is_titleword(word) or is_role(word)


def _capital_runs(text: str, start: int, end: int) -> list[list[Span]]:
    """Stretches of capitalised words, with the particles and connecting words inside them."""
    runs: list[list[Span]] = []
    for match in WORD.finditer(text, start, end):
        word = fold_word(match[0])
        joined = bool(runs) and not text[runs[-1][-1][1] : match.start()].strip(" \u00a0.&")
        if match[0][0].isupper() and word not in PRONOUNS and (joined or word not in NEVER_NAMES):
            if joined:
                runs[-1].append(match.span())
            else:
                runs.append([match.span()])
        elif joined and (is_particle(word) or word in _CONNECTORS or (word.isdigit() and len(word) < 3)):
            runs[-1].append(match.span())
        elif not joined and is_particle(word) and word not in ("a", "e", "y", "o"):
            runs.append([match.span()])  # "de la Torre": kept where a capital follows
    for run in runs:
        while run and text[slice(*run[-1])].islower():
            run.pop()
    return [run for run in runs if run]


def _leading_titles(words: Sequence[str]) -> int:
    """How many words of a run are title, role, portfolio, party or nation before the name."""
    last = len(words) - 1
    roles = [i for i, word in enumerate(words[:-1]) if is_role(word) or is_titleword(word)]
    lead = roles[-1] + 1 if roles else 0
    if lead < last and words[lead] in ("of", "for"):
        lead += 1
        while lead < last and words[lead] in PORTFOLIOS:
            lead += 1
    while lead < last and (_is_people(words[lead]) or words[lead] in _CONNECTORS):
        lead += 1
    return lead


def _place_in_source(before: str, *, head: bool) -> str:
    """Where in a source a run of capitals stands: its head, in apposition, after a preposition, or no."""
    words = before.replace(",", " , ").split()
    plain_lead = not any(word in PREPOSITIONS or word == "," for word in words)
    last = fold_word(words[-1]) if words else "the"
    leads = last in ARTICLES or last in ORG_NOUNS or _is_address(last) or _is_people(last) or last in QUANTIFIERS
    if plain_lead and ((head and leads) or is_role(last)):
        return "head"
    if words and words[-1] == ",":
        return "head" if any(is_role(fold_word(word)) for word in words) else "no"
    while words and words[-1].casefold() in ("the", "its", "his", "her", "a"):
        words.pop()
    return "of" if words and words[-1] in ("at", "of", "for", "from", "with", "by", "to") else "no"


def _looks_like_name(text: str, span: Span, word: str) -> bool:
    """Whether a lone capitalised word may be a name: not a noun that stands first in its sentence."""
    if any(is_role(w) or w in GROUP_NOUNS or w in ORG_NOUNS or w in DOCUMENTS for w in (word, singular(word))):
        return False
    if word.endswith("s") and (text.find(f" {text[span[0] : span[1]].lower()} ") >= 0):
        return False
    return text.find(f" {text[span[0] : span[1]].lower()}") < 0


def complete(text: str, entity: Entity, sources: Sequence[Span], limits: Span) -> Span:
    """A person's span with the capitalised words beside it that belong to the name.

    Inside a source any word that can be a name's belongs to it; elsewhere a sentence's first word and
    the words of a headline are left out, which are capitalised for other reasons. ``limits`` are where
    the names of others beside it end and start.
    """
    start, end = entity.start, entity.end
    index = bisect_left(sources, (start + 1, -1)) - 1
    inside = index >= 0 and sources[index][0] <= start and end <= sources[index][1]
    bounds = sources[index] if inside else limits
    low, high = max(limits[0], bounds[0]), min(limits[1], bounds[1])
    opening = WORD.match(text, start)
    if opening and is_titleword(fold_word(opening[0]).rstrip(".")) and opening.end() < end:
        low = start  # "Professor Brask": nothing before the title is hers
    while True:
        before = _WORD_BEFORE.search(text, max(low, start - 40), start)
        if not before or not _namelike(text, before.span(1)) or before[1].endswith(("'s", "’s", "'", "’")):
            break
        if not inside and not _clearly_a_name(text, before[1], before.start(1)):
            break
        start = before.start(1)
    whole = " " in text[entity.start : entity.end]  # names of two words are seldom cut outside a source
    while (after := _name_after(text, end, high)) and (inside or not (whole or in_headline(text, start, after))):
        end = after
    return start, end


def _name_after(text: str, end: int, high: int) -> int:
    """The end of the next word of a name, over particles ("de la Torre"), or 0."""
    for _ in range(4):
        after = WORD.match(text, end + 1, high) if text[end : end + 1] in (" ", "\u00a0") else None
        if not after:
            return 0
        if _namelike(text, after.span()):
            return after.end()
        word = fold_word(after[0])
        if not is_particle(word) or word in ("a", "e", "y", "o"):
            return 0
        if any(chain.isupper() for chain in after[0]):
            return after.end()  # "d'Orso"
        end = after.end()
    return 0


def _clearly_a_name(text: str, word: str, at: int) -> bool:
    """Whether a capitalised word outside a source is more than the first of its sentence or headline."""
    known = fold_word(word)
    if known in MALE_NAMES or known in FEMALE_NAMES or not word.isascii():
        return True
    before = text[max(0, at - 3) : at].rstrip(" \u00a0")
    begins = not before or before[-1] in '.!?\n\r"“”‘:;—–-…*•'
    return not begins and not in_headline(text, at, at + len(word))


def in_headline(text: str, start: int, end: int) -> bool:
    """Whether the words around a position all have capitals."""
    line = text[max(0, start - 60) : start].rpartition("\n")[2] + " " + text[end : end + 60].partition("\n")[0]
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) >= 2 and small * 3 < len(words)


def _namelike(text: str, span: Span) -> bool:
    word = fold_word(text[span[0] : span[1]]).rstrip(".")
    if not text[span[0]].isupper() or word in SUFFIXES:
        return False
    known = is_role(word) or is_titleword(word) or word in NEVER_NAMES or word in PARTY_WORDS or word in ORG_NOUNS
    return not (
        known or word in DEMONYMS or word in GROUP_NOUNS or (len(word) > 1 and text[span[0] : span[1]].isupper())
    )
