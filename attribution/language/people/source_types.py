"""What kind of source an attribution has: a person, an organisation, a document, somebody unnamed, everybody.

The resolved speaker decides where there is one; where there is none, the words of the source do, by their head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.records import SourceType, Spans, Speaker
from attribution.words.bodies import METONYMS, ORG_NOUNS
from attribution.words.known_names import DEMONYMS
from attribution.words.lists import word_set
from attribution.words.roles import PARTY_WORDS, is_role
from attribution.words.text import fold_word
from attribution.words.word_classes import (
    ARTICLES,
    DOCUMENTS,
    FEMININE,
    FIRST_OR_SECOND,
    FIRST_SINGULAR,
    GROUP_NOUNS,
    MASCULINE,
    NEUTER,
    PLURAL_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    is_plural,
    singular,
)

_WORD = re.compile(r"[^\W_]+(?:[-.'’&][^\W_]+)*%?")
# Where the head of a phrase is behind us: its complements, relative clauses and appositions begin here.
_AFTER_HEAD = re.compile(
    r"\s(?:"
    + "|".join(sorted(PREPOSITIONS | (RELATIVES - {"that"})))
    + r"|that|such|this (?:week|month|year)|earlier|here|there|now|today|released|published|conducted"
    r"|written|titled|called|issued|close|familiar|briefed|speaking|placed"
    r"|commissioned|obtained|when|throughout|gathered|interviewed|surveyed|involved|said|is|was|were|are)(?:\s|$)"
    r"|,\s|\s[-–—(\[]"
)
_SHARE = re.compile(
    r"\d\s*%|\bper ?cent\b|\bpercent(?:age)?\b"
    r"|\b(?:half|third|thirds|quarter|quarters|majority|plurality|share|proportion)\s+of\s+(?:\S+\s+){0,3}"
    r"(?:voters|respondents|adults|americans|republicans|democrats|independents|those|men|women)\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d)\s+(?:in|out of)\s+(?:five|ten|10|three|four|\d)\b",
    re.IGNORECASE,
)
_SHARE_WITHIN = 60  # letters from its beginning
_NAMES_FOLLOW = re.compile(r",\s(?:[A-Z][\w.’'-]*\s){1,3}?(?:[A-Z][\w.’'-]*)(?:,|\sand\s)")
_BEFORE_RELATIVE = re.compile(r"(?:[\w’'-]+\s+){0,4}[\w’'-]+,?\s*$")
_BACK = 80
# Everybody, nobody, and those who are only said to watch.
_PUBLIC_WORDS = word_set(
    """
    americans people everyone everybody nobody anyone anybody many most some others few observers public world
    country nation none you all citizens humanity society
    """
)
_HALF_KNOWN = word_set("official diplomat officer aide insider source member person man woman voter worker one")
_PUBLIC_LEADS = word_set("the many most some few all other ordinary american no more young these those so every")
_PAPERS = DOCUMENTS - word_set(
    "column website work works index sign order broadcast publication paper podcast blog news caption cable"
) | word_set(
    """
    polls data evidence facts fact law laws act ruling constitution rule rules policy amendment agreement treaty
    contract documents papers emails e-mails posts texts letters reports studies surveys statistics numbers
    ads cables
    commercial film movie documentary tape audio recording footage platform measure legislation resolution
    subpoena warrant indictment court-documents guidelines definition term phrase headline history research
    science findings estimate estimates projections average respondents tally exit-poll count
    advertisements advertising image photo photograph slogan map chart plan proposal language notices
    """
)
# Those that are documents also with a capital; others are then mostly names of papers and bodies ("the Post").
_CAPITAL_PAPERS = word_set("poll polls survey report study act constitution bill amendment letter book ad memo")
_BODIES = (
    ORG_NOUNS
    | METONYMS
    | word_set(
        """
        media press nation country state states city county companies agencies banks networks newspapers outlets
        newspaper papers governments groups campaigns parties courts companies businesses organizations
        organisations corporations institutions ministries departments firms schools universities
        administration gop dnc rnc fbi cia nato committee committees sites judiciary white-house
        """
    )
) - word_set("police force team army military practice house operation")
# Of these an unknown holder is somebody in particular whom the article names, far more often than not.
_COLLECTIVES = word_set("police military troops army team staff family population electorate youth crowd audience")
_GROUP_HEADS = GROUP_NOUNS | _COLLECTIVES | {"sources"}
_SOME = word_set("people some others few many most")
_SINGLE = word_set("a an one another")
_SOMEBODY = word_set("person one source someone somebody")
_NEVER_PEOPLE = word_set("it this that what which there here who how why when as")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a source up to where its head is behind us, folded, and its last word as written."""

    words: tuple[str, ...]
    head: str
    written: str
    whole: str


def source_type(text: str, source: Spans, speaker: Speaker | None, *, quoted: bool = False) -> SourceType:
    """Return the type of a source with the speaker that it was resolved to.

    ``quoted`` says that the source stands within somebody's quoted words, where "we" is not the article's author.
    A quotation without a source has the type of the speaker who goes on, or else none.
    """
    named = speaker is not None and speaker.name is not None
    phrase = _phrase(text[source[0][0] : source[0][1]]) if source else None
    if phrase is None:
        return _of_name(speaker) if speaker and named else "none"
    if speaker and named and not (speaker.type == "group" and phrase.words[0] in _SINGLE):
        return "document" if _is_document(phrase, named=True) else _of_name(speaker)
    met = speaker is not None and speaker.type == "unnamed"
    first = phrase.words[0]
    if len(phrase.words) > 1 or first not in PRONOUNS:
        return "document" if _is_document(phrase) else _of_words(phrase, quoted=quoted, met=met)
    # "he" after "a senior official", "which" after "the bill"
    said = _before(text, source[0][0]) if first in RELATIVES else None
    meant = _phrase((speaker.description if speaker and met else said) or "")
    if meant is None or meant.words[0] in PRONOUNS:
        return _of_words(phrase, quoted=quoted, met=met)
    kind: SourceType = "document" if _is_document(meant) else _of_words(meant, quoted=quoted, met=met)
    return "unnamed_person" if kind == "none" and first in MASCULINE | FEMININE else kind


