"""The pages of reviewing: the queue, one quote with its form, signing in and out."""

from __future__ import annotations

import re
from typing import Any, Final

from datasette.utils.asgi import Response

from attribution.errors import UsageError
from attribution.marking import Placed, segments
from attribution.site.page import PageError, Site
from attribution.site.pages.passages import around
from attribution.site.review.review_access import access, posted, reviewer, sign_in, sign_out
from attribution.site.review.review_form import KINDS, METHODS, review_context, save, to_check, write
from attribution.store import QueueFilter
from attribution.store.reviews.decisions import REVIEWER_LENGTH, clean
from attribution.store.reviews.queue import LOOKED_THROUGH, NAMES, queue_query
from attribution.store.search.finding import with_stored_names

__all__ = ["queue", "review_context", "review_one", "sign_in_page", "sign_out_page", "undo"]

A_PAGE: Final = 25
AROUND: Final = 300
_AFTER = re.compile(r"(?P<confidence>[01]\.\d{1,12}(?:e-\d{1,2})?)~(?P<id>\d{1,18})")
_OUTLETS: Final = 300


async def queue(site: Site) -> Response:
    """Show what nobody has reviewed, the least certain first, and how to begin."""
    _only(site, "GET")
    wanted, filters = await _wanted(site)
    query, values = queue_query(wanted)
    found = await site.rows(query, values)
    may = access(site)
    more = None
    if len(found) > A_PAGE:
        last = found[A_PAGE - 1]
        more = site.links.review(**filters, after=f"{last['confidence']!r}~{last['id']}")
    rows = [row | {"to_check": to_check(row), "how": METHODS.get(row["method"], row["method"])} for row in found]
    counted = await site.rows("SELECT review, count(*) AS quotes FROM quotes WHERE review > '' GROUP BY review")
    return await _page(
        site,
        "review",
        waiting=rows[:A_PAGE],
        more=more,
        filters=filters,
        begun=wanted.after is not None,
        kinds=KINDS,
        outlets=[
            row["name"] for row in await site.rows(f"SELECT name FROM outlets ORDER BY name LIMIT {_OUTLETS}")
        ],
        counted={row["review"]: row["quotes"] for row in counted},
        looked_through=LOOKED_THROUGH if filters.keys() - {"changed"} else None,
        access=may,
        saved=await _saved(site),
    )


async def review_one(site: Site) -> Response:
    """Show one quote with what is around it and the form; or save what the form sends."""
    quote_id = site.number()
    if _only(site, "GET", "POST") == "GET":
        return await _one(site, quote_id)
    fields = await _sent(site)
    name = reviewer(site)
    try:
        made = await save(site, quote_id, fields, name)
    except UsageError as error:
        return await _one(site, quote_id, typed=fields, error=str(error), status=400)
    if fields.get("back") == ["quote"]:
        return Response.redirect(f"{site.links.quote(quote_id)}#review", status=303)
    return Response.redirect(site.links.review(saved=made.id), status=303)


async def undo(site: Site) -> Response:
    """Take back a review of one's own."""
    _only(site, "POST")
    await _sent(site)
    name, review_id = reviewer(site), site.number()
    theirs = await site.value("SELECT reviewer FROM reviews WHERE id = :id", {"id": review_id})
    if theirs is None:
        raise PageError(404, f"There is no review {review_id}", "It may be gone with its article.")
    if theirs != name:
        raise PageError(403, "This review is somebody else's", "Add one of your own: the latest review counts.")
    try:
        undone = await write(site, name, lambda reviews: reviews.undo(review_id))
    except UsageError as error:
        raise PageError(400, "This review was taken back before", "There is nothing more to do.") from error
    return Response.redirect(site.links.review(undone.attribution_id), status=303)


async def sign_in_page(site: Site) -> Response:
    """Ask for a name and the secret, and sign in who knows it."""
    may = access(site)
    if _only(site, "GET", "POST") == "GET":
        return await _page(
            site, "review_sign_in", access=may, name="", error="", back=_back(site.argument("back"))
        )
    fields = await _sent(site)
    name, back = fields.get("name", [""])[0], _back(fields.get("back", [""])[0])
    try:
        name = " ".join(clean("name", name, REVIEWER_LENGTH).split())
        answer = sign_in(site, name, fields.get("secret", [""])[0])
    except (UsageError, PageError) as error:
        status = error.status if isinstance(error, PageError) else 400
        said = f"{error.title}. {error.advice}" if isinstance(error, PageError) else str(error)
        return await _page(
            site, "review_sign_in", status=status, access=may, name=name[:REVIEWER_LENGTH], error=said, back=back
        )
    answer.headers["Location"] = site.links.review(*([back] if back else []))
    return answer


