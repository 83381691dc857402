"""What a text states of the person who speaks: small fictional texts, read with the names marked and no model.

Trees are given by hand where the grammar decides: each word as ``word/relation/head``, the head's number from 0.
"""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import pytest
from hand_made import grammar
from spacy.tokens import Doc
from spacy.vocab import Vocab
from speaker_cases import parse, resolve

from attribution.language.mentions.grammar import Grammar
from attribution.records import Attribution
from attribution.words.roles import is_listed, is_role

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
         ("election expert and general counsel", "Mayor Jan Holm's campaign")),
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
        # a body that is somebody's, or only a part of one
        ("{s:[p:Oda Brask], the chief strategist of [p:Jan Holm]'s 2008 campaign,} {q:said} {c:no}.",
         ("chief strategist", "Jan Holm's 2008 campaign")),
        ("{s:[p:Oda Brask], a former official in President [p:Jan Holm]'s administration,} {q:said} {c:no}.",
         ("former official", "President Jan Holm's administration")),
        ("{s:[p:Oda Brask], a member of the council's Audit Committee,} {q:said} {c:no}.", ("member", "Audit Committee")),
        ("{s:[p:Oda Brask], a director on the bank's board,} {q:said} {c:no}.", ("director on the bank's board", None)),
        ("He met the loudest leader of [l:Norland]'s active farmers, [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.",
         ("loudest leader", "Norland")),
        # small words before a body's name, and a body that is told to be one
        ("{s:[p:Oda Brask], an adviser to the centrist [o:Harbour Institute],} {q:said} {c:no}.", ("adviser", "Harbour Institute")),
        ("{s:[p:Oda Brask], a lawyer at the law firm Holm Reed,} {q:said} {c:no}.", ("lawyer", "Holm Reed")),
        ("{s:[p:Oda Brask] of [l:Tidewell], [l:Norland]'s largest private bank,} {q:said} {c:no}.", (None, "Tidewell")),
        ("{s:[p:Oda Brask] of [l:Tidewell], a long way off,} {q:said} {c:no}.", None),
        # a name with an aim, or with an article
        ("{s:[p:Oda Brask], head of the [o:Committee] to Save Ansel,} {q:said} {c:no}.", ("head", "Committee to Save Ansel")),
        ("{s:[p:Oda Brask], head of the [o:Centre] for a Better Norland,} {q:said} {c:no}.", ("head", "Centre for a Better Norland")),
        # words joined within a role, and those that look like verbs
        ("{s:[p:Oda Brask], a history and biology teacher at [o:Ansel College],} {q:said} {c:no}.",
         ("history and biology teacher", "Ansel College")),
        ("{s:[p:Oda Brask], [p:Holm]'s digital fundraising manager,} {q:said} {c:no}.", ("Holm's digital fundraising manager", None)),
        ("{s:[p:Oda Brask], citing officials,} {q:said} {c:no}.", None),
        ("They heard the endorsed candidate for mayor, [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.",
         ("endorsed candidate for mayor", None)),
        ("{s:[p:Oda Brask], the ranking Democrat on the [o:Tide Committee],} {q:said} {c:no}.", ("ranking Democrat", "Tide Committee")),
        ("{s:[p:Oda Brask], a lifelong Democrat,} {q:said} {c:no}.", None),
        # an office's words behind it, and its first words
        ("[o:Tidewatch] Vice President for news and talk [p:Oda Brask] came. {s:[p:Brask]} {q:said} {c:no}.",
         ("Vice President for news and talk", "Tidewatch")),
        ("{s:[o:TVK News Senior] Correspondent [p:Oda Brask]} {q:said} {c:no}.", ("Senior Correspondent", "TVK News")),
        ("{s:Pres. [p:Oda Brask]} {q:said} {c:no}.", ("Pres.", None)),
        ("The government of President [p:Oda Brask] fell. {s:[p:Brask]} {q:said} {c:no}.", ("President", None)),
        ("It began under President [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.", ("President", None)),
        # a title with a stop inside the clause
        ("The film shows [p:Oda Brask], who was an aide to Gov. [p:Jan Holm], it seems. {s:[p:Brask]} {q:said} {c:no}.",
         ("aide to Gov. Jan Holm", None)),
        # called by name, beside a view, and another of a kind
        ("It helped a [l:Port Ansel] lawyer named [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.", ("Port Ansel lawyer", None)),
        ("It helped the ship named [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.", None),
        ("He met mayoral candidate and proud progressive [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.", ("mayoral candidate", None)),
        ("He met another leading lawyer, [p:Oda Brask]. {s:[p:Brask]} {q:said} {c:no}.", ("leading lawyer", None)),
        # clauses right behind the name or its apposition
        ("The talks began when [p:Oda Brask] served as secretary of state. {s:[p:Brask]} {q:said} {c:no}.", ("secretary of state", None)),
        ("{s:[p:Oda Brask], a legend who founded the [o:Harbour Institute],} {q:said} {c:no}.", ("founder", "Harbour Institute")),
        ("{s:[p:Oda Brask], an Ansel native who leads the [o:Harbour Institute],} {q:said} {c:no}.", ("leader", "Harbour Institute")),
        ("{s:[p:Oda Brask], a friend of [p:Jan Holm] who leads the [o:Harbour Institute],} {q:said} {c:no}.", None),
        ("{s:[p:Oda Brask], who teaches law at [o:Ansel College],} {q:said} {c:no}.", ("teacher", "Ansel College")),
        ("{s:[p:Oda Brask], who oversees programming at [o:TVK],} {q:said} {c:no}.", (None, "TVK")),
        ("{s:[p:Oda Brask], who appraises land for the land firm [o:Tide & Reed],} {q:said} {c:no}.", (None, "Tide & Reed")),
        ("{s:[p:Oda Brask], who managed the 2008 campaign of [p:Jan Holm],} {q:said} {c:no}.", ("former manager", None)),
        ("{s:[p:Oda Brask], who runs a [l:Norland] politics newsletter,} {q:said} {c:no}.", None),
        ("{s:[p:Oda Brask], a rival whom [p:Holm] fired as campaign manager,} {q:said} {c:no}.", ("campaign manager", None)),
        ("[p:Oda Brask] and co-host [p:Jan Holm] came. {s:[p:Brask]} {q:said} {c:no}.", ("co-host", None)),
        # what somebody was to another
        ("He came with [p:Oda Brask] as his chief of staff. {s:[p:Brask]} {q:said} {c:no}.", ("chief of staff", None)),
        ("He would lose with [p:Oda Brask] as his chief of staff. {s:[p:Brask]} {q:said} {c:no}.", None),
        ("[p:Oda Brask]'s career as a mail carrier is over. {s:[p:Brask]} {q:said} {c:no}.", ("mail carrier", None)),
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
    # the one called the minister is the subject of the clause, and a mark is missing
    ("When [p:Oda Brask], the minister came, it rained. {s:[p:Brask]} {q:said} {c:no}.",
     "When/ADV/advmod/6 Oda/PROPN/nsubj/6 Brask/PROPN/flat/1 ,/PUNCT/punct/1 the/DET/det/5 minister/NOUN/nsubj/6 came/VERB/advcl/9 "
     ",/PUNCT/punct/6 it/PRON/nsubj/9 rained/VERB/root/9 ./PUNCT/punct/9 Brask/PROPN/nsubj/12 said/VERB/root/12 no/INTJ/obj/12 "
     "./PUNCT/punct/12", ("minister", None)),
    # a noun with a clause of its own before the name, and the body behind it
    ("One pastor backing [p:Jan Holm], [p:Oda Brask] of [o:Tide Church], said no. {s:[p:Brask]} {q:said} {c:no}.",
     "One/NUM/nummod/1 pastor/NOUN/nsubj/12 backing/VERB/acl/1 Jan/PROPN/obj/2 Holm/PROPN/flat/3 ,/PUNCT/punct/6 Oda/PROPN/nsubj/12 "
     "Brask/PROPN/flat/6 of/ADP/case/10 Tide/PROPN/compound/10 Church/PROPN/nmod/6 ,/PUNCT/punct/6 said/VERB/root/12 no/INTJ/obj/12 "
     "./PUNCT/punct/12 Brask/PROPN/nsubj/16 said/VERB/root/16 no/INTJ/obj/16 ./PUNCT/punct/16", ("pastor", "Tide Church")),
    # the noun before a name has a clause of which the name is the subject
    ("It was the ledger keeper [p:Oda Brask] used. {s:[p:Brask]} {q:said} {c:no}.",
     "It/PRON/nsubj/4 was/AUX/cop/4 the/DET/det/4 ledger/NOUN/compound/4 keeper/NOUN/root/4 Oda/PROPN/nsubj/7 Brask/PROPN/flat/5 "
     "used/VERB/acl:relcl/4 ./PUNCT/punct/4 Brask/PROPN/nsubj/10 said/VERB/root/10 no/INTJ/obj/10 ./PUNCT/punct/10", None),
    # a verb that could be a role
    ("It led her to count [p:Oda Brask] out. {s:[p:Brask]} {q:said} {c:no}.",
     "It/PRON/nsubj/1 led/VERB/root/1 her/PRON/obj/1 to/PART/mark/4 count/VERB/xcomp/1 Oda/PROPN/obj/4 Brask/PROPN/flat/5 out/ADP/compound/4 "
     "./PUNCT/punct/1 Brask/PROPN/nsubj/10 said/VERB/root/10 no/INTJ/obj/10 ./PUNCT/punct/10", None),
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


