# ruff: noqa: E501 - a text broken over lines is harder to read and to change than a long one
"""Without quotation marks, in headlines and transcripts, one statement in another, and no statement at all."""

from __future__ import annotations

from constructions.row import row, said

INDIRECT = [
    row(
        "said that",
        "<s>Philippa Nkemelu</s> <q>said</q> <c>that she would summon the ambassador before the end of the week</c>.",
        said("Philippa Nkemelu", "indirect"),
    ),
    row(
        "said without that",
        "<s>Corentin Iwu</s> <q>said</q> <c>nobody would leave the company before September</c>.",
        said("Corentin Iwu", "indirect"),
    ),
    row(
        "cue at the end",
        "<c>The guns can reach eighteen miles</c>, <s>Casper Undine</s> <q>said</q>.",
        said("Casper Undine", "indirect"),
    ),
    row(
        "warned",
        "<s>Ana Luísa Fontão</s> <q>warned</q> <c>that the lakes could empty in less than five hours</c>.",
        said("Ana Luísa Fontão", "indirect"),
    ),
    row(
        "asked whether",
        "<s>Henrike Solberg-Díaz</s> <q>asked</q> <c>whether the invoices had ever been paid</c>.",
        said("Henrike Solberg-Díaz", "indirect"),
    ),
    row(
        "believes",
        "<s>Amaranta Voss</s> <q>believes</q> <c>a smaller state would be a more honest one</c>.",
        said("Amaranta Voss", "indirect"),
    ),
    row(
        "perfect tense",
        "<s>Maren Tollefsrud</s> <q>has said</q> <c>that she will resign if the vote fails</c>.",
        said("Maren Tollefsrud", "indirect"),
    ),
    row(
        "according to, first",
        "<q>According to</q> <s>Nomvula Castellanos</s>, <c>the valley would be under water within the hour</c>.",
        said("Nomvula Castellanos", "indirect"),
    ),
    row(
        "according to, last",
        "<c>Grain now takes eleven days by road</c>, <q>according to</q> <s>Leif Santangelo</s>.",
        said("Leif Santangelo", "indirect"),
    ),
    row(
        "an organisation said in a statement",
        "<s>Fairlead Dredging</s> <q>said</q> in a statement <c>that it had been paid for every hour of work</c>.",
        said("Fairlead Dredging", "indirect"),
    ),
]

HEADLINES = [
    row(
        "headline, name and colon",
        "<s>Tollefsrud</s><q>:</q> <c>Taxes will fall this year</c>\n\nFinance Minister Maren Tollefsrud spoke on Wednesday.",
        said("Maren Tollefsrud", "indirect"),
    ),
    row(
        "headline, role and colon",
        "<s>Minister</s><q>:</q> <c>taxes will fall this year</c>\n\nThe vote is set for June.",
        said(None, "indirect"),
    ),
    row(
        "headline, says at the end",
        "<c>Strait talks to resume</c>, <s>Tarnavia</s> <q>says</q>\n\nThe guns were placed in January.",
        said("Tarnavia", "indirect"),
    ),
    row(
        "transcript",
        "<s>GRÜNBERG</s><q>:</q> <c>We hit the post three times. I don't call that tactics.</c>",
        said("GRÜNBERG", "indirect"),
    ),
    row(
        "name, colon, quote",
        "<s>Matteo Grünberg</s><q>:</q> <c>“We hit the post three times. I don’t call that tactics.”</c>",
        said("Matteo Grünberg", "direct"),
    ),
    row(
        "dash after the quote",
        "<c>“Paper does not lie, but the hand that holds the pen may.”</c> <q>—</q> <s>Anselm Quarrie</s>",
        said("Anselm Quarrie", "direct"),
    ),
    row(
        "dash before the quote",
        "– <c>“We practise for fire. We have never practised for a lake,”</c> <q>said</q> <s>Benedikt Thorngate</s>.",
        said("Benedikt Thorngate", "direct"),
    ),
]

NESTED = [
    row(
        "quotation inside a quotation",
        "<c>“He said to me, ‘Sign or find another job,’ and so I signed,”</c> <s>Noreen Adeyemi</s> <q>told</q> the court.",
        said("Noreen Adeyemi", "direct"),
    ),
    row(
        "a slogan inside a quotation",
        "<c>“We were called ‘family’ at the Christmas party,”</c> <s>Wiktor Ängström</s> <q>said</q>.",
        said("Wiktor Ängström", "direct"),
    ),
    row(
        "report of a report",
        "<s>Two people who attended the meeting</s> <q>said</q> <c>the prime minister had asked her whether she was certain</c>.",
        said(None, "indirect"),
    ),
]

NO_STATEMENT = [
    row(
        "scare quotes",
        "In Ashby Vale the <n>“temporary”</n> car park has stood empty for nine years.",
    ),
    row(
        "so-called",
        "The council’s so-called <n>“super pumps”</n> have failed four times since they were installed.",
    ),
    row(
        "a name in quotation marks",
        "Outside the chamber, the <n>“Crowns for All”</n> coalition handed out paper coins.",
    ),
    row(
        "a title of a work",
        "Her first novel, <n>“The Salt Road”</n>, sold eleven copies and was pulped in the spring.",
    ),
    row(
        "plain report",
        "<n>The northbound lane of the bridge will be closed for three weeks while the joints are replaced. Buses leave "
        "five minutes earlier than usual.</n>",
    ),
    row(
        "measures with marks of inch and foot",
        '<n>The plank was 6\' 4" long and 11" wide, and it lay across the ditch for years.</n>',
    ),
    row(
        "website furniture",
        "<n>Leave a comment\n\nYour email address will not be published. Required fields are marked *\n\nMost read\n\n"
        "Next post</n>",
    ),
]
