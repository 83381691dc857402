"""Reviewing on the pages: who may, what is refused, and that what is saved shows at once."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from closing_sites import closed
from datasette.app import Datasette
from datasette.utils import StartupError
from hostile import LONG, SCRIPT

from attribution.errors import ServeError
from attribution.site.metadata import metadata_for
from attribution.site.review.review_access import COOKIE, HOURS, Tries
from attribution.site.serving import build
from attribution.store import Correction, Store

SECRET = "an ordinary secret of the desk"
BASE = "/attribution/-/review"
TOKEN = re.compile(r'name="csrftoken" value="([^"]+)"')


@pytest.fixture
def path(database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(database, tmp_path / "attribution.db"))


@pytest.fixture
def reviewing(path: Path) -> Iterator[Datasette]:
    made = build(path, review_secret=SECRET)
    yield made
    closed(made)


class Browser:
    """Cookies and forms, as a browser keeps and sends them."""

    def __init__(self, datasette: Datasette) -> None:
        self._datasette = datasette
        self.cookies: dict[str, str] = {}
        self.set: list[str] = []

    async def get(self, address: str) -> httpx.Response:
        return self._keep(await self._datasette.client.get(address, cookies=self.cookies))

    async def post(
        self, address: str, fields: dict[str, Any], *, page: str = BASE, token: bool = True
    ) -> httpx.Response:
        if token:
            found = TOKEN.search((await self.get(page)).text)
            assert found is not None, page
            fields = {"csrftoken": found[1], **fields}
        return self._keep(await self._datasette.client.post(address, data=fields, cookies=self.cookies))

    async def sign_in(self, name: str = "Ann", secret: str = SECRET, **fields: str) -> httpx.Response:
        sent = {"name": name, "secret": secret, **fields}
        return await self.post(f"{BASE}/sign-in", sent, page=f"{BASE}/sign-in")

    async def review(self, quote_id: int, **fields: Any) -> httpx.Response:
        """Send the form of a quote as it is shown, but for these fields."""
        page = (await self.get(f"{BASE}/{quote_id}")).text
        sent = {"mark": re.search(r'name="mark" value="(\w+)"', page)[1]}  # type: ignore[index]
        for name, value in re.findall(r'name="(speaker|role|organisation)" value="([^"]*)"', page):
            sent[name] = html.unescape(value)
        words = re.search(r'name="quote"[^>]*>\n([^<]*)</textarea>', page)
        kind = re.search(r'value="(\w+)" selected', page)
        assert words is not None
        assert kind is not None
        # As browsers send what stands in several lines.
        sent |= {"quote": html.unescape(words[1]).replace("\n", "\r\n"), "kind": kind[1]}
        return await self.post(f"{BASE}/{quote_id}", sent | fields, page=f"{BASE}/{quote_id}")

    def _keep(self, answer: httpx.Response) -> httpx.Response:
        self.set = answer.headers.get_list("set-cookie")
        for one in self.set:
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer


@pytest.fixture
def browser(reviewing: Datasette) -> Browser:
    return Browser(reviewing)


@pytest.mark.asyncio
async def test_a_reader_sees_the_queue_and_no_form(site: Datasette) -> None:
    browser = Browser(site)
    page = await browser.get(BASE)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "turned off here" in page.text
    assert 'method="post"' not in page.text
    page = await browser.get(f"{BASE}/1")
    assert "Nobody has reviewed this quote." in page.text
    assert 'method="post"' not in page.text
    assert "turned off" in (await browser.get(f"{BASE}/sign-in")).text
    for address in (f"{BASE}/1", f"{BASE}/sign-in", f"{BASE}/sign-out", f"{BASE}/1/undo"):
        answer = await browser.post(address, {"verdict": "checked", "secret": SECRET}, token=False)
        assert answer.status_code == 403, address
        assert "turned off" in answer.text


@pytest.mark.asyncio
async def test_signing_in_reviewing_and_signing_out(browser: Browser, path: Path) -> None:
    assert "Sign in to review" in (await browser.get(BASE)).text
    answer = await browser.sign_in(name=" Ann \n Field ", back="1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}/1")
    (cookie,) = [one for one in browser.set if one.startswith(COOKIE)]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/attribution/-/" in cookie
    assert f"Max-Age={HOURS * 3600}" in cookie
    assert SECRET not in cookie
    assert "You review as Ann Field." in (await browser.get(BASE)).text

    answer = await browser.review(1, verdict="checked", note="heard it\r\nmyself")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}?saved=1")
    page = (await browser.get(answer.headers["location"])).text
    assert re.search(r'Saved: <a href="/attribution/-/review/1">quote 1</a> is checked', page)
    with Store(path, read_only=True) as store:
        (made,) = store.reviewed(1)
        assert (made.reviewer, made.verdict, made.note) == ("Ann Field", "checked", "heard it\nmyself")

    answer = await browser.review(2, verdict="wrong", part=["speaker", "source"], back="quote")
    assert answer.headers["location"] == "/attribution/-/quote/2#review"
    answer = await browser.review(2, verdict="corrected", speaker="Ada Field", role="")
    assert answer.status_code == 303
    page = (await browser.get(f"{BASE}/2")).text
    assert "Corrected by Ann Field, <time" in " ".join(page.split())
    assert '<th scope="row">Speaker</th><td>Ada Field</td><td>none</td>' in page
    table = await browser.get("/attribution/quotes.csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(table.text))}
    assert (rows["1"]["review"], rows["2"]["review"], rows["2"]["corrected_speaker"]) == (
        *("checked", "corrected"),
        "Ada Field",
    )

    answer = await browser.post(f"{BASE}/3/undo", {}, page=f"{BASE}?saved=3")
    assert answer.headers["location"] == f"{BASE}/2"
    with Store(path, read_only=True) as store:
        assert store.quote(2)["review"] == "wrong"

    answer = await browser.post(f"{BASE}/sign-out", {})
    assert (answer.status_code, answer.headers["location"]) == (303, BASE)
    assert any(one.startswith(COOKIE) and "Max-Age=0" in one for one in browser.set)
    assert "Sign in to review" in (await browser.get(BASE)).text


@pytest.mark.asyncio
async def test_wrong_secrets_are_slowed_down(browser: Browser) -> None:
    answer = await browser.sign_in(secret="a mistaken guess")
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert "That is not the secret" in answer.text
    assert 'value="Ann"' in answer.text
    assert "a mistaken guess" not in answer.text
    assert COOKIE not in browser.cookies
    # The right one has to wait as well, or each could be tried at once.
    answer = await browser.sign_in()
    assert answer.status_code == 429
    assert re.search(r"Wait [12] seconds", answer.text)


def test_each_wrong_try_waits_longer_and_is_forgotten() -> None:
    now = [1000.0]
    tries = Tries(lambda: now[0])
    waits = []
    for _ in range(8):
        assert tries.wait("a") == 0
        tries.wrong("a")
        waits.append(tries.wait("a"))
        now[0] += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 32, 32]
    tries.wrong("a")
    assert tries.wait("b") == 0
    now[0] += 1000
    tries.wrong("a")
    assert tries.wait("a") == 1
    tries.right("a")
    assert tries.wait("a") == 0
    for number in range(10_100):
        tries.wrong(str(number))
    assert len(tries._wrong) <= 10_000


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\x07b"])
async def test_a_name_is_needed(browser: Browser, name: str) -> None:
    answer = await browser.sign_in(name=name)
    assert answer.status_code == 400
    assert COOKIE not in browser.cookies


@pytest.mark.asyncio
@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "1/../..", "1\r\nX: y", "٣" * 30])
async def test_signing_in_leads_nowhere_else(browser: Browser, back: str) -> None:
    answer = await browser.sign_in(back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, BASE)


@pytest.mark.asyncio
async def test_a_post_without_its_token_is_refused(browser: Browser, path: Path) -> None:
    await browser.sign_in()
    for address in (f"{BASE}/1", f"{BASE}/sign-in", f"{BASE}/sign-out", f"{BASE}/1/undo"):
        for fields in ({}, {"csrftoken": "made up"}):
            sent = {"verdict": "checked", "name": "Ann", "secret": SECRET, **fields}
            assert (await browser.post(address, sent, token=False)).status_code == 403
    # Datasette lets those pass that send no cookie, or that say they are a program: here they are refused too.
    bare = Browser(browser._datasette)
    answer = await bare.post(f"{BASE}/sign-in", {"name": "Ann", "secret": SECRET}, token=False)
    assert (answer.status_code, COOKIE in bare.cookies) == (403, False)
    answer = await browser._datasette.client.post(
        f"{BASE}/1", data={"verdict": "checked"}, cookies=browser.cookies, headers={"Authorization": "Bearer x"}
    )
    assert answer.status_code == 403
    with Store(path, read_only=True) as store:
        assert store.reviewed() == []


@pytest.mark.asyncio
async def test_nobody_reviews_who_is_not_signed_in(browser: Browser, path: Path) -> None:
    """With a token, which everybody gets, and with cookies made up, altered, of another time or secret."""
    datasette = browser._datasette

    async def tries(cookie: str | None) -> int:
        each = Browser(datasette)
        page = await each.get(f"{BASE}/sign-in")
        token = TOKEN.search(page.text)[1]  # type: ignore[index]
        if cookie is not None:
            each.cookies[COOKIE] = cookie
        fields = {"csrftoken": token, "verdict": "checked"}
        return (await each.post(f"{BASE}/1", fields, token=False)).status_code

    await browser.sign_in()
    good = browser.cookies[COOKIE]
    assert await tries(good) == 400  # signed in, but without the mark of what was seen
    assert await tries(None) == 403
    assert await tries("") == 403
    assert await tries("made-up") == 403
    assert await tries(good.replace(".", ".A", 1)) == 403
    payload = '["Ann", %d, "attribution", "%s"]'
    key = __import__("json").loads(datasette.unsign(good, "attribution-review"))[3]
    for odd in (
        payload % (time.time() - HOURS * 3600 - 5, key),
        payload % (time.time() + 100, key),
        payload % (time.time(), "0" * 32),
        (payload % (time.time(), key)).replace("attribution", "another"),
        "[]",
        "null",
        "no JSON",
    ):
        assert await tries(datasette.sign(odd, "attribution-review")) == 403, odd
    assert await tries(datasette.sign(payload % (time.time(), key), "actor")) == 403
    with Store(path, read_only=True) as store:
        assert store.reviewed() == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose what you found"),
        ({"verdict": "right"}, "Choose what you found"),
        ({"verdict": "wrong"}, "Say what is wrong"),
        ({"verdict": "wrong", "part": ["title"]}, "title can"),
        ({"verdict": "checked", "part": ["speaker"]}, "You ticked what is wrong"),
        ({"verdict": "checked", "speaker": "Another"}, "You changed what is below"),
        ({"verdict": "corrected"}, "Nothing in this differs"),
        ({"verdict": "corrected", "speaker": "x" * 301}, "301 characters"),
        ({"verdict": "corrected", "quote": "no such words"}, "do not stand in the article"),
        ({"verdict": "corrected", "kind": "spoken"}, "There is no kind"),
        ({"verdict": "checked", "note": "x" * 2001}, "2,001 characters"),
        ({"verdict": "checked", "note": "a\x00b"}, "no text"),
        ({"verdict": "checked", "mark": "0" * 24}, "while you looked at it"),
    ],
)
async def test_what_makes_no_sense_is_said_on_the_form(
    browser: Browser, path: Path, fields: dict[str, Any], says: str
) -> None:
    await browser.sign_in()
    answer = await browser.review(1, **fields)
    assert answer.status_code == 400
    assert re.search(r'role="alert"[^>]*>([^<]*)', answer.text)
    assert says in answer.text
    if fields.get("speaker") == "Another":
        assert 'value="Another"' in answer.text  # what was typed is not lost
    with Store(path, read_only=True) as store:
        assert store.reviewed() == []


@pytest.mark.asyncio
async def test_what_another_saved_meanwhile_is_not_overruled_unseen(browser: Browser, path: Path) -> None:
    await browser.sign_in()
    page = (await browser.get(f"{BASE}/1")).text
    mark = re.search(r'name="mark" value="(\w+)"', page)[1]  # type: ignore[index]
    with Store(path) as store, store.reviews(reviewer="Bo") as reviews:
        reviews.check([1])
    answer = await browser.review(1, verdict="wrong", part="speaker", mark=mark)
    assert answer.status_code == 400
    assert "while you looked at it" in answer.text
    answer = await browser.review(1, verdict="wrong", part="speaker")
    assert answer.status_code == 303
    # One takes back one's own reviews only.
    answer = await browser.post(f"{BASE}/1/undo", {})
    assert answer.status_code == 403
    assert (await browser.post(f"{BASE}/9/undo", {})).status_code == 404
    assert (await browser.post(f"{BASE}/2/undo", {})).status_code == 303
    assert (await browser.post(f"{BASE}/2/undo", {})).status_code == 400


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{BASE}/99", 404),
        (f"{BASE}/{'9' * 30}", 404),
        (f"{BASE}/{'9' * 18}", 404),
        (f"{BASE}?kind=spoken", 400),
        (f"{BASE}?article=x", 400),
        (f"{BASE}?changed=2", 400),
        (f"{BASE}?after=1", 400),
        (f"{BASE}?after=0.5~x", 400),
        (f"{BASE}?speaker={'x' * 501}", 400),
        (f"{BASE}?saved=x", 200),
        (f"{BASE}?saved={'9' * 17}", 200),
        (f"{BASE}?speaker=%22%2A%3A", 200),
        (f"{BASE}/1/undo", 405),
        (f"{BASE}/sign-out", 405),
        ("/nowhere/-/review", 404),
    ],
)
async def test_addresses_that_make_no_sense(browser: Browser, address: str, status: int) -> None:
    assert (await browser.get(address)).status_code == status


@pytest.mark.asyncio
async def test_forms_that_no_page_sends(browser: Browser) -> None:
    await browser.sign_in()
    token = TOKEN.search((await browser.get(BASE)).text)[1]  # type: ignore[index]
    post = browser._datasette.client.post
    form = {"content-type": "application/x-www-form-urlencoded"}
    for content, headers, status in (
        (f"csrftoken={token}&note={'x' * 70_000}", form, 413),
        (f"csrftoken={token}" + "&a=b" * 100, form, 400),
        (f"csrftoken={token}&note=%ff", form, 400),
        ("{}", {"content-type": "application/json", "x-csrftoken": token}, 400),
        ("", {"x-csrftoken": token}, 400),
    ):
        answer = await post(f"{BASE}/1", content=content, headers=headers, cookies=browser.cookies)
        assert answer.status_code == status, content[:50]
    answer = await browser._datasette.client.request(
        "PUT", f"{BASE}/1", headers={"x-csrftoken": token}, cookies=browser.cookies
    )
    assert answer.status_code == 405


@pytest.mark.asyncio
async def test_the_queue_is_read_page_by_page_and_narrowed(browser: Browser, path: Path) -> None:
    with Store(path, read_only=True) as store:
        wanted = [row.id for row in store.waiting()]
    page = (await browser.get(BASE)).text
    titles = [int(one) for one in re.findall(r'review-title"><a href="[^"]*/review/(\d+)"', page)]
    assert titles == wanted
    page = (await browser.get(f"{BASE}?after=0.9~{wanted[0]}")).text
    assert [int(one) for one in re.findall(r'review-title"><a href="[^"]*/review/(\d+)"', page)] == wanted[1:]
    page = (await browser.get(f"{BASE}?outlet=%C3%89vening+Tide")).text
    assert re.findall(r'review-title"><a href="[^"]*">([^<]*)', page) == ["Rasa Juknienė"]
    assert 'value="Évening Tide"' in page
    page = (await browser.get(f"{BASE}?outlet=None")).text
    assert "Nothing waits here among the 20,000 quotes" in page


@pytest.mark.asyncio
async def test_what_articles_and_reviewers_write_is_text(browser: Browser, path: Path) -> None:
    await browser.sign_in(name=SCRIPT[:100])
    with Store(path) as store:
        hostile = next(row.id for row in store.waiting() if SCRIPT in row.quote)
        long = next(row.id for row in store.waiting() if LONG.strip() in row.quote)
        with store.reviews(reviewer=SCRIPT[:100]) as reviews:
            reviews.check([hostile], note=SCRIPT)
            reviews.correct(long, Correction(speaker=SCRIPT, role=SCRIPT, organisation=SCRIPT))
    for address in (BASE, f"{BASE}/{hostile}", f"{BASE}/{long}", f"{BASE}/sign-in", f"{BASE}?saved=1"):
        page = await browser.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert "javascript:" not in page.text.replace(f"{SCRIPT}", "")
    # What was shown can be sent back, whatever is in it.
    assert (await browser.review(hostile, verdict="checked")).status_code == 303
    assert (await browser.review(long, verdict="checked")).status_code == 303


@pytest.mark.asyncio
async def test_a_fixed_copy_cannot_be_reviewed(path: Path) -> None:
    metadata = metadata_for("attribution")
    metadata["plugins"] = {"attribution": {"review_secret": {"$env": "A_SECRET"}}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("A_SECRET", SECRET)
        site = Datasette([], immutables=[str(path)], metadata=metadata)
        try:
            browser = Browser(site)
            assert "This copy is fixed: it cannot be reviewed" in (await browser.get(BASE)).text
            assert "This copy is fixed" in (await browser.get(f"{BASE}/sign-in")).text
            for address in (f"{BASE}/1", f"{BASE}/sign-in"):
                answer = await browser.post(address, {"secret": SECRET, "name": "Ann"}, token=False)
                assert answer.status_code == 403
                assert "This copy is fixed" in answer.text
        finally:
            closed(site)


@pytest.fixture
def plain(path: Path) -> Iterator[Callable[[Any], Datasette]]:
    """Datasette as its own command runs it, with a configured secret."""
    made: list[Datasette] = []

    def build_one(secret: Any) -> Datasette:
        metadata = metadata_for("attribution") | {"plugins": {"attribution": {"review_secret": secret}}}
        made.append(Datasette([str(path)], metadata=metadata))
        return made[-1]

    yield build_one
    for each in made:
        closed(each)


@pytest.mark.asyncio
async def test_plain_datasette_reads_the_secret_from_the_environment(
    plain: Callable[[Any], Datasette], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET", SECRET)
    browser = Browser(plain({"$env": "A_SECRET"}))
    assert (await browser.sign_in()).status_code == 303
    assert "You review as Ann." in (await browser.get(BASE)).text
    assert SECRET not in (await browser.get("/-/metadata.json")).text
    # Whoever changes the secret ends all sessions.
    monkeypatch.setenv("A_SECRET", SECRET + "!")
    assert "Sign in to review" in (await browser.get(BASE)).text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("secret", "says"),
    [
        (SECRET, "which everybody can read"),
        ({"$env": "NO_SECRET"}, "has 0 characters"),
        ({"$env": "SHORT"}, "16 are"),
    ],
)
async def test_a_secret_that_is_none_stops_the_server(
    plain: Callable[[Any], Datasette], monkeypatch: pytest.MonkeyPatch, secret: Any, says: str
) -> None:
    monkeypatch.setenv("SHORT", "fifteen letters")
    with pytest.raises(StartupError, match=says):
        await plain(secret).invoke_startup()


def test_a_short_secret_is_refused(path: Path) -> None:
    with pytest.raises(ServeError, match="15 characters"):
        build(path, review_secret="fifteen letters\n")


@pytest.mark.asyncio
async def test_a_database_that_cannot_be_written_says_so(
    browser: Browser, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await browser.sign_in()
    monkeypatch.setattr("attribution.store.schema.opening.BUSY_SECONDS", 0.1)
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await browser.review(1, verdict="checked")
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "It could not be saved" in answer.text
    assert str(path) not in answer.text
