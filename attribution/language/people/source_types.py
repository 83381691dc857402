"""What kind of source an attribution has: a person, an organisation, a document, somebody unnamed, everybody.

The resolved speaker decides where there is one; where there is none, the head of the source does, by the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.language.mentions.grammar import Grammar
from attribution.records import SourceType, Span, Spans, Speaker
from attribution.words import lists
from attribution.words.bodies import METONYMS, ORG_NOUNS
from attribution.words.cue_words import DATA, WRITINGS
from attribution.words.known_names import DEMONYMS
from attribution.words.lists import word_set
from attribution.words.roles import PARTY_WORDS, are_figures, is_role
from attribution.words.text import fold_word
from attribution.words.word_classes import (
    BANNERS,
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
    RELATIVES,
    is_plural,
    singular,
)

_WORD = re.compile(r"[^\W_]+(?:[-.'’&,][^\W_]+)*%?")
# Without a tree, the head of a phrase stands before the first of these.
_AFTER_HEAD = re.compile(rf"\s(?:{'|'.join(sorted(PREPOSITIONS | RELATIVES))})\s|,\s|\s[-–—(\[]")
_SHARE = re.compile(
    r"\d\s*%|\bper ?cent\b|\bpercent(?:age)?\b"
    r"|\b(?:half|thirds?|quarters?|majority|plurality|share|proportion)\s+of\s+(?:\S+\s+){0,3}"
    r"(?:voters|respondents|adults|americans|republicans|democrats|independents|those|men|women)\b"
    r"|\b(?:[2-9]|one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out of)\s+(?:\d|five|ten|three|four)",
    re.IGNORECASE,
)
_SHARE_WITHIN = 60  # letters from its beginning
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
_nouns = lists.words
_PUBLIC, _PUBLIC_LEADS = _nouns("nouns", "public"), _nouns("nouns", "public leads")
_HALF_KNOWN = _nouns("nouns", "half known")
_CAPITAL_PAPERS = _nouns("nouns", "capital papers")
_BODIES = (
    ORG_NOUNS
    | METONYMS
    | word_set("band brokerage choir city clinic county country crew daily gop judiciary jury leadership nation")
    | word_set("non-profit orchestra prosecution state tabloid zoo")
) - word_set("police force team army military practice house operation")
_PAPERS = (
    frozenset(map(singular, DOCUMENTS | DATA | WRITINGS | _nouns("nouns", "papers") | BANNERS))
    - _nouns("nouns", "no papers")
    - _BODIES
)
_COLLECTIVES = word_set("police military troops army team staff family population electorate youth crowd audience")
_GROUPS = GROUP_NOUNS | _COLLECTIVES | {"sources"}
_SOME = word_set("people some others few many most")
_SINGLE = word_set("a an one another each")
_NEVER_PEOPLE = word_set("it this that what which there here who how why when as")
# How words for things end, of which none speaks as somebody.
_THING = re.compile(r"(?:[ts]ion|ment|ness|ity|ism|ship|ure|sis|ing|[ae]nce|ics|logy)$")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A source by its head: folded, whether it is a name, the words before it, whether more follow, all of it,
    and its token where the text is parsed."""

    head: str
    name: bool
    lead: tuple[str, ...]
    alone: bool
    whole: str
    token: int | None = None

    @property
    def first(self) -> str:
        return self.lead[0] if self.lead else self.head


