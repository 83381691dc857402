"""Files and folders, good and bad, to articles and failures in order."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from attribution.errors import UsageError
from attribution.reading import Failure, Notice, read_paths
from attribution.reading import paths as paths_module
from attribution.records import Article

PAGE = "<html><head><title>A page</title></head><body><p>“One,” said Ola Venn.</p></body></html>"


def read(*paths: Path | str, **options: str) -> list[Article | Failure]:
    return list(read_paths([str(path) for path in paths], **options))


def failure(*paths: Path | str) -> Failure:
    (found,) = read(*paths)
    assert isinstance(found, Failure)
    return found


def article(*paths: Path | str, **options: str) -> Article:
    (found,) = read(*paths, **options)
    assert isinstance(found, Article), found
    return found


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_plain_text_is_verbatim(tmp_path: Path) -> None:
    file = write(tmp_path / "flood.txt", b"\xef\xbb\xbf  \xe2\x80\x9cOne,\xe2\x80\x9d\r\nshe said.\r\rTwo\n\n")
    assert article(file) == Article(text="  “One,”\r\nshe said.\r\rTwo\n\n", id="flood", path=str(file))


def test_options_take_the_place_of_what_is_stated(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", '{"text": "W", "title": "Old", "outlet": "Old", "date": "2020-01-01"}')
    changed = article(file, title="New", outlet="The Courier", date="2026-03-31 09:00")
    assert (changed.title, changed.outlet, changed.date) == ("New", "The Courier", "2026-03-31T09:00")
    kept = article(file, title=" ", outlet="", date="")
    assert (kept.title, kept.outlet, kept.date) == ("Old", "Old", "2020-01-01")


def test_a_bad_date_is_told_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="write it as 2026-03-31"):
        read_paths(["nowhere.txt"], date="31 March")


def test_a_path_in_place_of_a_list_is_refused() -> None:
    with pytest.raises(UsageError, match="a list of paths"):
        read_paths("article.txt")


def test_html_and_json_are_known_by_their_names(tmp_path: Path) -> None:
    assert article(write(tmp_path / "page.htm", PAGE)).title == "A page"
    assert article(write(tmp_path / "one.json", '{"text": "W", "id": "own"}')).id == "own"
    assert article(write(tmp_path / "one.NDJSON", '{"text": "W"}')).id == "one"


def test_wrong_names_are_seen_through(tmp_path: Path) -> None:
    assert article(write(tmp_path / "page.txt", f"\n<!DOCTYPE html>{PAGE}")).text == "“One,” said Ola Venn."
    assert article(write(tmp_path / "page", f'<?xml version="1.0"?>\n{PAGE}')).text == "“One,” said Ola Venn."
    assert article(write(tmp_path / "lines.txt", '{"text": "W", "id": "own"}\n')).id == "own"
    assert article(write(tmp_path / "words.html", "“One,” said Ola Venn; 3 < 4.\n")).text.startswith("“One,”")
    assert article(write(tmp_path / "notes.md", "Ola Venn <b>said</b> so.")).text == "Ola Venn <b>said</b> so."


def test_a_page_in_its_own_encoding(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1257"></head><body><p>“Taip,” said Rasa Kalnienė.</p></html>'
    assert article(write(tmp_path / "a.html", page.encode("cp1257"))).text == "“Taip,” said Rasa Kalnienė."


def test_ids_are_distinct_in_order(tmp_path: Path) -> None:
    files = [write(tmp_path / folder / "a.txt", "Words.") for folder in ("one", "two")]
    lines = write(tmp_path / "a.jsonl", '{"text": "x"}\n{"text": "y", "id": "a-4"}\nbroken\n{"text": "z"}')
    found = read(*files, lines, files[0])
    assert [one.id for one in found] == ["a", "a-2", "a-3", "a-4", "a-5", "a-6", "a-7"]
    assert isinstance(found[4], Failure)


def test_an_own_id_goes_before_a_made_up_one(tmp_path: Path) -> None:
    lines = write(tmp_path / "a.jsonl", '{"text": "x"}\n{"text": "y", "id": "a"}')
    assert [one.id for one in read(lines)] == ["a-2", "a"]


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = write(tmp_path / "a.jsonl", '{"text": "x"}\n{"text": \n{"text": "z"}\n')
    one, broken, three = read(lines)
    assert isinstance(broken, Failure)
    assert broken.path == f"{lines}:2"
    assert isinstance(one, Article) and isinstance(three, Article)
    # The line's number is no part of where the article is from: it changes as lines are added.
    assert one.path == three.path == str(lines)


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/c.html",
        "a/b/d.jsonl",
        "a/.hidden.txt",
        ".git/x.txt",
        "read.me",
        "c.TXT",
    ):
        write(tmp_path / name, {".html": PAGE, ".jsonl": '{"text": "W"}'}.get(Path(name).suffix, "Words."))
    assert [Path(one.path or "").name for one in read(tmp_path)] == ["d.jsonl", "c.html", "b.txt", "c.TXT"]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt", "Words.")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "linked.txt").symlink_to(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    one, linked, nowhere = read(tmp_path)
    assert isinstance(one, Article) and isinstance(linked, Article)
    assert isinstance(nowhere, Failure) and "does not exist" in nowhere.reason


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.txt", b"", "is empty"),
        ("a.html", b"", "is empty"),
        ("a.jsonl", b"", "is empty"),
        ("a.txt", b" \r\n\t\xef\xbb\xbf ", "nothing but white space"),
        ("a.txt", b"\xef\xbb\xbf", "nothing but white space"),
        ("a.txt", bytes(range(256)), "binary data"),
        ("a.html", b"%PDF-1.4 text", "a PDF file"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.jsonl", b"PK\x03\x04abc", "zip archive"),
        ("a.json", b"[]", "an empty list"),
        ("a.json", b'{\n"text":\noops}', "is damaged"),
    ],
)
def test_files_that_hold_no_article(tmp_path: Path, name: str, content: bytes, complaint: str) -> None:
    file = write(tmp_path / name, content)
    good = write(tmp_path / "good.txt", "Words.")
    bad, still_read = read(file, good)
    assert isinstance(bad, Failure) and isinstance(still_read, Article)
    assert (bad.path, bad.id) == (str(file), "a")
    assert complaint in bad.reason


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("missing.txt", "does not exist: check the path"),
        ("no/such/folder/", "does not exist"),
        ("www.courier.example/news", "write https://www.courier.example/news"),
        ("ftp://courier.example/news", "those that begin with http"),
        ("", "blank path"),
        ("  ", "blank path"),
        ("nul\x00byte.txt", "could not be read"),
        ("x" * 5000, "could not be read"),
    ],
)
def test_paths_that_lead_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "other.txt", "An article that a blank path must not find.")
    assert complaint in failure(path).reason


def test_a_folder_without_articles(tmp_path: Path) -> None:
    write(tmp_path / "notes.odd", "Words.")
    found = failure(tmp_path)
    assert found.path == str(tmp_path)
    assert "without articles" in found.reason and ".txt" in found.reason


def test_a_device_is_no_article() -> None:
    assert "neither a file nor a folder" in failure(os.devnull).reason


def test_a_pipe_is_read(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, "“One,” said Ola Venn.".encode())
    os.close(writer)
    try:
        assert article(f"/dev/fd/{reader}").text == "“One,” said Ola Venn."
    finally:
        os.close(reader)


def test_a_file_too_large_for_an_article(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as hole:
        hole.truncate(50_000_001)
    assert "too many for one article" in failure(file).reason


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The administrator may read everything, so the refusal is made, not waited for."""
    locked_file, locked_folder = write(tmp_path / "a.txt", "W."), tmp_path / "locked"
    locked_folder.mkdir()
    good = write(tmp_path / "z.txt", "W.")
    read_bytes, scandir = Path.read_bytes, os.scandir

    def no_bytes(path: Path) -> bytes:
        if path == locked_file:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    def no_listing(path: str) -> object:
        if Path(path) == locked_folder:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(Path, "read_bytes", no_bytes)
    monkeypatch.setattr(os, "scandir", no_listing)
    file, folder, still_read = read(tmp_path)
    assert isinstance(file, Failure) and "check its permissions" in file.reason
    assert isinstance(folder, Failure) and "Permission denied: check that you may read" in folder.reason
    assert isinstance(still_read, Article) and still_read.path == str(good)
    assert [type(one) for one in read(locked_folder)] == [Failure]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything"
)
def test_a_folder_without_permission(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    write(locked / "a.txt", "W.")
    locked.chmod(0)
    try:
        assert "Permission denied" in failure(locked).reason
        assert "permission" in failure(locked / "a.txt").reason
    finally:
        locked.chmod(stat.S_IRWXU)


def test_a_surprise_in_one_file_does_not_lose_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def surprised(*_: object, **__: object) -> Article:
        raise RecursionError("a page a thousand deep")

    monkeypatch.setattr(paths_module, "read_page", surprised)
    page, text = read(write(tmp_path / "a.html", PAGE), write(tmp_path / "b.txt", "Words."))
    assert isinstance(page, Failure) and "RecursionError" in page.reason
    assert isinstance(text, Article)


def test_a_page_a_thousand_deep(tmp_path: Path) -> None:
    deep = "<div>" * 3000 + "<p>“One,” said Ola Venn.</p>" + "</div>" * 3000
    page = write(tmp_path / "a.html", f"<html><body>{deep}</body></html>")
    (found,) = read(page)
    assert found.id == "a"


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        write(tmp_path / name, "Words.")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    assert article(tmp_path / name).id == "caf\udce9"


def test_reading_goes_on_article_by_article(tmp_path: Path) -> None:
    """The first article comes before the second file is touched, so that a long job can be stopped."""
    found = read_paths([str(write(tmp_path / "a.txt", "W.")), str(tmp_path / "b.txt")])
    assert next(found).id == "a"
    write(tmp_path / "b.txt", "Made late.")
    assert isinstance(next(found), Article)


def test_corpora_are_read_exactly(shared: Path) -> None:
    for corpus in ("polnear", "gum"):
        file = shared / "data" / corpus / "dev.jsonl"
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
        assert [(one.id, one.text) for one in read(file) if isinstance(one, Article)] == [
            (row["id"], row["text"]) for row in rows
        ]


def test_the_folder_that_a_browser_saves_beside_a_page_is_a_part_of_it(tmp_path: Path) -> None:
    write(tmp_path / "Wall.html", PAGE)
    frame = "<html><body><p>“I won twice,” says Berta from Halm.</p></body></html>"
    write(tmp_path / "Wall_files" / "saved_resource.html", frame)
    write(tmp_path / "own_files" / "b.txt", "Words.")
    assert [Path(one.path or "").name for one in read(tmp_path)] == ["Wall.html", "b.txt"]


@pytest.mark.parametrize("name", ["wall.mhtml", "wall.eml", "wall.docx", "wall.PDF", "wall.rtf"])
def test_what_wraps_its_text_is_refused_by_name_in_folders_too(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / name, "From: <Saved by a browser>\n\n“One,” said Ola Venn.")
    for found in (failure(file), failure(tmp_path)):
        assert found.path == str(file)
        assert f"is a {file.suffix.lower()} file, which is not read: save its text" in found.reason


def test_what_is_read_without_a_day_is_told(tmp_path: Path) -> None:
    told: list[Notice] = []
    lines = write(
        tmp_path / "a.jsonl", '{"text": "x", "date": "03/04/2026"}\n{"text": "y", "date": "May 3, 2026"}'
    )
    one, two = read_paths([str(lines)], notice=told.append)
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.date, two.date) == (None, "2026-05-03")
    assert [notice.path for notice in told] == [f"{lines}:1"]


def test_a_day_is_taken_from_the_address(tmp_path: Path) -> None:
    line = '{"text": "x", "url": "https://post.example/2026/03/31/wall"}'
    assert article(write(tmp_path / "a.jsonl", line)).date == "2026-03-31"