def _before(text: str, start: int) -> str | None:
    """The words that a relative pronoun at ``start`` follows."""
    found = _BEFORE_RELATIVE.search(text[max(0, start - _BACK) : start])
    if found is None:
        return None
    words = found.group().strip(" ,").split()
    # From the last determiner on: "supports the bill that" is about a bill.
    at = max(
        (n for n, word in enumerate(words) if word.lower() in ARTICLES or word.lower() in QUANTIFIERS), default=-1
    )
    return " ".join(words[at:] if at >= 0 else words[-1:]) or None


def _phrase(words: str) -> _Phrase | None:
    whole = " ".join(words.split()).strip("\"“”‘’',.:;- ")
    cut = _AFTER_HEAD.search(whole)
    kept = whole[: cut.start()] if cut and cut.start() > 0 else whole
    found = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(kept)]
    if not found:
        return None
    folded = tuple(fold_word(word).rstrip(".") for word in found)
    return _Phrase(folded, folded[-1], found[-1], whole)


def _is_document(phrase: _Phrase, *, named: bool = False) -> bool:
    if not named and _SHARE.search(phrase.whole[:_SHARE_WITHIN]):
        return True
    head = phrase.head
    if phrase.written[:1].isupper() and (named or len(phrase.words) > 1) and head not in _CAPITAL_PAPERS:
        return False
    return head in _PAPERS or (head not in _BODIES and not is_role(head) and singular(head) in _PAPERS)


def _of_name(speaker: Speaker) -> SourceType:
    name = fold_word(speaker.name or "")
    if speaker.type == "person":
        return "person"
    if speaker.type != "group":
        return "organisation"
    parts = [part for part in re.split(r", | and ", name) if part]
    if all(part == "americans" or part.endswith(" people") for part in parts):
        return "public"
    many = all(_is_people(part.split()[-1]) for part in parts)
    return "unnamed_group" if many or len(parts) < 2 else "person"


def _is_people(word: str) -> bool:
    return singular(word) in DEMONYMS or singular(word) in PARTY_WORDS or word in _GROUP_HEADS or is_plural(word)


def _of_words(phrase: _Phrase, *, quoted: bool, met: bool) -> SourceType:
    """The type by the words alone. ``met`` says that they were read as somebody whom nobody names."""
    if len(phrase.words) == 1 and (kind := _of_pronoun(phrase.head, quoted=quoted)):
        return kind
    return _of_many(phrase) or _of_one(phrase, met=met)


def _of_many(phrase: _Phrase) -> SourceType | None:
    """The type of words that mean everybody, several people or a body; None where they mean one."""
    head, capital = phrase.head, phrase.written[:1].isupper()
    public = head in _PUBLIC_WORDS and all(word in _PUBLIC_LEADS for word in phrase.words[:-1])
    alone = phrase.whole.casefold().endswith(head)  # "people in the crowd" are some people only
    public = public or " ".join(phrase.words) == "no one"
    group = head in _COLLECTIVES or (
        head in _GROUP_HEADS and head not in ("person", "source") and (is_plural(head) or not is_role(head))
    )
    rules: tuple[tuple[bool, SourceType], ...] = (
        (public and (alone or head not in _SOME), "public"),
        (head == "two" or (is_plural(head) and bool(_NAMES_FOLLOW.search(phrase.whole))), "person"),
        (head in _BODIES or (singular(head) in _BODIES and head not in _GROUP_HEADS), "organisation"),
        (public or group or (is_plural(head) and not capital), "unnamed_group"),
        (capital and _is_people(head) and not is_role(head) and phrase.words[0] not in _SINGLE, "unnamed_group"),
    )
    return next((kind for holds, kind in rules if holds), None)


def _of_one(phrase: _Phrase, *, met: bool) -> SourceType:
    first, head, capital = phrase.words[0], phrase.head, phrase.written[:1].isupper()
    person = is_role(head) or head in _SOMEBODY or head.endswith("-year-old") or _is_people(head)
    # "the senator" whom no rule found is mostly somebody with a name all the same; "a senator" is not.
    known = first in ("the", "this", "that") and head not in _HALF_KNOWN and "’s " not in phrase.whole
    body = len(phrase.words) == 1 or first == "the"
    somebody = met and head not in _NEVER_PEOPLE and first in _SINGLE
    rules: tuple[tuple[bool, SourceType], ...] = (
        (person, "person" if known else "unnamed_person"),
        (capital, "organisation" if body else "person"),
        (somebody, "unnamed_person"),
    )
    return next((kind for holds, kind in rules if holds), "none")


def _of_pronoun(word: str, *, quoted: bool) -> SourceType | None:
    """The type of a pronoun that nobody could resolve: whom such a pronoun mostly means."""
    author: SourceType = "outlet"
    if quoted:
        author = "person" if word in FIRST_SINGULAR else "unnamed_group"
    rules: tuple[tuple[bool, SourceType], ...] = (
        (word in MASCULINE or word in FEMININE, "person"),
        (word in NEUTER, "organisation"),
        (word in PLURAL_PRONOUNS, "unnamed_group"),
        (word.startswith("you"), "public"),
        (word in FIRST_OR_SECOND, author),
        (word in ("who", "whom", "whose"), "unnamed_person"),
        (word in RELATIVES, "none"),
    )
    return next((kind for holds, kind in rules if holds), None)