class _Reader:
    """Reads phrases of one text, by its tree where it has one."""

    def __init__(self, text: str, grammar: Grammar | None) -> None:
        self.text = text
        self.grammar = grammar

    def phrase(self, span: Span, token: int | None = None) -> _Phrase | None:
        """The phrase of a span; None for one without a word, or with a verb for its head."""
        text, grammar = self.text, self.grammar
        words = list(_WORD.finditer(text, *span))
        if not words:
            return None
        if grammar is not None:
            token = self._head(*span) if token is None else token
            if token is None:
                return None
            at = next((n for n, w in enumerate(words) if w.end() > grammar.starts[token]), len(words) - 1)
        else:
            cut = _AFTER_HEAD.search(text, span[0] + 1, span[1])
            at = max(0, sum(word.end() <= cut.start() for word in words) - 1 if cut else len(words) - 1)
        folded = [fold_word(re.sub(r"['’]s$", "", word.group())).rstrip(".") for word in words]
        within = text[: words[at].start()].rstrip(" ")[-1:].isalnum()  # and so its capital is no sentence's
        named = grammar is not None and token is not None and grammar.tags[token] == "PROPN"
        proper = words[at].group()[0].isupper() and (named or within)
        whole = " ".join(text[slice(*span)].split())
        return _Phrase(folded[at], proper, tuple(folded[:at]), at == len(words) - 1, whole, token)

    def _head(self, start: int, end: int) -> int | None:
        """The noun or pronoun of a stretch on which the others hang, or the subject where that is a verb."""
        grammar = self.grammar
        if grammar is None:
            return None
        inside = grammar.within(start, end)
        tops = [t for t in inside if grammar.heads[t] == t or grammar.heads[t] not in inside]
        below = [t for top in tops for t in grammar.children(top, "nsubj", "nsubj:pass", "obj") if t in inside]
        nominal = [t for t in (*tops, *below) if grammar.tags[t] in _NOMINAL]
        return min(nominal, key=lambda t: (_NOMINAL.index(grammar.tags[t]) > 2, nominal.index(t)), default=None)

    def below(self, phrase: _Phrase, relation: str, case: str = "") -> list[_Phrase]:
        """The phrases that hang on the head of one by a relation, with a preposition."""
        grammar, found = self.grammar, []
        if grammar is None or phrase.token is None:
            return []
        for token in grammar.children(phrase.token, relation):
            cases = [self.text[grammar.starts[t] : grammar.ends[t]] for t in grammar.children(token, "case")]
            if not case or case in cases:
                found.append(self.phrase(grammar.extent(token), token))
        return [one for one in found if one is not None]

    def antecedent(self, at: int) -> _Phrase | None:
        """What a relative pronoun goes back to: the word that its clause hangs on."""
        grammar = self.grammar
        here = grammar.within(at, at + 1) if grammar else ()
        if grammar is None or not here:
            return None
        token, clause = here[0], here[0]
        while not grammar.relations[clause].startswith("acl") and grammar.heads[clause] != clause:
            clause = grammar.heads[clause]
        token = grammar.heads[clause]
        if token == clause or grammar.starts[token] > at or grammar.tags[token] not in _NOMINAL:
            token = max(0, here[0] - 1)  # the clause was hung elsewhere
            token -= grammar.tags[token] == "PUNCT"
            if token < 0 or grammar.tags[token] not in ("NOUN", "PROPN"):
                return None
        return self.phrase((grammar.extent(token, without=[clause])[0], grammar.ends[token]), token)


def source_type(
    text: str,
    source: Spans,
    speaker: Speaker | None,
    grammar: Grammar | None = None,
    *,
    quoted: bool = False,
    speaks: bool = True,
) -> SourceType:
    """Return the type of a source with the speaker that it was resolved to.

    ``quoted`` says that the source stands within somebody's quoted words, where "we" is not the article's author;
    ``speaks``, that the cue is for what only somebody does: say, think, want or feel.
    A quotation without a source has the type of the speaker who goes on, or else none.
    """
    reader = _Reader(text, grammar)
    named = speaker is not None and speaker.name is not None
    phrase = reader.phrase(source[0]) if source else None
    if speaker and named and not (phrase and speaker.type == "group" and phrase.first in _SINGLE):
        return "document" if phrase and _is_document(phrase, named=True) else _of_name(speaker)
    if phrase is None:
        return "none"
    if phrase.lead or phrase.head not in PRONOUNS:
        return _of_words(reader, phrase, quoted=quoted, speaks=speaks)
    # "he" after "a senior official", "which" after "the bill"
    meant = reader.antecedent(source[0][0]) if phrase.head in RELATIVES else None
    if meant is None and speaker and speaker.type == "unnamed" and speaker.mention:
        meant = reader.phrase(speaker.mention)
    if meant is None or meant.first in PRONOUNS - {"those"}:
        meant = phrase
    kind = _of_words(reader, meant, quoted=quoted, speaks=speaks)
    gendered = phrase.head in MASCULINE | FEMININE and kind in ("none", "document")
    return "unnamed_person" if gendered else kind


