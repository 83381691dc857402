"""The form of a review: what it shows, what it sends, and what becomes of that."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final

from attribution.errors import StoreError, UsageError
from attribution.site.page import PageError, Site
from attribution.site.review.review_access import access
from attribution.store import Correction, Review, Reviews, Store, mark_of
from attribution.store.reviews.review_rows import CHANGED, COLUMNS, CORRECTABLE, PARTS, VERDICTS, Part

METHODS: Final = {
    "named": "named beside the quote",
    "surname": "by a surname",
    "pronoun": "by a pronoun",
    "nominal": "by a role, such as “the minister”",
    "continuation": "goes on from the quote before",
    "unnamed": "not named in the article",
    "unresolved": "not known",
}
PART_NAMES: Final[dict[Part, str]] = {
    "content": "the words",
    "source": "who says so, in the article’s words",
    "speaker": "who that is",
    "affiliation": "the role or organisation",
    "target": "whom it is about",
}
KINDS: Final = {
    "direct": "direct: all in quotation marks",
    "mixed": "mixed: some of it",
    "indirect": "indirect: none of it",
}
_LABELS: Final = {
    "speaker": "Speaker",
    "role": "Role",
    "organisation": "Organisation",
    "quote": "Words",
    "kind": "Kind",
}
_HISTORY = 50


async def review_context(
    site: Site, quote_id: int, *, typed: Mapping[str, list[str]] | None = None, error: str = ""
) -> dict[str, Any]:
    """Return what ``attribution_review_form.html`` shows of one quote, as ``review`` in a page's context.

    ``typed`` is what was sent and not saved, because of ``error``. Raises PageError where there is no
    such quote.
    """
    quote = await site.row("SELECT * FROM quotes WHERE id = :id", {"id": quote_id})
    if quote is None:
        raise PageError(404, f"There is no quote {quote_id}", "It may be gone since its article was read again.")
    query = f"SELECT {COLUMNS} FROM reviews WHERE attribution_id = :id ORDER BY id DESC LIMIT {_HISTORY}"
    history = [one | {"wrong": _named(one["wrong"])} for one in await site.rows(query, {"id": quote_id})]
    current = next((one for one in history if one["undone"] is None), None)
    may = access(site)
    shown = shown_of(quote)
    return {
        "quote": quote,
        "current": current,
        "history": history,
        "differences": _differences(quote),
        "changed": quote["review"] == CHANGED,
        "access": may,
        "shown": shown,
        "typed": _typed(shown, typed),
        "error": error,
        "mark": mark_of(quote, current["id"] if current else None),
        "parts": PART_NAMES,
        "kinds": KINDS,
        "token": site.request.scope["csrftoken"]() if may.state == "open" else "",
    }


def shown_of(quote: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is shown first of a row of quotes: as it was corrected, else as it was found."""
    corrected = quote["review"] == "corrected"
    return {column: quote[f"corrected_{column}" if corrected else column] for column in CORRECTABLE}


def to_check(quote: Mapping[str, Any]) -> list[str]:
    """Return what a reviewer should look at in a row of quotes, as questions."""
    who, source = quote["speaker"], quote["source"]
    asked = []
    if quote["review"] == CHANGED:
        asked.append("A later reading changed it after its review: does it hold now?")
    if quote["confidence"] < 0.5:
        asked.append(f"Does the article say that {f'“{source}”' if source else 'somebody'} said this?")
    if quote["method"] == "continuation" and who:
        asked.append(f"Is {who} still the one who speaks?")
    elif quote["method"] in ("pronoun", "nominal", "surname") and who and source:
        asked.append(f"Is “{source}” {who}?")
    elif quote["method"] == "unresolved":
        asked.append(f"Who is “{source}”?" if source else "Who says this?")
    if who and (quote["role"] or quote["organisation"]):
        held = ", ".join(part for part in (quote["role"], quote["organisation"]) if part)
        asked.append(f"Is {who} here: {held}?")
    return [*asked, "Do the words begin and end where the statement does?"]


async def save(site: Site, quote_id: int, fields: Mapping[str, list[str]], reviewer: str) -> Review:
    """Write the review that a form says. Raises UsageError where it says nothing that can be kept."""
    quote = await site.row("SELECT * FROM quotes WHERE id = :id", {"id": quote_id})
    if quote is None:
        raise PageError(404, f"There is no quote {quote_id}", "It may be gone since its article was read again.")
    verdict, note = _one(fields, "verdict"), _one(fields, "note").replace("\r\n", "\n").strip() or None
    if verdict not in VERDICTS:
        raise UsageError("Choose what you found: right, wrong, or corrected.")
    correction, edited = _correction(shown_of(quote), fields)
    parts: list[Any] = fields.get("part", [])
    if edited and verdict != "corrected":
        raise UsageError("You changed what is below “Corrected”: choose that, or set it back.")
    if parts and verdict != "wrong":
        raise UsageError("You ticked what is wrong: choose “Wrong”, or take the ticks away.")

    def work(reviews: Reviews) -> Review:
        reviews.expect(quote_id, _one(fields, "mark"))
        if verdict == "checked":
            return reviews.check([quote_id], note=note)[0]
        if verdict == "wrong":
            return reviews.wrong(quote_id, parts, note=note)
        return reviews.correct(quote_id, correction, note=note)

    return await write(site, reviewer, work)


async def write(site: Site, reviewer: str, work: Callable[[Reviews], Review]) -> Review:
    """Do what ``work`` does through the store, in a thread, as Datasette's own connection only reads."""
    path = site.datasette.get_database(site.database).path

    def run() -> Review:
        with Store(path) as store, store.reviews(reviewer=reviewer) as reviews:
            return work(reviews)

    try:
        return await asyncio.to_thread(run)
    except StoreError as error:
        # Its own words name the file, and what to do on the machine that it is on.
        raise PageError(
            503, "It could not be saved", "The database is in use, or can't be written. Try again in a minute."
        ) from error


def _correction(shown: Mapping[str, Any], fields: Mapping[str, list[str]]) -> tuple[Correction, bool]:
    """Return what was typed that differs from what the form showed, and whether anything does."""
    values: dict[str, Any] = {}
    for column in CORRECTABLE:
        if column in fields and _words(_one(fields, column)) != _words(shown[column] or ""):
            values[column] = _one(fields, column)
    return Correction(**values), bool(values)


def _words(text: str) -> list[str]:
    # A form sends other line ends than the text has, and no NUL.
    return text.replace("\0", "\ufffd").split()


def _one(fields: Mapping[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _typed(shown: Mapping[str, Any], typed: Mapping[str, list[str]] | None) -> dict[str, Any]:
    """Return what the fields of the form hold."""
    sent = typed or {}
    values: dict[str, Any] = {
        name: _one(sent, name) if name in sent else shown[name] or "" for name in CORRECTABLE
    }
    return values | {"verdict": _one(sent, "verdict"), "note": _one(sent, "note"), "part": sent.get("part", [])}


def _differences(quote: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what a correction changed: the name of it, as found, as corrected."""
    if quote["review"] != "corrected":
        return []
    pairs = [(column, quote[column] or "", quote[f"corrected_{column}"] or "") for column in CORRECTABLE]
    return [(_LABELS[column], found, corrected) for column, found, corrected in pairs if found != corrected]


def _named(wrong: str) -> str:
    return ", ".join(PART_NAMES[part] for part in PARTS if part in wrong.split())
