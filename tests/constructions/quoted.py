# ruff: noqa: E501 - a text broken over lines is harder to read and to change than a long one
"""Words in quotation marks: whole, split, in part, and with marks that are lost or wrong."""

from __future__ import annotations

from constructions.row import row, said

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
