"""What a text states of the person who speaks: small fictional texts, read with the names marked and no model.

Trees are given by hand where the grammar decides: each word as ``word/relation/head``, the head's number from 0.
"""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import sys
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from attribution.language.grammar import Grammar
from attribution.language.lexicon import is_listed, is_role
from attribution.language.speakers import resolve
from attribution.records import Attribution

sys.path.insert(0, str(Path(__file__).parent))
from hand_made import grammar
from speaker_cases import parse

Stated = tuple[str | None, str | None] | None


def stated(one: Attribution) -> Stated:
    return (one.affiliation.role, one.affiliation.organisation) if one.affiliation else None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # a body's name with a small word in it before the role
        ("{s:[p:Oda Brask], a [o:University of Ansel] professor who studies tides,} {q:said} {c:no}.",
         ("professor", "University of Ansel")),
        # what looks like a verb and describes the role
        ("{s:[p:Oda Brask], a distinguished professor of history at [o:Ansel University],} {q:said} {c:no}.",
         ("distinguished professor of history", "Ansel University")),
        ("{s:[p:Oda Brask], a widely respected judge,} {q:said} {c:no}.", ("widely respected judge", None)),
        # years are no part of a role
        ("{s:[p:Oda Brask], military adviser in [l:Norland] from 2013 to 2015,} {q:said} {c:no}.",
         ("military adviser in Norland", None)),
        # the titles of another person are no body's name
        ("{s:[p:Oda Brask], a former top aide to Senate Majority Leader [p:Jan Holm],} {q:said} {c:no}.",
         ("former top aide to Senate Majority Leader Jan Holm", None)),
        # the first words of an office, taken for the end of the body's name
        ("{s:[o:Lake House Press] Secretary [p:Oda Brask]} {q:said} {c:no}.", ("Press Secretary", "Lake House")),
        ("{s:[o:Tide Department Inspector] General [p:Oda Brask]} {q:said} {c:no}.", ("Inspector General", "Tide Department")),
        ("{s:[p:Oda Brask], the [l:Lake House] press secretary,} {q:said} {c:no}.", ("press secretary", "Lake House")),
        ("{s:Senate Majority Whip [p:Oda Brask]} {q:said} {c:no}.", ("Majority Whip", "Senate")),
        # names that the recogniser cut short
        ("{s:[o:Harbour] Insider senior editor [p:Oda Brask]} {q:said} {c:no}.", ("senior editor", "Harbour Insider")),
        ("{c:“No,”} [o:TVK] This Morning co-host {s:[p:Oda Brask]} {q:said}.", None),
        ("{c:“No,”} {s:[o:TVK] This Morning co-host [p:Oda Brask]} {q:said}.", ("co-host", "TVK This Morning")),
        # a party and state whose stops are no end of a sentence, and a title before what was marked
        ("Late on Friday, Rep. {s:[p:Oda Brask] (D-N.T.)} {q:said} {c:no}.", ("Rep.", "Democratic Party")),
        # a standing beside a role, and before one
        ("{s:[p:Oda Brask], a former [l:Norland] congressman and fierce critic of Mr. [p:Holm] and his plans,} {q:said} {c:no}.",
         ("former congressman", "Norland")),
        ("{s:[p:Oda Brask], a mother of two, secretary of state and senator,} {q:said} {c:no}.", ("secretary of state", None)),
        # the title of another person is no role of hers
        ("{s:[p:Oda Brask], an election expert and general counsel to Mayor [p:Jan Holm]'s campaign,} {q:said} {c:no}.",
         ("election expert and general counsel to Mayor Jan Holm", None)),
        ("{s:[p:Oda Brask], analyst [p:Jan Holm]} {q:said} {c:no}.", None),
        # how somebody served
        ("{s:[p:Oda Brask], who had previously served as [p:Jan Holm]'s chief strategist,} {q:said} {c:no}.",
         ("Jan Holm's chief strategist", None)),
        # two who have the role together
        ("He met Morning Tide hosts [p:Oda Brask] and [p:Jan Holm]. {s:[p:Brask]} {q:said} {c:no}.", ("hosts", "Morning Tide")),
        ("He met the advisers [p:Oda Brask] and others. {s:[p:Brask]} {q:said} {c:no}.", None),
        # an office without an article, and a party beside it
        ("The film shows [p:Oda Brask], who was undersecretary of state in 2013. {s:[p:Brask]} {q:said} {c:no}.", ("undersecretary of state", None)),
        ("The film shows [p:Oda Brask], who was mayor to nobody. {s:[p:Brask]} {q:said} {c:no}.", None),
        ("{s:[p:Oda Brask], a Republican and former [l:Norland] governor,} {q:said} {c:no}.", ("Republican and former governor", "Norland")),
        # several who are told of together
        ("Presidential candidates like [p:Oda Brask] and Sen. [p:Jan Holm] met. {s:[p:Brask]} {q:said} {c:no}.", ("Presidential candidates", None)),
        ("The candidates, including [p:Jan Holm] of [l:Norland] and [p:Oda Brask], met. {s:[p:Brask]} {q:said} {c:no}.", ("candidates", None)),
        ("He met the candidates [p:Jan Holm], [p:Tom Reed] and [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.", ("candidates", None)),
        ("It helps the supporters of candidates. [p:Oda Brask] and [p:Jan Holm] met. {s:[p:Brask]} {q:said} {c:no}.", None),
        ("Voters like [p:Oda Brask] and [p:Jan Holm] met. {s:[p:Brask]} {q:said} {c:no}.", None),
        # what somebody was while doing something
        ("[p:Oda Brask]'s tenure as secretary of state is over. {s:[p:Brask]} {q:said} {c:no}.", ("secretary of state", None)),
        ("[p:Oda Brask]'s first job as president would be hard. {s:[p:Brask]} {q:said} {c:no}.", None),
        ("[p:Oda Brask]'s work as a way to help the mayor is over. {s:[p:Brask]} {q:said} {c:no}.", None),
        # first in its sentence a phrase goes on with whom the text is about
        ("[p:Oda Brask] was late. The [l:Norland] senator slept. {s:[p:Brask]} {q:said} {c:no}.", ("senator", "Norland")),
        ("[p:Oda Brask] was late. He prefers the [l:Norland] senator. {s:[p:Brask]} {q:said} {c:no}.", None),
        # the phrase that reaches the name begins late
        ("The list has the candidate for mayor, [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.", ("candidate for mayor", None)),
        # a space that no line may break
        ("{c:“No,”} {q:said} {s:[o:TVK]’s\u00a0[p:Oda Brask]}.", (None, "TVK")),
        # where somebody is from is no body
        ("{s:[p:Oda Brask], a [l:Port Ansel] lawyer,} {q:said} {c:no}.", ("Port Ansel lawyer", None)),
        # party and state behind a comma
        ("{s:Sen. [p:Oda Brask], R-Norl.,} {q:said} {c:no}.", ("Sen.", "Republican Party")),
        ("{s:Sen. [p:Oda Brask] (I-Vt.)} {q:said} {c:no}.", ("Sen.", None)),
        # one title for two
        ("{s:Sens. [p:Oda Brask]} and [p:Jan Holm] {q:said} {c:no}.", ("Sens.", None)),
        ("Sens. {s:[p:Oda Brask]}, [p:Tom Reed] and [p:Jan Holm] {q:said} {c:no}.", ("Sens.", None)),
        ("Sens. [p:Oda Brask] (D-Tarn), [p:Jan Holm] (D-Vell) met. {s:[p:Holm]} {q:said} {c:no}.", ("Sens.", "Democratic Party")),
        ("Governors [p:Oda Brask] and [p:Jan Holm] met. {s:[p:Holm]} {q:said} {c:no}.", ("Governors", None)),
        # an article that is part of the name
        ("{s:[p:Oda Brask] of [o:The Nation]} {q:said} {c:no}.", (None, "Nation")),
        # a role stated elsewhere, and the one stated right beside the name
        ("[p:Oda Brask] is an economist. {s:Mayor [p:Oda Brask]} {q:said} {c:no}.", ("Mayor", None)),
    ],
)  # fmt: skip
def test_roles_beside_a_name(marked: str, expected: Stated) -> None:
    assert stated(resolve(*parse(marked))[-1]) == expected