async def sign_out_page(site: Site) -> Response:
    """Sign out."""
    _only(site, "POST")
    await _sent(site)
    answer = sign_out(site)
    answer.headers["Location"] = site.links.review()
    return answer


async def _one(site: Site, quote_id: int, *, status: int = 200, **form: Any) -> Response:
    context = await review_context(site, quote_id, **form)
    quote = context["quote"]
    query = """
        SELECT min("start") AS first, max("end") AS last FROM spans
        WHERE attribution_id = :id AND ("start" - (SELECT position FROM attributions WHERE id = :id)) < 5000
    """
    place = await site.row(query, {"id": quote_id})
    pieces = []
    if place is not None and place["first"] is not None:
        spans = await site.rows(
            'SELECT role, "start", "end" FROM spans WHERE attribution_id = :id ORDER BY "start"', {"id": quote_id}
        )
        for passage in await around(site, quote["article_id"], place["first"], place["last"], characters=AROUND):
            cut = passage.end >= place["last"] + AROUND
            pieces.append((passage.start > 0, _marked(passage.start, passage.text, spans), cut))
    return await _page(
        site,
        "review_one",
        status=status,
        review=context,
        pieces=pieces,
        to_check=to_check(quote),
        how=METHODS.get(quote["method"], quote["method"]),
        back="queue",
    )


def _marked(first: int, text: str, spans: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return a passage in pieces, each with the role of the words in it; "" for those around."""
    placed = [Placed(span["start"] - first, span["end"] - first, span["role"], 0) for span in spans]
    return [
        (piece.active[-1].role if piece.active else "", text[piece.start : piece.end])
        for piece in segments(placed, 0, len(text))
    ]


async def _page(site: Site, template: str, *, status: int = 200, **context: Any) -> Response:
    """Return a page of reviewing: it is of one person, and is kept nowhere."""
    may = context.setdefault("access", access(site))
    context.setdefault("page", "review")  # for the mark in the head of the site
    if may.state == "open" or (may.state == "anonymous" and template == "review_sign_in"):
        context["token"] = site.request.scope["csrftoken"]()
    answer = await site.page(template, status=status, **context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


async def _sent(site: Site) -> dict[str, list[str]]:
    """Return the fields of a form of a site where reviewing is on. Raises PageError elsewhere."""
    if access(site).state in ("off", "fixed"):
        reviewer(site)  # says why not
    return await posted(site)


async def _saved(site: Site) -> dict[str, Any] | None:
    """Return the review that was just saved, which the address names."""
    number = site.argument("saved")
    if not re.fullmatch(r"\d{1,18}", number):
        return None
    query = "SELECT id, attribution_id, verdict, reviewer, undone FROM reviews WHERE id = :id"
    return await site.row(query, {"id": int(number)})


async def _wanted(site: Site) -> tuple[QueueFilter, dict[str, str]]:
    """Return which part of the queue an address asks for. Raises an error for what makes no sense."""
    changed, after = site.argument("changed"), site.argument("after")
    place = _AFTER.fullmatch(after)
    wrong = [*(["after"] if after and place is None else []), *(["changed"] if changed not in ("", "1") else [])]
    if wrong:
        raise PageError(
            400, f"This address makes no sense: {', '.join(wrong)}", "Start at the queue's first page."
        )
    wanted = QueueFilter.read(
        site.argument,
        NAMES,
        changed=bool(changed),
        after=(float(place["confidence"]), int(place["id"])) if place else None,
        limit=A_PAGE + 1,
        bound=LOOKED_THROUGH,
    )
    wanted = await site.read(lambda connection: with_stored_names(connection, wanted))
    return wanted, wanted.parameters() | ({"changed": "1"} if changed else {})


def _back(written: str) -> str:
    """Return the number of the quote to go back to after signing in; no address, which could lead anywhere."""
    return written if re.fullmatch(r"\d{1,18}", written) else ""


def _only(site: Site, *methods: str) -> str:
    """Return the method of a request, one of these. Raises PageError for another."""
    method = "GET" if site.request.method == "HEAD" else str(site.request.method)
    if method not in methods:
        raise PageError(405, f"{method} is not possible here", "Use the links and forms of the page.")
    return method
