# ruff: noqa: E501 - a text broken over lines is harder to read and to change than a long one
"""Reported speech, one construction a row: the table that ``test_constructions.py`` runs through the model.

To add a line: ``row(name, text with marks (see marked.py), said(speaker, kind))``, with one ``said`` for each
numbered attribution, in order; no ``said`` where nobody says anything. ``said(None, ...)`` is a source without
a name. A known failure gets ``xfail="why it fails"`` and fails the test run once it works.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from attribution.records import Kind


@dataclass(frozen=True)
class Said:
    speaker: str | None
    kind: Kind


def said(speaker: str | None, kind: Kind) -> Said:
    return Said(speaker, kind)


def row(name: str, text: str, *expected: Said, xfail: str | None = None) -> object:
    marks = [pytest.mark.xfail(strict=True, reason=xfail)] if xfail else []
    return pytest.param(text, expected, id=name, marks=marks)


DIRECT = [
    row(
        "quote, said, name",
        "<c>“The bridge is safe for cars and for lorries,”</c> <q>said</q> <s>Marta Ellwood</s>. It reopens on Monday.",
        said("Marta Ellwood", "direct"),
    ),
    row(
        "quote, name, said",
        "<c>“We have enough salt for two winters,”</c> <s>Marta Ellwood</s> <q>said</q> on Tuesday.",
        said("Marta Ellwood", "direct"),
    ),
    row(
        "name, said, quote",
        "<s>Marta Ellwood</s> <q>said</q>, <c>“Nobody asked the engineers before the vote.”</c>",
        said("Marta Ellwood", "direct"),
    ),
    row(
        "inverted cue with an appositive",
        "<c>“The pumps were never tested in salt water,”</c> <q>said</q> <s>Ilse Marchetti, a hydrologist at the "
        "University of Varnholt</s>.",
        said("Ilse Marchetti", "direct"),
    ),
    row(
        "inverted cue with a relative clause",
        "<c>“I counted nine lorries in an hour,”</c> <q>said</q> <s>Tomáš Vrbický, who runs a bakery on the quay</s>.",
        said("Tomáš Vrbický", "direct"),
    ),
    row(
        "straight quotation marks",
        '<c>"My barley is older than some of my calves,"</c> <q>joked</q> <s>Leif Santangelo</s>, a farmer.',
        said("Leif Santangelo", "direct"),
    ),
    row(
        "single quotation marks",
        "The manager was calm afterwards. <c>‘We hit the post three times and that is football,’</c> <q>said</q> "
        "<s>Carys Delacroix</s>.",
        said("Carys Delacroix", "direct"),
    ),
    row(
        "two typed apostrophes as marks",
        "<c>''The council has run out of money,''</c> <s>Desmond Achterberg</s> <q>said</q> at a hearing.",
        said("Desmond Achterberg", "direct"),
    ),
    row(
        "question",
        "<c>“Did you ever see a dredger in the harbour?”</c> <q>asked</q> <s>Henrike Solberg-Díaz</s>, prosecuting.",
        said("Henrike Solberg-Díaz", "direct"),
    ),
    row(
        "present tense",
        "<c>“People buy less fish when it rains,”</c> <q>says</q> <s>Oriel Pemberton-Sow</s>, who has a stall in the market.",
        said("Oriel Pemberton-Sow", "direct"),
    ),
    row(
        "told somebody",
        "<c>“Taxes will fall for every family this year,”</c> <s>Maren Tollefsrud</s> <q>told</q> parliament.",
        said("Maren Tollefsrud", "direct"),
    ),
    row(
        "wrote",
        "<c>“I would not build a dam on it,”</c> <s>Nomvula Castellanos</s> <q>wrote</q> in an email.",
        said("Nomvula Castellanos", "direct"),
    ),
    row(
        "colon before the quote",
        "<s>Judge Anselm Quarrie</s> <q>warned</q> the jury: <c>“The next person who laughs will be laughing in the street.”</c>",
        said("Anselm Quarrie", "direct"),
    ),
    row(
        "answer to a question put indirectly",
        "Asked why the letter was never sent, <s>Odile Ferreira</s> <q>replied</q>, <c>“Because nobody bought a stamp.”</c>",
        said("Odile Ferreira", "direct"),
    ),
    row(
        "two speakers in turn",
        "<c1>“The money is there,”</c1> <q1>said</q1> <s1>Bridget Okafor</s1>.\n\n<c2>“Then show it to us,”</c2> "
        "<q2>said</q2> <s2>Desmond Achterberg</s2>.",
        said("Bridget Okafor", "direct"),
        said("Desmond Achterberg", "direct"),
    ),
    row(
        "two speakers in one paragraph",
        "<c1>“It is a good offer,”</c1> <q1>said</q1> <s1>Ebba Quansah</s1>, but <s2>Wiktor Ängström</s2> "
        "<q2>replied</q2>: <c2>“It is no offer at all.”</c2>",
        said("Ebba Quansah", "direct"),
        said("Wiktor Ängström", "direct"),
    ),
]

SPLIT = [
    row(
        "quote split between two sentences",
        "<c>“There is a date in the letter,”</c> <s>Zoltán Keréky</s> <q>said</q>. <c>“There is no word about the islands.”</c>",
        said("Zoltán Keréky", "direct"),
    ),
    row(
        "quote split within a sentence",
        "<c>“A promise without a price tag,”</c> <s>Hallvard Stein</s> <q>said</q>, <c>“is just a poster.”</c>",
        said("Hallvard Stein", "direct"),
    ),
    row(
        "two cues in one quotation",
        "<c1>“We waited for an hour on the sand,”</c1> <q1>said</q1> <s1>Beatriz Aguinaldo</s1>. <c2>“Nobody came,”</c2> "
        "<s2>she</s2> <q2>added</q2>. <c2>“And then the tide did.”</c2>",
        said("Beatriz Aguinaldo", "direct"),
        said("Beatriz Aguinaldo", "direct"),
    ),
    row(
        "indirect speech around its cue",
        "<c>The road</c>, <s>Aodhán Fitzroy</s> <q>said</q>, <c>will stay closed until the joints are replaced</c>.",
        said("Aodhán Fitzroy", "indirect"),
    ),
    row(
        "quote that goes on after a pause without a cue",
        "<c>“The glacier played with our floats,”</c> <q>said</q> <s>Håkon Wręczycki</s>, laughing. <c>“We had built toys. "
        "It took us two more summers to build something it could not break.”</c>",
        said("Håkon Wręczycki", "direct"),
    ),
    row(
        "quote over two paragraphs, opened in each",
        "<c>“I have read the letter three times,”</c> <s>Zoltán Keréky</s> <q>said</q>. <c>“There is a date in it.</c>\n\n"
        "<c>“But I will go. Nobody has ever starved to death from talking.”</c>",
        said("Zoltán Keréky", "direct"),
    ),
    row(
        "quote over three paragraphs, cue at its end",
        "<c>“They told us the tide would lift us within the hour.</c>\n\n<c>“Then they told us that it would not.</c>\n\n"
        "<c>“And then it did,”</c> <q>said</q> <s>Beatriz Aguinaldo</s>.",
        said("Beatriz Aguinaldo", "direct"),
    ),
    row(
        "quote over two paragraphs with one opening mark",
        "<c>“His country has an economy about the size of one city.\n\nIf we acted together, he would be backed into a "
        "corner,”</c> <q>said</q> <s>Corentin Iwu</s>, a financier.",
        said("Corentin Iwu", "direct"),
    ),
    row(
        "quote in a paragraph of its own",
        "<s>Pádraig Olesund</s> <q>described</q> the scene:\n\n<c>“There was a sound like a drawer full of spoons, and then "
        "everything leaned.”</c>",
        said("Pádraig Olesund", "direct"),
    ),
    row(
        "quote that continues the speaker of the paragraph before",
        "<c>“We must look at the whole river,”</c> <q>said</q> <s>Ilse Marchetti</s>, a hydrologist.\n\n"
        "<c>“Moreover, the sea is only half of the danger to this town.”</c>\n\nThe council meets on Friday.",
        said("Ilse Marchetti", "direct"),
    ),
]

MIXED = [
    row(
        "mixed, quoted end",
        "<s>Rūta Žalgirienė</s> <q>said</q> <c>the guns had “made every loaf of bread in this city dearer.”</c>",
        said("Rūta Žalgirienė", "mixed"),
    ),
    row(
        "mixed, quoted middle",
        "<s>Jürgen Abascal</s> <q>said</q> <c>that growth of “even half that” was not in any forecast he had seen</c>.",
        said("Jürgen Abascal", "mixed"),
    ),
    row(
        "mixed, two quoted pieces",
        "<s>Wen Halloran</s> <q>told</q> jurors <c>that the money “went out through one door” and that it “came back "
        "through another”</c>.",
        said("Wen Halloran", "mixed"),
    ),
    row(
        "mixed after according to",
        "<q>According to</q> <s>Beatriz Aguinaldo, a nurse</s>, <c>the crew handed out blankets “within minutes” but gave no "
        "information until midnight</c>.",
        said("Beatriz Aguinaldo", "mixed"),
    ),
    row(
        "described as",
        "<s>Ebba Quansah</s> <q>described</q> <c>the plan as “a bitter day for the valley”</c>.",
        said("Ebba Quansah", "mixed"),
    ),
]

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

SOURCES = [
    row(
        "pronoun in the next sentence",
        "<s1>Ilse Marchetti</s1> <q1>said</q1> <c1>the barrier would hold back most tides</c1>. <s2>She</s2> <q2>added</q2> "
        "<c2>that the river was another matter</c2>.",
        said("Ilse Marchetti", "indirect"),
        said("Ilse Marchetti", "indirect"),
    ),
    row(
        "pronoun in the next paragraph",
        "<c1>“The ship left the marked channel,”</c1> <q1>said</q1> <s1>Aodhán Fitzroy</s1>, the harbour master.\n\n"
        "<c2>“We do not know why,”</c2> <s2>he</s2> <q2>said</q2>.",
        said("Aodhán Fitzroy", "direct"),
        said("Aodhán Fitzroy", "direct"),
    ),
    row(
        "pronouns told apart by gender",
        "Bridget Okafor leads the council and her husband, Desmond Okafor, runs the ferry. <c>“I never know which "
        "of us is later home,”</c> <s>she</s> <q>said</q>.",
        said("Bridget Okafor", "direct"),
    ),
    row(
        "surname to full name",
        "Siobhán Takács follows haulage shares for a bank in Varnholt.\n\n<c>“The wagons were a bet, and the bet was "
        "lost,”</c> <s>Takács</s> <q>said</q>.",
        said("Siobhán Takács", "direct"),
    ),
    row(
        "title and surname to full name",
        "Noreen Adeyemi-Blythe worked for the harbour board for eleven years. <c>“I saw gulls,”</c> <q>replied</q> "
        "<s>Mrs Adeyemi-Blythe</s>.",
        said("Noreen Adeyemi-Blythe", "direct"),
    ),
    row(
        "nominal by role",
        "Finance Minister Maren Tollefsrud spoke for an hour on Wednesday. <c>“I have staked my job on it,”</c> <s>the "
        "minister</s> <q>said</q>.",
        said("Maren Tollefsrud", "direct"),
    ),
    row(
        "nominal by appositive",
        "The floats were designed by Håkon Wręczycki, an engineer from Upper Sorrel. <s>The engineer</s> <q>said</q> <c>that "
        "the first ones were lost within a minute</c>.",
        said("Håkon Wręczycki", "indirect"),
    ),
    row(
        "role before the name",
        "<c>“We will open the strait on the day the last gun is moved,”</c> <s>Foreign Minister Rūta Žalgirienė</s> "
        "<q>told</q> reporters.",
        said("Rūta Žalgirienė", "direct"),
    ),
    row(
        "organisation and role before the name",
        "<s>Orrin Freight chief executive Corentin Iwu</s> <q>said</q> <c>there had been no other way</c>.",
        said("Corentin Iwu", "indirect"),
    ),
    row(
        "unnamed official",
        "<s>A senior Tarnavian official</s> <q>said</q> <c>that the islands had been left out “on purpose, as a kindness.”</c>",
        said(None, "mixed"),
    ),
    row(
        "unnamed source of a named organisation",
        "<s>Sources at Orrin Freight</s> <q>say</q> <c>the depots will close before the winter</c>.",
        said(None, "indirect"),
    ),
    row(
        "unnamed, on condition of anonymity",
        "<c>“It is a letter. We have had letters,”</c> <s>one official</s> <q>said</q> on condition of anonymity.",
        said(None, "direct"),
    ),
    row(
        "collective",
        "<s>Residents of Quay Street</s> <q>said</q> <c>they had stopped believing in dates</c>.",
        said(None, "indirect"),
    ),
    row(
        "experts say",
        "<c>The guns are of a type that can reach the other shore</c>, <s>experts</s> <q>say</q>.",
        said(None, "indirect"),
    ),
    row(
        "several officials told an outlet",
        "<s>Several cabinet members</s> <q>told</q> the Northern Ledger <c>that they would vote against the plan</c>.",
        said(None, "indirect"),
    ),
    row(
        "named organisation",
        "<c>Freight rates have tripled since January</c>, <s>the Halm Shipping Association</s> <q>said</q>.",
        said("Halm Shipping Association", "indirect"),
    ),
    row(
        "document as a source",
        "<s>The memo</s> <q>says</q> <c>that the cut “cannot be reconciled with the debt rule”</c>.",
        said(None, "mixed"),
    ),
    row(
        "accented and many-part name",
        "<c>“Go up, not down the road,”</c> <q>said</q> <s>Ana Luísa d’Aurevilly-Fontão</s>.",
        said("Ana Luísa d’Aurevilly-Fontão", "direct"),
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
        xfail="the model misses a headline that stands alone",
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

BROKEN = [
    row(
        "closing mark missing",
        "<c>“Safety comes before the timetable</c>, <q>said</q> <s>Eluned Vasić</s>. The ferry sails again on Friday.",
        said("Eluned Vasić", "direct"),
    ),
    row(
        "opening mark where the closing one belongs",
        "<c>“There was a sound like a drawer full of spoons,“</c> <q>said</q> <s>Pádraig Olesund</s>, a schoolteacher.",
        said("Pádraig Olesund", "direct"),
    ),
    row(
        "straight mark opens, curly one closes",
        '<c>"We have the voyage recorder and we have the crew,”</c> <q>said</q> <s>Eluned Vasić</s>.',
        said("Eluned Vasić", "direct"),
    ),
    row(
        "no space before the quote",
        "The ship was late.<c>“Give us a week before you ask us what happened,”</c> <q>said</q> <s>Eluned Vasić</s>.",
        said("Eluned Vasić", "direct"),
    ),
    row(
        "no space between cue and second half",
        "<c>“The buoys move in the winter storms,”</c> <s>Aodhán Fitzroy</s> <q>said</q>.<c>“Everyone knows it except the "
        "people who draw the charts.”</c>",
        said("Aodhán Fitzroy", "direct"),
    ),
    row(
        "no space after full stops inside the quote",
        "<c>“We must unite.The sea does not wait.It never has,”</c> <q>said</q> <s>Philippa Nkemelu</s>.",
        said("Philippa Nkemelu", "direct"),
    ),
    row(
        "doubled full stop",
        "<c>“The harvest is the only clock they obey,”</c> <q>said</q> <s>Leif Santangelo</s>.. The mill is closed.",
        said("Leif Santangelo", "direct"),
    ),
    row(
        "opening mark missing",
        "<c>The harvest is the only clock they obey,”</c> <q>said</q> <s>Leif Santangelo</s>. The mill is closed.",
        said("Leif Santangelo", "direct"),
    ),
    row(
        "space inside the marks",
        "<c>“ The lake was half gone when the sensor noticed it. ”</c> <s>Ana Luísa Fontão</s> <q>said</q>.",
        said("Ana Luísa Fontão", "direct"),
    ),
    row(
        "carriage returns and tabs",
        "The hearing opened at ten.\r\n\r\n\t<c>“I signed what I was given,”</c> <s>Lucian Pell</s> <q>said</q>.\r\n\r\nIt closed at one.",
        said("Lucian Pell", "direct"),
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
        xfail="the model takes what something is called for something said",
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

ROWS = [*DIRECT, *SPLIT, *MIXED, *INDIRECT, *SOURCES, *HEADLINES, *BROKEN, *NESTED, *NO_STATEMENT]