@pytest.mark.parametrize(
    "marked",
    [
        # family, wealth, views, where somebody lives, a part in the story: no role
        "{s:[p:Oda Brask], [p:Jan Holm]’s daughter,} {q:said} {c:no}.",
        "{s:Billionaire [p:Oda Brask]} {q:said} {c:no}.",
        "{s:Ansel resident [p:Oda Brask]} {q:said} {c:no}.",
        "{s:[p:Oda Brask], a supporter of the [p:Holm] campaign,} {q:said} {c:no}.",
        "{s:Presidential rival [p:Oda Brask]} {q:said} {c:no}.",
        # a closing mark owns nothing
        "‘[o:TVK Truther]’ [p:Oda Brask] came. {s:[p:Brask]} {q:said} {c:no}.",
        # in capitals what ends like a role may be anything
        "Tide Truther [p:Oda Brask] came. {s:[p:Brask]} {q:said} {c:no}.",
        # supposed, not so
        "It fails if [p:Oda Brask] is the nominee. {s:[p:Brask]} {q:said} {c:no}.",
    ],
)
def test_what_is_no_role(marked: str) -> None:
    assert stated(resolve(*parse(marked))[-1]) in (None, (None, None))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{s:Officials} {q:said} {c:no}.", None),
        ("{s:Several activists} {q:said} {c:no}.", None),
        ("{s:Several [o:NTA] officials} {q:said} {c:no}.", ("officials", "NTA")),
        ("{s:A senior official} {q:said} {c:no}.", ("senior official", None)),
    ],
)
def test_several_unnamed_people_have_a_role_only_in_a_body(marked: str, expected: Stated) -> None:
    assert stated(resolve(*parse(marked))[-1]) == expected


