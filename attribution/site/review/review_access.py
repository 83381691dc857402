"""Who may write reviews on the pages: nobody, unless the operator set a secret; then who signs in with it.

The secret is the operator's, shared by the reviewers; the name that one signs in with is noted with
each review. A session is a signed cookie: it ends after twelve hours, when the server starts anew
(unless Datasette's own secret is set), or when the operator changes the secret.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import parse_qs
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.utils import StartupError
from datasette.utils.asgi import Response
from itsdangerous import BadSignature

from attribution.errors import ServeError
from attribution.site.page import PageError, Site

SHORTEST: Final = 16
HOURS: Final = 12
COOKIE: Final = "attribution_reviewer"
LONGEST_FORM: Final = 64 * 1024
_NAMESPACE: Final = "attribution-review"
_FIELDS: Final = 60

# Set by the command, not kept in the metadata, which everybody can read at /-/metadata.
_SECRETS: WeakKeyDictionary[Any, str] = WeakKeyDictionary()

State = Literal["off", "fixed", "anonymous", "open"]


@dataclass(frozen=True, slots=True)
class Access:
    """Whether one may review here: "open" to ``reviewer``, to nobody yet ("anonymous"), or not at all.

    "fixed" is a copy that does not change, "off" a site whose operator has not turned reviewing on.
    """

    state: State
    reviewer: str = ""


class Tries:
    """Wrong secrets, by who sent them: each makes the next try wait longer, up to a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait(self, client: str) -> float:
        """Return the seconds until this client may try again, 0 for now."""
        _, until = self._wrong.get(client, (0, 0.0))
        return max(0.0, until - self._clock())

    def wrong(self, client: str) -> None:
        """Note a wrong try. What is a quarter of an hour old is forgotten."""
        now = self._clock()
        for known in [each for each, (_, until) in self._wrong.items() if until < now - 900]:
            del self._wrong[known]
        while len(self._wrong) >= 10_000:
            self._wrong.pop(next(iter(self._wrong)))
        count = self._wrong.pop(client, (0, 0.0))[0] + 1
        self._wrong[client] = (count, now + min(60.0, 2.0 ** min(count, 6) / 2))

    def right(self, client: str) -> None:
        """Forget the wrong tries of a client that knew the secret."""
        self._wrong.pop(client, None)


_TRIES: WeakKeyDictionary[Any, Tries] = WeakKeyDictionary()


def good_secret(secret: str, where: str) -> str:
    """Return a secret without the line end of its file. Raises ServeError where it is too short to be one."""
    secret = secret.strip()
    if len(secret) < SHORTEST:
        raise ServeError(
            f"The secret for reviewing in {where} has {len(secret)} characters, and {SHORTEST} are the least: "
            "make a longer one, such as python -c 'import secrets; print(secrets.token_urlsafe())' prints."
        )
    return secret


def allow(datasette: Any, secret: str) -> None:
    """Turn reviewing on for all that is served here, with a secret that is long enough."""
    _SECRETS[datasette] = secret


def configured(datasette: Any, database: str) -> str | None:
    """Return the secret for a database, None where reviewing is off.

    Raises ServeError for one that is too short, is missing where the configuration says it is, or is
    written in the metadata itself.
    """
    if datasette in _SECRETS:
        return _SECRETS[datasette]
    plugins = datasette.metadata("plugins", database=database) or {}
    written = (plugins.get("attribution") or {}).get("review_secret")
    if written is None:
        return None
    if not isinstance(written, dict):
        raise ServeError(
            "The secret for reviewing is written in the metadata, which everybody can read: put it in an "
            'environment variable, and write review_secret: {"$env": "ATTRIBUTION_REVIEW_SECRET"}.'
        )
    where = f"the variable {written['$env']}" if "$env" in written else "the file that the metadata names"
    config = datasette.plugin_config("attribution", database=database)
    return good_secret(config["review_secret"] or "", where)


def startup(datasette: Any) -> None:
    """Let no server start whose secret is too short, missing, or readable by everybody."""
    for database in datasette.databases:
        try:
            configured(datasette, database)
        except ServeError as error:
            raise StartupError(str(error)) from error