def _is_document(phrase: _Phrase, *, named: bool = False) -> bool:
    if not named and _SHARE.search(phrase.whole[:_SHARE_WITHIN]):
        return True
    if phrase.name and (named or phrase.lead) and phrase.head not in _CAPITAL_PAPERS:
        return False
    return (
        phrase.head != "number"
        and singular(phrase.head) in _PAPERS
        and not are_figures((*phrase.lead, phrase.head))
    )


def _of_name(speaker: Speaker) -> SourceType:
    if speaker.type != "group":
        return "person" if speaker.type == "person" else "organisation"
    parts = [part for part in re.split(r", | and ", fold_word(speaker.name or "")) if part]
    if all(part == "americans" or part.endswith(" people") for part in parts):
        return "public"
    many = all(_is_people(part.split()[-1]) for part in parts)
    return "unnamed_group" if many or len(parts) < 2 else "person"


def _is_people(word: str) -> bool:
    return singular(word) in DEMONYMS or singular(word) in PARTY_WORDS or word in _GROUPS or is_plural(word)


def _of_words(reader: _Reader, phrase: _Phrase, *, quoted: bool, speaks: bool) -> SourceType:
    """The type by the words alone; "businesses and residents" are people where either is."""
    if not phrase.lead and phrase.alone and (kind := _of_pronoun(phrase.head, quoted=quoted)):
        return kind
    kind = _of_many(reader, phrase) or _of_one(reader, phrase, speaks=speaks)
    others = {_of_many(reader, other) for other in reader.below(phrase, "conj")}
    return "unnamed_group" if kind == "organisation" and "unnamed_group" in others else kind


def _of_many(reader: _Reader, phrase: _Phrase) -> SourceType | None:
    """The type of words that mean everybody, a paper, several people or a body; None where they mean one."""
    head, base = phrase.head, singular(phrase.head)
    plural = is_plural(head) and not (phrase.name and not _is_people(head))
    public = (head in _PUBLIC and _PUBLIC_LEADS.issuperset(phrase.lead)) or phrase.whole.lower() == "no one"
    group = head in _COLLECTIVES or (
        head in _GROUPS and head not in ("person", "source") and (is_plural(head) or not is_role(head))
    )
    named = is_plural(head) and any(other.name for other in reader.below(phrase, "appos"))
    rules: tuple[tuple[bool, SourceType], ...] = (
        (public and (phrase.alone or head not in _SOME), "public"),
        (_is_document(phrase), "document"),
        (named or head == "two", "person"),
        (base in _BODIES and head not in _GROUPS, "organisation"),
        (public or group or head == "those", "unnamed_group"),
        (phrase.name and phrase.first in _SINGLE and _is_people(head), "unnamed_person"),
        (plural and not (phrase.name and is_role(head) and phrase.lead), "unnamed_group"),
    )
    return next((kind for holds, kind in rules if holds), None)


def _of_one(reader: _Reader, phrase: _Phrase, *, speaks: bool) -> SourceType:
    first, head, grammar = phrase.first, phrase.head, reader.grammar
    number = grammar is not None and phrase.token is not None and grammar.tags[phrase.token] == "NUM"
    # "the senator" whom no rule found is mostly somebody with a name all the same; "a senator" is not.
    known = first in ("the", "this", "that") and head not in _HALF_KNOWN and "’s " not in phrase.whole
    person = is_role(head) or head in _HALF_KNOWN or _is_people(head)
    unknown = head in ("one", "another", "each") or head.endswith("-year-old")
    of = next((_of_many(reader, other) for other in reader.below(phrase, "nmod", "of")), None)
    rules: tuple[tuple[bool, SourceType], ...] = (
        (head in _NEVER_PEOPLE, "none"),
        (person, "person" if known else "unnamed_person"),
        (unknown, "unnamed_person"),
        (phrase.name, "organisation" if not phrase.lead or first == "the" else "person"),
        (of == "unnamed_group" or number or head in ("several", "both"), "unnamed_group"),  # "a number of aides"
        (of == "document" or bool(_THING.search(head)), "document"),
        (speaks, "unnamed_person"),
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