def test_a_source_tells_the_role_of_one_of_whom_nothing_else_is_said() -> None:
    text = "[p:Oda Brask] left early. {s:The candidate} {q:said} {c:no}."
    assert stated(resolve(*parse(text))[-1]) == ("candidate", None)


TREES = [
    # a clause with "who", hung on the verb of saying by mistake
    ("{s:[p:Oda Brask]}, who later served as chief adviser, {q:said} {c:no}.",
     "Oda/PROPN/nsubj/10 Brask/PROPN/flat/0 ,/PUNCT/punct/5 who/PRON/nsubj/5 later/ADV/advmod/5 served/VERB/acl/10 as/ADP/case/8 "
     "chief/ADJ/amod/8 adviser/NOUN/obl/5 ,/PUNCT/punct/5 said/VERB/root/10 no/INTJ/obj/10 ./PUNCT/punct/10",
     ("chief adviser", None)),
    # a role without an article
    ("{s:[p:Oda Brask]}, who was coordinator at the [o:Tide Department] from 2009, {q:said} {c:no}.",
     "Oda/PROPN/nsubj/13 Brask/PROPN/flat/0 ,/PUNCT/punct/5 who/PRON/nsubj/5 was/AUX/cop/5 coordinator/NOUN/acl/0 at/ADP/case/9 "
     "the/DET/det/9 Tide/PROPN/compound/9 Department/PROPN/nmod/5 from/ADP/case/11 2009/NUM/nmod/5 ,/PUNCT/punct/5 said/VERB/root/13 "
     "no/INTJ/obj/13 ./PUNCT/punct/13", ("coordinator", "Tide Department")),
    # for whom somebody works
    ("{s:[p:Oda Brask]}, who covered the war for [o:TVK], {q:said} {c:no}.",
     "Oda/PROPN/nsubj/10 Brask/PROPN/flat/0 ,/PUNCT/punct/4 who/PRON/nsubj/4 covered/VERB/acl/0 the/DET/det/6 war/NOUN/obj/4 "
     "for/ADP/case/8 TVK/PROPN/obl/4 ,/PUNCT/punct/4 said/VERB/root/10 no/INTJ/obj/10 ./PUNCT/punct/10", (None, "TVK")),
    # far from the name, and joined to another verb
    ("[p:Oda Brask] runs and chairs [o:Tidewatch]. {s:[p:Brask]} {q:said} {c:no}.",
     "Oda/PROPN/nsubj/2 Brask/PROPN/flat/0 runs/VERB/root/2 and/CCONJ/cc/4 chairs/VERB/conj/2 Tidewatch/PROPN/obj/4 ./PUNCT/punct/2 "
     "Brask/PROPN/nsubj/8 said/VERB/root/8 no/INTJ/obj/8 ./PUNCT/punct/8", ("chair", "Tidewatch")),
    # what somebody was till then, and what another was not
    ("[p:Oda Brask] was fired as manager. {s:[p:Brask]} {q:said} {c:no}.",
     "Oda/PROPN/nsubj/3 Brask/PROPN/flat/0 was/AUX/aux/3 fired/VERB/root/3 as/ADP/case/5 manager/NOUN/obl/3 ./PUNCT/punct/3 "
     "Brask/PROPN/nsubj/8 said/VERB/root/8 no/INTJ/obj/8 ./PUNCT/punct/8", ("manager", None)),
    ("[p:Oda Brask] fired him as manager. {s:[p:Brask]} {q:said} {c:no}.",
     "Oda/PROPN/nsubj/2 Brask/PROPN/flat/0 fired/VERB/root/2 him/PRON/obj/2 as/ADP/case/5 manager/NOUN/obl/2 ./PUNCT/punct/2 "
     "Brask/PROPN/nsubj/8 said/VERB/root/8 no/INTJ/obj/8 ./PUNCT/punct/8", None),
    # denied
    ("[p:Oda Brask] never served as mayor. {s:[p:Brask]} {q:said} {c:no}.",
     "Oda/PROPN/nsubj/3 Brask/PROPN/flat/0 never/ADV/advmod/3 served/VERB/root/3 as/ADP/case/5 mayor/NOUN/obl/3 ./PUNCT/punct/3 "
     "Brask/PROPN/nsubj/8 said/VERB/root/8 no/INTJ/obj/8 ./PUNCT/punct/8", None),
    # what somebody is like
    ("[p:Oda Brask] was charmer enough. {s:[p:Brask]} {q:said} {c:no}.",
     "Oda/PROPN/nsubj/3 Brask/PROPN/flat/0 was/AUX/cop/3 charmer/NOUN/root/3 enough/ADV/advmod/3 ./PUNCT/punct/3 "
     "Brask/PROPN/nsubj/7 said/VERB/root/7 no/INTJ/obj/7 ./PUNCT/punct/7", None),
    # the next subject is no apposition
    ("With [p:Oda Brask], the minister “looked pale. {s:[p:Brask]} {q:said} {c:no}.",
     "With/ADP/case/1 Oda/PROPN/obl/7 Brask/PROPN/flat/1 ,/PUNCT/punct/1 the/DET/det/5 minister/NOUN/nsubj/7 “/PUNCT/punct/7 "
     "looked/VERB/root/7 pale/ADJ/xcomp/7 ./PUNCT/punct/7 Brask/PROPN/nsubj/11 said/VERB/root/11 no/INTJ/obj/11 ./PUNCT/punct/11", None),
    # a verb before a name is no part of the role
    ("They will assist foreman [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.",
     "They/PRON/nsubj/2 will/AUX/aux/2 assist/VERB/root/2 foreman/NOUN/compound/4 Oda/PROPN/obj/2 Brask/PROPN/flat/4 ./PUNCT/punct/2 "
     "Brask/PROPN/nsubj/8 said/VERB/root/8 no/INTJ/obj/8 ./PUNCT/punct/8", ("foreman", None)),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "tree", "expected"), TREES, ids=[case[0] for case in TREES])
