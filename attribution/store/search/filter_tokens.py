"""What the search filters on, as tokens: each quote has one for its kind, its day, its outlet and so on.

They stand in a column of the full-text search beside the words, so that any search with any filters is one
expression, which SQLite answers by jumping from list to list: what it costs grows with the rarest part of it, not
with the database. A token is nothing that a person would type, and a search for words does not look among them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

# The form of a migration, which is never edited: another form is another migration and a new search.
# A name is one token whatever stands in it: its first 60 characters, its length and its last 20 in hexadecimal.
_NAME = (
    "CASE WHEN {row}.{column} IS NULL THEN ' kz{letter}0' "
    "ELSE ' kz{letter}' || hex(substr({row}.{column}, 1, 60)) "
    "|| 'n' || length({row}.{column}) || 'n' || hex(substr({row}.{column}, -20)) END"
)
_TOKENS = " || ".join((
    "'kzall kzk' || {row}.kind || ' kza' || {row}.act",
    "' kzt' || coalesce(replace({row}.source_type, '_', ''), '0')",
    "' kzs' || coalesce({row}.speaker_id, 0)",
    "coalesce(' kzy' || substr({row}.day, 1, 4) || ' kzm' || replace(substr({row}.day, 1, 7), '-', '') "
    "|| ' kzd' || replace({row}.day, '-', ''), ' kzd0')",
    _NAME.replace("{column}", "outlet").replace("{letter}", "o"),
    _NAME.replace("{column}", "organisation").replace("{letter}", "g"),
    # What is written as 0.29 may be a little less.
    "' kzc' || CAST({row}.confidence * 100 + 1e-9 AS INTEGER) "
    "|| ' kzp' || CAST({row}.confidence * 10 + 1e-10 AS INTEGER)",
    "CASE WHEN {row}.negated THEN ' kznegated' ELSE '' END",
    "CASE WHEN {row}.hedged THEN ' kzhedged' ELSE '' END",
    "CASE WHEN {row}.nested_in IS NULL THEN '' ELSE ' kznested' END",
))  # fmt: skip

# Of "bo ray · person; tarn council · organisation": kzxbozrayzxzperson kzxtarnzcouncilzxzorganisation for whole
# names, kzwbo kzwray kzwtarn kzwcouncil for their words.
_ABOUT = (
    "'kzx' || replace(replace(replace(replace({row}.about_plain, '; ', '|'), ' ', 'z'), '·', 'x'), '|', ' kzx') "
    "|| ' kzw' || replace("
    "replace(replace({row}.about_plain, ' · person', ''), ' · organisation', ''), ' ', ' kzw')"
)
_LATER = (
    _TOKENS + " || ' kzr' || CASE {row}.review WHEN '' THEN '0' ELSE replace({row}.review, ' ', '') END "
    "|| ' kzi' || {row}.article_id || coalesce(' ' || " + _ABOUT + ", '')"
)
# Fills the column that tells whom a quote is about, from the table of targets, as about_plain() writes it.
FILL_ABOUT = """
UPDATE quotes SET about_plain = (
    SELECT group_concat(folded || ' · ' || type, '; ') FROM (
        SELECT folded, type FROM targets
        WHERE attribution_id = quotes.id AND own = 0 AND again = 0 AND folded IS NOT NULL ORDER BY id
    )
)
"""

EVERY = "kzall"
NAMELESS = "kzs0"
DAYLESS = "kzd0"
CORRECTED = "kzrcorrected"


def tokens_sql(row: str) -> str:
    """Return the SQL expression for the first tokens of a quote; ``row`` names it, as in ``quotes`` or ``new``."""
    return _TOKENS.replace("{row}", row)


def later_tokens_sql(row: str) -> str:
    """Return the same with those of its review, its article and whom it is about: all that there are now."""
    return _LATER.replace("{row}", row)


def review_token(review: str) -> str:
    """Return the token of what people decided of a quote, as its column ``review`` has it."""
    return f"kzr{review.replace(' ', '') or '0'}"


def kind_token(kind: str) -> str:
    """Return the token of a kind."""
    return f"kzk{kind}"


def act_token(act: str) -> str:
    """Return the token of an act."""
    return f"kza{act}"


def source_type_token(source_type: str | None) -> str:
    """Return the token of a type of source; None is that of quotes read before there were types."""
    return "kzt0" if source_type is None else f"kzt{source_type.replace('_', '')}"


def speaker_token(speaker_id: int) -> str:
    """Return the token of a speaker, by number."""
    return f"kzs{speaker_id}"


def outlet_token(outlet: str) -> str:
    """Return the token of an outlet, by its exact name."""
    return _name_token("o", outlet)


def organisation_token(organisation: str) -> str:
    """Return the token of an organisation, by its exact name."""
    return _name_token("g", organisation)


def article_token(article_id: int) -> str:
    """Return the token of an article, by number."""
    return f"kzi{article_id}"


def about_plain(names: Iterable[tuple[str, str]]) -> str | None:
    """Return what the column ``about_plain`` holds for names, each folded and with its type; None for none."""
    return "; ".join(f"{folded} · {kind}" for folded, kind in names) or None


def about_name(folded: str, kind: str) -> str:
    """Return the expression for quotes about a whole name, folded; ``kind`` is person or organisation."""
    name = folded.replace('"', "").replace(" ", "z")
    return f'"kzx{name}zxz{kind}"'


def about_words(folded: str) -> str:
    """Return the expression for quotes about somebody with these folded words in the name."""
    return " AND ".join(f'"kzw{word}"' for word in folded.replace('"', "").split())


def _name_token(letter: str, name: str) -> str:
    first, last = (part.encode("utf-8", "replace").hex() for part in (name[:60], name[-20:]))
    return f"kz{letter}{first}n{len(name)}n{last}"


def confidence_tokens(hundredths: int) -> list[str]:
    """Return the tokens that cover a confidence of so many hundredths or more."""
    tenth = -(-hundredths // 10)
    return [f"kzc{number}" for number in range(hundredths, tenth * 10)] + [
        f"kzp{number}" for number in range(tenth, 11)
    ]


def day_tokens(first: datetime.date, last: datetime.date) -> list[str]:
    """Return the tokens that cover the days from ``first`` to ``last``: whole years and months by one each."""
    return list(_cover(first, last))


def _cover(first: datetime.date, last: datetime.date) -> Iterator[str]:
    day = first
    while day <= last:
        year_end, month_end = day.replace(month=12, day=31), _end_of_month(day)
        if (day.month, day.day) == (1, 1) and year_end <= last:
            yield f"kzy{day.year:04d}"
            end = year_end
        elif day.day == 1 and month_end <= last:
            yield f"kzm{day.year:04d}{day.month:02d}"
            end = month_end
        else:
            yield f"kzd{day.year:04d}{day.month:02d}{day.day:02d}"
            end = day
        if end == datetime.date.max:
            return
        day = end + datetime.timedelta(days=1)


def _end_of_month(day: datetime.date) -> datetime.date:
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - datetime.timedelta(days=1)
