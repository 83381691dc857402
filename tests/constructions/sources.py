# ruff: noqa: E501 - a text broken over lines is harder to read and to change than a long one
"""Who said it: pronouns, roles, bodies, documents, and nobody with a name."""

from __future__ import annotations

from constructions.row import row, said

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