def test_roles_by_the_grammar(marked: str, tree: str, expected: Stated) -> None:
    text, attributions, entities = parse(marked)
    assert stated(resolve(text, attributions, entities, None, grammar(text, tree))[-1]) == expected


def test_what_is_said_of_she_is_said_of_whom_it_means() -> None:
    text, attributions, entities = parse("[p:Oda Brask] came. She was mayor. {s:[p:Brask]} {q:said} {c:no}.")
    tree = grammar(
        text,
        "Oda/PROPN/nsubj/2 Brask/PROPN/flat/0 came/VERB/root/2 ./PUNCT/punct/2 She/PRON/nsubj/6 was/AUX/cop/6 "
        "mayor/NOUN/root/6 ./PUNCT/punct/6 Brask/PROPN/nsubj/9 said/VERB/root/9 no/INTJ/obj/9 ./PUNCT/punct/9",
    )
    she, name = text.index("She"), text.index("Brask")
    assert stated(resolve(text, attributions, entities, {she: [(name, 0.9)]}, tree)[-1]) == ("mayor", None)
    assert stated(resolve(text, attributions, entities, {she: [(name, 0.4)]}, tree)[-1]) is None


def test_a_doc_without_a_tree_has_no_grammar() -> None:
    assert Grammar.of(Doc(Vocab(), ["Oda", "Brask"])) is None


@pytest.mark.parametrize(("word", "listed", "role"), [
    ("mayor", True, True), ("co-anchor", True, True), ("committeeman", True, True), ("then-president", True, True),
    ("beekeeper", False, True), ("charmer", False, True), ("assist", False, False), ("danger", False, False),
])  # fmt: skip
def test_known_roles_and_words_that_end_like_one(word: str, listed: bool, role: bool) -> None:
    assert (is_listed(word), is_role(word)) == (listed, role)