@pytest.mark.parametrize(
    ("between", "tree", "expected"),
    [
        ("Then the [l:Norland] senator slept.",
         "Then/ADV/advmod/8 the/DET/det/7 Norland/PROPN/compound/7 senator/NOUN/nsubj/8 slept/VERB/root/8 ./PUNCT/punct/8",
         ("senator", "Norland")),
        # a common noun alone, and one that is no office
        ("Then at noon the senator slept.",
         "Then/ADV/advmod/9 at/ADP/case/6 noon/NOUN/obl/9 the/DET/det/8 senator/NOUN/nsubj/9 slept/VERB/root/9 ./PUNCT/punct/9", None),
        ("Then at noon the mogul slept.",
         "Then/ADV/advmod/9 at/ADP/case/6 noon/NOUN/obl/9 the/DET/det/8 mogul/NOUN/nsubj/9 slept/VERB/root/9 ./PUNCT/punct/9", ("mogul", None)),
        # nobody yet, and what somebody becomes
        ("Then the next [l:Norland] senator slept.",
         "Then/ADV/advmod/9 the/DET/det/8 next/ADJ/amod/8 Norland/PROPN/compound/8 senator/NOUN/nsubj/9 slept/VERB/root/9 ./PUNCT/punct/9", None),
        ("Soon she becomes the [l:Norland] senator.",
         "Soon/ADV/advmod/6 she/PRON/nsubj/6 becomes/VERB/root/6 the/DET/det/9 Norland/PROPN/compound/9 senator/NOUN/obj/6 ./PUNCT/punct/6", None),
    ],
)  # fmt: skip
def test_what_a_text_calls_somebody_inside_a_sentence(between: str, tree: str, expected: Stated) -> None:
    text, attributions, entities = parse(f"[p:Oda Brask] came. {between} {{s:[p:Brask]}} {{q:said}} {{c:no}}.")
    stop = tree.count(" ") + 4
    tree = (
        f"Oda/PROPN/nsubj/2 Brask/PROPN/flat/0 came/VERB/root/2 ./PUNCT/punct/2 {tree} Brask/PROPN/nsubj/{stop + 2} "
        f"said/VERB/root/{stop + 2} no/INTJ/obj/{stop + 2} ./PUNCT/punct/{stop + 2}"
    )
    noun = text.index("mogul" if "mogul" in text else "senator")
    links = {noun: [(text.index("Brask"), 0.9)]}
    assert stated(resolve(text, attributions, entities, links, grammar(text, tree))[-1]) == expected


def test_a_doc_without_a_tree_has_no_grammar() -> None:
    assert Grammar.of(Doc(Vocab(), ["Oda", "Brask"])) is None


@pytest.mark.parametrize(("word", "listed", "role"), [
    ("mayor", True, True), ("co-anchor", True, True), ("committeeman", True, True), ("then-president", True, True),
    ("beekeeper", False, True), ("charmer", False, True), ("assist", False, False), ("danger", False, False),
])  # fmt: skip
def test_known_roles_and_words_that_end_like_one(word: str, listed: bool, role: bool) -> None:
    assert (is_listed(word), is_role(word)) == (listed, role)