def access(site: Site) -> Access:
    """Return whether, and as whom, the one who asks may review."""
    if not site.datasette.get_database(site.database).is_mutable:
        return Access("fixed")
    secret = configured(site.datasette, site.database)
    if secret is None:
        return Access("off")
    name = _signed_in(site, secret)
    return Access("open", name) if name else Access("anonymous")


def reviewer(site: Site) -> str:
    """Return who reviews. Raises PageError (403) where the one who asks may not."""
    found = access(site)
    if found.state == "open":
        return found.reviewer
    raise PageError(403, *REFUSED[found.state])


REFUSED: Final = {
    "off": ("Reviewing is turned off here", "Only the people who run this site can turn it on."),
    "fixed": ("This copy is fixed: it cannot be reviewed", "Review the database that it was made from."),
    "anonymous": ("You are not signed in", "Sign in on the page Review first, then send your review again."),
}


def sign_in(site: Site, name: str, given: str) -> Response:
    """Return an answer that signs this browser in. Raises PageError for a wrong secret, or tries too fast."""
    secret = configured(site.datasette, site.database)
    if secret is None or access(site).state == "fixed":
        raise PageError(403, *REFUSED["off" if secret is None else "fixed"])
    tries = _TRIES.setdefault(site.datasette, Tries())
    client = _client(site)
    if wait := tries.wait(client):
        raise PageError(429, "Too many wrong tries", f"Wait {int(wait) + 1} seconds, then try again.")
    # Digests of one length, compared in a time that does not tell how much was right.
    if not hmac.compare_digest(_digest(given.strip()), _digest(secret)):
        tries.wrong(client)
        raise PageError(403, "That is not the secret", "Ask whoever runs this site for it.")
    tries.right(client)
    payload = json.dumps([name, int(time.time()), site.database, _key_of(secret)])
    answer = Response("", status=303)
    _set_cookie(site, answer, site.datasette.sign(payload, _NAMESPACE), HOURS * 3600)
    return answer


def sign_out(site: Site) -> Response:
    """Return an answer that signs this browser out."""
    answer = Response("", status=303)
    _set_cookie(site, answer, "", 0)
    return answer


async def posted(site: Site) -> dict[str, list[str]]:
    """Return the fields of a form that was sent. Raises PageError for what no form of ours sends.

    Datasette lets a form without its token pass where the browser sends no cookie; here none does.
    """
    request = site.request
    kind = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise PageError(400, "This is no form of this site", "Use the form on the page.")
    body = b""
    more = True
    while more:
        message = await request.receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LONGEST_FORM:
            raise PageError(413, "That is too long", "Shorten the note or the words.")
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise PageError(400, "This form can't be read", "Use the form on the page.") from error
    token = request.scope["csrftoken"]()
    if not hmac.compare_digest(fields.get("csrftoken", [""])[0].encode(), token.encode()):
        raise PageError(403, "This form has expired", "Go back, load the page anew, and send it again.")
    return fields


def _signed_in(site: Site, secret: str) -> str | None:
    cookie = site.request.cookies.get(COOKIE)
    if not cookie:
        return None
    try:
        name, since, database, key = json.loads(site.datasette.unsign(cookie, _NAMESPACE))
    except (BadSignature, ValueError, TypeError):
        return None
    fresh = 0 <= time.time() - since <= HOURS * 3600
    return name if fresh and database == site.database and key == _key_of(secret) else None


def _set_cookie(site: Site, answer: Response, value: str, seconds: int) -> None:
    secure = site.request.scheme == "https" or bool(site.datasette.setting("force_https_urls"))
    answer.set_cookie(
        COOKIE, value, max_age=seconds, path=site.links.home(), httponly=True, secure=secure, samesite="lax"
    )


def _client(site: Site) -> str:
    """Return who asks: an address, of which in IPv6 one has as many as one likes within a network."""
    host = (site.request.scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return str(host)
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _key_of(secret: str) -> str:
    """Return what tells a session of this secret from one of another, and does not give it away."""
    return hmac.new(secret.encode(), _NAMESPACE.encode(), hashlib.sha256).hexdigest()[:32]


# As in plugin.py: a decorator has no types.
hookimpl(startup)
